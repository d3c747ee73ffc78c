"""Consultations: the list, and one issue with what people say of it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.consultations import views
from cms.consultations.models.comment import Comment
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage
from cms.core.routing import has_restrictions

CLOSED_PER_PAGE = 12
COMMENTS_PER_PAGE = 30
COMMENT_FORM = "gui-y-kien"


class ConsultationQuerySet(PageQuerySet):
    """Consultations as visitors ask for them."""

    def counted(self) -> Any:
        """Add how many comments are shown."""
        return self.annotate(comment_count=Count("comments", filter=Q(comments__state=Comment.State.APPROVED)))

    def open(self) -> Any:
        """Those that still take comments, the nearest deadline first."""
        return self.filter(deadline__gte=timezone.localdate(), outcome_on=None).order_by("deadline", "pk")

    def closed(self) -> Any:
        """Those that do not, the latest deadline first."""
        over = Q(deadline__lt=timezone.localdate()) | Q(outcome_on__isnull=False)
        return self.filter(over).order_by("-deadline", "-pk")


class ConsultationIndexPage(BasePage):
    """Issues on which the public is asked, and those that are closed (TT 37/2020 Điều 8, 9)."""

    template: ClassVar[str] = "pages/consultation_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["consultations.ConsultationPage"]
    max_count_per_parent = 1
    page_description = _("The list of all consultations.")

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = ConsultationPage.objects.child_of(self).live().counted().defer("body", "outcome")
        visible = pages.public() if has_restrictions() else pages
        context["open_pages"] = list(visible.open())
        context["page_obj"] = Paginator(visible.closed(), CLOSED_PER_PAGE).get_page(request.GET.get("trang"))
        return context


class ConsultationPage(BasePage):
    """One issue: its text, where opinions go, until when, what people said and what came of it."""

    body = StreamField(
        BodyBlock(),
        verbose_name=_("content"),
        help_text=_("What is asked, and why. Attach the draft as a file."),
    )
    receive_address = models.CharField(
        _("address for opinions"),
        max_length=255,
        help_text=_("Where letters are received. At most 255 characters."),
    )
    receive_email = models.EmailField(
        _("e-mail for opinions"), help_text=_("An address of the school's or office's own.")
    )
    # A draft may have none yet.
    deadline = models.DateField(_("deadline"), null=True, help_text=_("The last day on which opinions are taken."))
    outcome = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("outcome"),
        help_text=_("What was decided, and what was taken up of the opinions. Stays readable for good."),
    )
    outcome_on = models.DateField(
        _("outcome published on"), null=True, blank=True, help_text=_("With it the consultation is closed.")
    )
    answered_by = models.CharField(
        _("answered by"), max_length=160, blank=True, help_text=_("Name and post. At most 160 characters.")
    )

    template: ClassVar[str] = "pages/consultation_page.html"
    parent_page_types: ClassVar[list[str]] = ["consultations.ConsultationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A draft or an issue on which the public is asked for its opinion.")
    is_list_item: ClassVar[bool] = True
    personal_data_expected: ClassVar[frozenset[str]] = frozenset({"email"})

    objects = PageManager.from_queryset(ConsultationQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(
            [FieldPanel("date", heading=_("Opened on"), help_text=_("Empty: today.")), FieldPanel("deadline")]
        ),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("receive_address"), FieldPanel("receive_email")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("outcome_on"), FieldPanel("answered_by")]), FieldPanel("outcome")],
            heading=_("Outcome"),
        ),
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("outcome")]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def clean_for_publication(self) -> None:
        """The deadline is not before the beginning (TT 37/2020 Điều 9)."""
        super().clean_for_publication()
        errors: dict[str, Any] = {}
        if self.deadline and self.deadline < (self.date or timezone.localdate()):
            errors["deadline"] = _("The deadline must not lie before the day of opening.")
        if self.outcome and not self.outcome_on:
            errors["outcome_on"] = _("Say on which day the outcome is published.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.date is None:
            self.date = timezone.localdate()
        return super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Tell whether comments are still taken."""
        return self.outcome_on is None and self.deadline is not None and timezone.localdate() <= self.deadline

    @property
    def comment_address(self) -> str:
        """Where the form lies."""
        return f"{self.url}{COMMENT_FORM}/"

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """`gui-y-kien/`: the form for comments, which no cache keeps."""
        if self.live and components == [COMMENT_FORM]:
            return RouteResult(self, kwargs={"comment": True})
        return super().route_rest(request, components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.pop("comment", False):
            return views.comment(request, self)
        return super().serve(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        shown = Comment.objects.filter(consultation=self.pk).shown()
        context["page_obj"] = Paginator(shown, COMMENTS_PER_PAGE).get_page(request.GET.get("trang"))
        return context
