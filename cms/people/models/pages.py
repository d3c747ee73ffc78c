"""Pages that show the staff."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel

from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage
from cms.people import directory
from cms.people.enums import Scope
from cms.people.models.person import Person

PARENTS = ["home.SchoolHomePage", "home.PortalHomePage", "pages.StandardPage"]


class PeoplePage(BasePage):
    """Leaders, or the whole staff by unit (TT 37/2020 Điều 9; NĐ 43/2011 Điều 10.1.k)."""

    scope = models.CharField(
        _("whom it shows"),
        max_length=16,
        choices=Scope.choices,
        default=Scope.LEADERS,
        help_text=_("The people themselves are entered under “People”."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text above the people"))

    template: ClassVar[str] = "pages/people_page.html"
    parent_page_types: ClassVar[list[str]] = PARENTS
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Leaders or staff with their posts and contacts.")
    show_in_menus_default = True

    content_panels = [*BasePage.content_panels, FieldPanel("scope"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page of people")
        verbose_name_plural = _("pages of people")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        people = Person.objects.shown()
        if self.scope == Scope.LEADERS:
            shown = directory.cards(people.leaders().in_order())
            context["groups"] = [directory.Group("", shown)] if shown else []
        else:
            context["groups"] = directory.grouped(people.in_order())
        return context


class OrganisationPage(BasePage):
    """The organisation chart, drawn from the units."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text below the chart"))

    template: ClassVar[str] = "pages/organisation_page.html"
    parent_page_types: ClassVar[list[str]] = PARENTS
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The organisation chart, drawn from “Units and teams”.")
    show_in_menus_default = True

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    def is_filled(self) -> bool:
        """The chart itself counts."""
        return bool(directory.organisation()) or super().is_filled()

    class Meta:
        verbose_name = _("organisation chart")
        verbose_name_plural = _("organisation charts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["boxes"] = directory.organisation()
        return context
