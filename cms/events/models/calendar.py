"""The calendar of a site: its events, the milestones of the school year, public holidays."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from cms.core.daily import DailyPage
from cms.core.models import BasePage
from cms.core.navigation import MenuItem, site_path
from cms.events.enums import TermDateKind


class EventIndexPage(DailyPage, BasePage):
    """All events: those to come first, a month at a time, past ones by school year."""

    template: ClassVar[str] = "pages/event_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1
    page_description = _("The calendar: events, the dates of the school year, holidays.")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [InlinePanel("term_dates", label=_("date of the school year"), classname="collapsed")],
            heading=_("Dates of the school year"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "<p>Vietnam's public holidays are known. Enter here only what differs: "
                        "a day swapped by decree, a day off of the school's own, or a holiday that is worked.</p>"
                    )
                ),
                InlinePanel("holiday_overrides", label=_("differing day")),
            ],
            heading=_("Holidays"),
        ),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`2026/11/` is a month, `nam-hoc/2026-2027/` a school year."""
        from cms.events import calendar_views

        view = calendar_views.find(components) if self.live else None
        if view is None:
            raise Http404
        return RouteResult(self, kwargs={"view": view})

    def serve(self, request: HttpRequest, *args: Any, view: Any = None, **kwargs: Any) -> Any:
        """Answer the calendar itself, or one month or school year of it."""
        request.calendar_view = view  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        view = getattr(request, "calendar_view", None)
        return view.template if view else self.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.events import calendar_views

        context = super().get_context(request, *args, **kwargs)
        view = getattr(request, "calendar_view", None)
        if view:
            here = site_path(self.url_path)
            context.update(view.context(self, request), page_path=here)
            context["breadcrumbs"] = [*context["breadcrumbs"], MenuItem(self.title, here)]
        else:
            context.update(calendar_views.upcoming(self, request))
        return context


class TermDate(Orderable):
    """A milestone of the school year: opening day, terms, exams, days off."""

    page = ParentalKey(EventIndexPage, on_delete=models.CASCADE, related_name="term_dates")
    title = models.CharField(
        _("title"), max_length=120, help_text=_("For example “First term begins”. At most 120 characters.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TermDateKind.choices, default=TermDateKind.TERM)
    start = models.DateField(_("day"))
    end = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it goes on for more than one day.")
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date of the school year")
        verbose_name_plural = _("dates of the school year")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="events_termdate_order",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class HolidayOverride(Orderable):
    """Where this site's days off differ from the country's."""

    page = ParentalKey(EventIndexPage, on_delete=models.CASCADE, related_name="holiday_overrides")
    day = models.DateField(_("day"))
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("What the day is called. At most 120 characters.")
    )
    is_day_off = models.BooleanField(
        _("day off"), default=True, help_text=_("Without the tick the day is worked although it is a public holiday.")
    )

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("title"), FieldPanel("is_day_off")])]

    class Meta(Orderable.Meta):
        verbose_name = _("differing day")
        verbose_name_plural = _("differing days")

    def __str__(self) -> str:
        return self.title or str(self.day)
