"""How news are found."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cms.shared import searching


@searching.finds("news.NewsPage")
class FoundNews(searching.PageKind):
    """An article under its category."""

    kind, name = "tin-tuc", _("News")

    def body(self, page: Any) -> str:
        """The text, with who wrote it and where it comes from."""
        return "\n".join(filter(None, (super().body(page), page.source_credit)))


@searching.finds("news.NewsIndexPage")
class FoundNewsIndex(searching.PageKind):
    """The list itself: a section."""

    weight: ClassVar[int] = 1
