"""When each class has which lesson."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.url_routing import RouteResult

from cms.core.daily import DailyPage
from cms.core.models import BasePage
from cms.core.navigation import MenuItem, site_path
from cms.core.school_years import SchoolYear
from cms.timetables.grid import Grid
from cms.timetables.presenting import class_links, class_tables
from cms.timetables.timetable_form import TimetableForm


class Term(models.TextChoices):
    """Part of the school year a timetable is for."""

    FIRST = "hk1", _("First term")
    SECOND = "hk2", _("Second term")
    SUMMER = "he", _("Summer")


class TimetableTermPage(BasePage):
    """The timetable of all classes from a day on (`date`), until the next one."""

    term = models.CharField(_("term"), max_length=3, choices=Term.choices, default=Term.FIRST)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Stands above the tables. At most 300 characters.")
    )
    # A grid (cms.timetables.grid), checked when it is read in.
    data = models.JSONField(default=dict, blank=True, editable=False)

    is_list_item: ClassVar[bool] = True
    base_form_class = TimetableForm
    template: ClassVar[str] = "pages/timetable_term_page.html"
    parent_page_types: ClassVar[list[str]] = ["timetables.TimetablePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The timetable of all classes from a day on.")
    content_panels = [
        FieldRowPanel(
            [FieldPanel("date", heading=_("in force from"), required_on_save=True), FieldPanel("term")],
        ),
        FieldPanel("note"),
        HelpPanel(template="timetables/import_help.html"),
        FieldPanel("workbook"),
        FieldPanel("pasted"),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("timetable")
        verbose_name_plural = _("timetables")

    @property
    def grid(self) -> Grid:
        return Grid.from_data(self.data)

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear.of(self.date or timezone.localdate())

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        day = self.date = self.date or timezone.localdate()
        words = {"term": Term(self.term).label, "year": self.school_year, "day": f"{day:%d/%m/%Y}"}
        self.title = self.draft_title = gettext("Timetable: %(term)s %(year)s, from %(day)s") % words
        self.slug = f"tu-{day:%Y-%m-%d}"
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the words by which lists know it."""
        if self.date:
            self.list_label = gettext("In force from %(day)s") % {"day": f"{self.date:%d/%m/%Y}"}
        return super().save(*args, **kwargs)

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`<class>/` is the timetable of one class."""
        if not self.live or len(components) != 1 or components[0] not in self.grid.slugs():
            raise Http404
        return RouteResult(self, kwargs={"class_slug": components[0]})

    def serve(self, request: HttpRequest, *args: Any, class_slug: str = "", **kwargs: Any) -> HttpResponse:
        """Answer the list of classes, or one class."""
        request.class_slug = class_slug  # type: ignore[attr-defined]
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(shown(self, request, site_path(self.url_path)))
        if context["class_name"]:
            context["breadcrumbs"] = [*context["breadcrumbs"], MenuItem(self.title, site_path(self.url_path))]
        return context


class TimetablePage(DailyPage, BasePage):
    """The timetables: the one in force, the next one, older ones by their address."""

    template: ClassVar[str] = "pages/timetable_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["timetables.TimetableTermPage"]
    page_description = _("The timetables of all classes.")
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("timetables")
        verbose_name_plural = _("timetables")

    def published_terms(self) -> Any:
        """Return the timetables that visitors see, the latest first, without their lessons."""
        terms = TimetableTermPage.objects.child_of(self).live().filter(date__isnull=False)
        return terms.order_by("-date").defer("data")

    def in_force(self, today: dt.date | None = None) -> "TimetableTermPage | None":
        """Return the timetable of today with its lessons."""
        day = today or timezone.localdate()
        found: TimetableTermPage | None = self.published_terms().filter(date__lte=day).defer(None).first()
        return found

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`<class>/` is always the timetable in force: an address to keep."""
        term = self.in_force() if self.live and len(components) == 1 else None
        if term is None or components[0] not in term.grid.slugs():
            raise Http404
        return RouteResult(self, kwargs={"class_slug": components[0]})

    def serve(self, request: HttpRequest, *args: Any, class_slug: str = "", **kwargs: Any) -> HttpResponse:
        """Answer the list of classes, or one class; never kept beyond the day."""
        request.class_slug = class_slug  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today, here = timezone.localdate(), site_path(self.url_path)
        term = self.in_force(today)
        context.update(shown(term, request, here), term=term)
        if context["class_name"]:
            context["breadcrumbs"] = [*context["breadcrumbs"], MenuItem(self.title, here)]
        terms = [other for other in self.published_terms() if term is None or other.pk != term.pk]
        context["coming"] = [other for other in terms if other.date > today]
        context["older"] = [other for other in terms if other.date <= today]
        return context


def shown(term: TimetableTermPage | None, request: HttpRequest, base: str) -> dict[str, Any]:
    """Return what a template needs to show a timetable, or one class of it."""
    slug = getattr(request, "class_slug", "")
    grid = term.grid if term else Grid()
    position = grid.slugs().get(slug) if slug else None
    class_name = grid.classes[position] if position is not None else ""
    return {
        "head_title": gettext("Timetable of class %(class_name)s") % {"class_name": class_name} if class_name else "",
        "class_name": class_name,
        "tables": class_tables(grid, position) if position is not None else [],
        "grades": class_links(grid, base, slug),
        "timetable": term,
    }
