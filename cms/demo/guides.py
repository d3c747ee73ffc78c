"""The demo's guides to procedures on the portal: pages below the section, until each is a procedure of its own."""

from html import escape
from typing import Any

from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.core.models import BasePage
from cms.demo.schools import DATA, read_yaml
from cms.pages.models import StandardPage
from tenants.tasks import index_tasks_dropped


def load_office() -> None:
    """Write the guides, and the line at the head of the front page."""
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        section = BasePage.objects.get(depth=3, slug="thu-tuc").specific
        for row in read_yaml(DATA / "guides.yaml"):
            section.add_child(
                instance=StandardPage(title=row["title"], summary=row["summary"], body=_body(row), show_in_menus=True)
            )
        home = BasePage.objects.get(depth=2).specific
        home.summary = "Trường học, thông báo và thủ tục giáo dục của Thủ Dầu Một"
        home.save()


def _body(row: dict[str, Any]) -> list[tuple[str, Any]]:
    papers = "".join(f"<li>{escape(paper)}</li>" for paper in row["papers"])
    steps = [{"title": step, "text": RichText("")} for step in row["steps"]]
    return [
        ("heading", {"text": "Hồ sơ cần có", "level": "h2"}),
        ("paragraph", RichText(f"<ul>{papers}</ul>")),
        ("heading", {"text": "Các bước", "level": "h2"}),
        ("steps", {"steps": steps}),
        ("heading", {"text": "Thời hạn và phí", "level": "h2"}),
        ("paragraph", RichText(f"<p>{escape(row['time'])}. {escape(row['fee'])}.</p>")),
    ]
