"""A site whose checks are asked one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from wagtail.rich_text import RichText

from cms.compliance.models import Governance
from cms.compliance.site.visitor import Answer
from cms.core.models import BasePage
from cms.core.requirements import Finding, State, registered
from cms.pages.models import StandardPage
from tenants.models import School
from tests import factories
from tests.base import SchoolTestCase

GOOD_HEAD = (
    '<title>Trường</title><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="description" content="Trường tiểu học">'
)


class CheckCase(SchoolTestCase):
    """`state(code)` asks one check; `pages` stands in for what the site answers."""

    def find(self, code: str) -> Finding:
        return registered()[code](School.objects.get(slug=self.slug))

    def state(self, code: str) -> State:
        return self.find(code).state

    def assert_states(self, code: str, state: State, words: str = "") -> None:
        found = self.find(code)
        assert found.state == state, found
        assert words in found.message, found

    def write(self, page: BasePage | None, *paragraphs: str, **fields: Any) -> BasePage:
        """Put text on a page of the tree, published."""
        assert page is not None
        page = page.specific
        page.body = [("paragraph", RichText(text)) for text in paragraphs]
        for name, value in fields.items():
            setattr(page, name, value)
        page.save()
        return page

    def section(self, path: str) -> BasePage:
        home = factories.home()
        return BasePage.objects.get(url_path=f"{home.url_path}{path}/")

    def below(self, path: str, title: str, slug: str, *paragraphs: str) -> BasePage:
        page = factories.StandardPageFactory(parent=self.section(path).specific, title=title, slug=slug)
        return self.write(page, *paragraphs)

    def govern(self, **fields: Any) -> Governance:
        row = Governance.load()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        return row

    @contextmanager
    def pages(self, found: dict[str, str] | None = None, default: str = "", **headers: str) -> Iterator[None]:
        """The site answers with these bodies; all other addresses with `default`, or 404 without one."""

        def ask(path: str, host: str) -> Answer:
            text = (found or {}).get(path, default)
            return Answer(path, 200 if text else 404, headers, text.encode())

        with mock.patch("cms.compliance.site.visitor._ask", ask):
            yield


def page(body: str, head: str = GOOD_HEAD) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


__all__ = ["CheckCase", "StandardPage", "State", "page"]
