"""One event."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.url_routing import RouteResult

from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.events.enums import EventKind, EventState
from cms.events.querysets import EventPageManager
from cms.events.timing import Timing

JOIN = "tham-du"
OTHERS_BESIDE = 4


class EventPage(BasePage):
    """Something that takes place at a time and, mostly, at a place. `date` is its first day."""

    kind = models.CharField(_("kind"), max_length=30, choices=EventKind.choices, default=EventKind.ACTIVITY)
    all_day = models.BooleanField(_("all day"), default=False, help_text=_("Tick if it has no hour of beginning."))
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Hour and minute, for example 07:30.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True, help_text=_("Leave empty if it is not known."))
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it goes on for more than one day.")
    )
    # Like `end_date`, but never empty where there is a date: one index finds what is still to come.
    last_day = models.DateField(null=True, editable=False)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Room, hall or address. At most 200 characters.")
    )
    organiser = models.CharField(
        _("organiser"),
        max_length=200,
        blank=True,
        help_text=_("Who holds it, if not the school. At most 200 characters."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("For example “Parents of grade 5”. At most 200 characters."),
    )
    registration_url = models.URLField(_("link for registration"), blank=True, help_text=_("Everybody sees this link."))
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    state_note = models.CharField(
        _("what visitors should know about it"),
        max_length=300,
        blank=True,
        help_text=_("Why it is postponed or cancelled, and what comes instead. At most 300 characters."),
    )
    meeting_url = models.URLField(
        _("link of the online meeting"),
        max_length=500,
        blank=True,
        help_text=_("Shown to invited guests and signed-in staff only. Invite guests in the menu of this page."),
    )
    meeting_details = models.TextField(
        _("how to join"),
        max_length=500,
        blank=True,
        help_text=_("Meeting number and password, for those invited only. At most 500 characters."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("content"))

    objects = EventPageManager()

    template: ClassVar[str] = "pages/event_page.html"
    is_list_item: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A ceremony, a parents' meeting, a contest …, with its day and place.")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date", heading=_("day")), FieldPanel("end_date")]),
                FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("all_day")]),
            ],
            heading=_("When"),
        ),
        FieldRowPanel([FieldPanel("place"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("organiser")]),
        FieldPanel("body"),
        FieldPanel("registration_url"),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("state_note")], heading=_("Does it take place?")),
        MultiFieldPanel(
            [
                HelpPanel(_("<p>These two never appear in lists, in search or in the calendar feed.</p>")),
                FieldPanel("meeting_url"),
                FieldPanel("meeting_details"),
            ],
            heading=_("Online meeting"),
        ),
        *BasePage.cover_panels,
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("place"),
        index.SearchField("audience"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["last_day"], name="events_last_day_idx")]

    @property
    def timing(self) -> Timing:
        """First and last day with their times."""
        # A draft may have no day yet.
        first_day = self.date or timezone.localdate()
        begins = None if self.all_day else self.start_time
        last_day = max(self.end_date or first_day, first_day)
        return Timing(first_day, last_day, begins, self.end_time if begins else None)

    @property
    def is_called_off(self) -> bool:
        return self.state != EventState.PLANNED

    @property
    def is_online(self) -> bool:
        return bool(self.meeting_url)

    def clean_for_publication(self) -> None:
        super().clean_for_publication()
        errors: dict[str, Any] = {}
        if self.date is None:
            errors["date"] = _("Say on which day it takes place.")
        if not self.all_day and self.start_time is None:
            errors["start_time"] = _("Say when it begins, or tick “all day”.")
        if self.date and self.end_date and self.end_date < self.date:
            errors["end_date"] = _("The last day lies before the first.")
        one_day = not self.end_date or self.end_date == self.date
        if one_day and not self.all_day and self.start_time and self.end_time and self.end_time <= self.start_time:
            errors["end_time"] = _("It ends before it begins. If it goes on past midnight, enter the last day.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the words and the day by which lists know it."""
        if self.date is not None:
            self.last_day = self.timing.last_day
            self.list_label = (
                str(EventState(self.state).label.capitalize()) if self.is_called_off else self.timing.label()
            )
        return super().save(*args, **kwargs)

    # -- Serving -------------------------------------------------------------------------------
    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`tham-du/<token>/` below an event is a guest's own address."""
        if not self.live or len(components) != 2 or components[0] != JOIN:
            raise Http404
        return RouteResult(self, kwargs={"token": components[1]})

    def serve(self, request: HttpRequest, *args: Any, token: str = "", **kwargs: Any) -> HttpResponse:
        """Answer; only staff and a guest with a token get the way into the meeting, and nobody keeps that answer."""
        from cms.events import joining

        guest = joining.get_visible_guest(self, token) if token else None
        may_join = self.is_online and (guest is not None or joining.is_staff(request))
        if token and guest is None:
            raise Http404
        request.may_join_meeting = may_join  # type: ignore[attr-defined]
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return joining.kept_by_nobody(response) if token or may_join else response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.events import structured_data

        context = super().get_context(request, *args, **kwargs)
        context["may_join"] = getattr(request, "may_join_meeting", False)
        context["json_ld"] = structured_data.event(request, self)
        context["ics_url"] = f"{site_path(self.url_path)}lich.ics"
        context["others"] = list(EventPage.objects.listed().exclude(pk=self.pk).upcoming()[:OTHERS_BESIDE])
        return context
