"""Pages that are written once and kept up to date."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel

from cms.core import section_parts
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.listing import exists, newest
from cms.core.models import BasePage

DOCUMENTS, ARTICLES = "documents.OfficialDocumentPage", "news.NewsPage"
RELATED_SHOWN = 5


class StandardPage(BasePage):
    """A text with headings, pictures and files; lists the pages below it."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("content"))

    template: ClassVar[str] = "pages/standard_page.html"
    parent_page_types: ClassVar[list[str]] = [
        "home.SchoolHomePage",
        "home.PortalHomePage",
        "pages.StandardPage",
    ]
    subpage_types: ClassVar[list[str]] = [
        "pages.StandardPage",
        "people.PeoplePage",
        "people.OrganisationPage",
        "events.WorkSchedulePage",
        "timetables.TimetablePage",
        "timetables.MenuPage",
        "timetables.PlanPage",
    ]
    page_description = _("Text with headings, pictures and files, such as “About the school”.")
    show_in_menus_default = True
    kept_up: ClassVar[bool] = True

    content_panels = [*BasePage.content_panels, *BasePage.cover_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = list(BasePage.objects.child_of(self).live().order_by("path")) if self.numchild else []
        context["parts"] = section_parts.parts_of(self, request)
        if not self.body and not context["children"] and not context["parts"]:
            context["related"] = related(self)
        return context


def related(page: BasePage) -> list[BasePage]:
    """Return what has been published under the same words: where a page is still empty, these may answer."""
    about = [label for label in (DOCUMENTS, ARTICLES) if exists(label)]
    return list(newest(*about).filter(title__unaccent__icontains=page.title)[:RELATED_SHOWN])
