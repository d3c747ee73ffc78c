"""The list of projects, tenders and purchases, and one of them with what the law wants told."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.core.addresses import validate_address
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.models import BasePage
from cms.core.routing import has_restrictions

PROJECTS_PER_PAGE = 20
# A million billion đồng: more is a slip of the finger.
MOST_MONEY = 10**15


class Kind(models.TextChoices):
    """What it is, in the words of the decree."""

    PROJECT = "du-an", _("Investment project")
    ITEM = "hang-muc", _("Investment item")
    TENDER = "dau-thau", _("Tender package")
    PURCHASE = "mua-sam", _("Public purchase")


class Stage(models.TextChoices):
    """How far it has come; the values stand in addresses."""

    RUNNING = "dang-thuc-hien", _("Under way")
    PREPARING = "chuan-bi", _("In preparation")
    FINISHED = "hoan-thanh", _("Completed")
    STOPPED = "dung", _("Stopped")


class ProjectQuerySet(PageQuerySet):
    """Projects as visitors ask for them."""

    def in_order(self) -> Any:
        """What goes on first, then what comes, then what is over; within each the latest first."""
        places = [When(stage=stage, then=Value(place)) for place, stage in enumerate(Stage.values)]
        ordered = self.annotate(place=Case(*places, default=Value(len(places)), output_field=IntegerField()))
        return ordered.order_by("place", "-starts_on", "-pk")


class ProjectIndexPage(BasePage):
    """All projects, items, tenders and purchases of the office (NĐ 43/2011 Điều 10.1.h)."""

    template: ClassVar[str] = "pages/project_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["projects.ProjectPage"]
    max_count_per_parent = 1
    page_description = _("The list of projects, tenders and purchases.")

    class Meta:
        verbose_name = _("list of projects and purchases")
        verbose_name_plural = _("lists of projects and purchases")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = ProjectPage.objects.child_of(self).live().defer("body", "goal")
        visible = pages.public() if has_restrictions() else pages
        chosen = request.GET.get("tinh-trang", "")
        stage = chosen if chosen in Stage.values else ""
        found = visible.filter(stage=stage) if stage else visible
        used = set(visible.order_by().values_list("stage", flat=True).distinct())
        context["stages"] = [(value, label) for value, label in Stage.choices if value in used]
        context["stage"] = stage
        context["page_query"] = f"tinh-trang={stage}&" if stage else ""
        context["page_obj"] = Paginator(found.in_order(), PROJECTS_PER_PAGE).get_page(request.GET.get("trang"))
        return context


class ProjectPage(BasePage):
    """One project, tender or purchase: name, goal, field, kind, time, money, who pays and how far it has come."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PROJECT)
    stage = models.CharField(
        _("how far it has come"),
        max_length=16,
        choices=Stage.choices,
        default=Stage.PREPARING,
        help_text=_("Keep it up to date."),
    )
    field_of_work = models.CharField(
        _("field"), max_length=150, help_text=_("For example: building of schools. At most 150 characters.")
    )
    goal = models.TextField(_("goal"), max_length=1000, help_text=_("What it is for. At most 1000 characters."))
    starts_on = models.DateField(_("begins on"), null=True)
    ends_on = models.DateField(_("ends on"), null=True, help_text=_("As planned, or as it was."))
    budget = models.BigIntegerField(
        _("money (đồng)"),
        null=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_MONEY)],
        help_text=_("The approved sum, in đồng, figures only: 1250000000."),
    )
    funded_by = models.CharField(
        _("who pays"),
        max_length=200,
        help_text=_("Budget or sponsor, for example: ward budget 2026. At most 200 characters."),
    )
    decision = models.CharField(
        _("decision of approval"), max_length=200, blank=True, help_text=_("Number and day. At most 200 characters.")
    )
    notice_url = models.CharField(
        _("notice on the national bidding network"),
        max_length=300,
        blank=True,
        validators=[validate_address],
        help_text=_("Address of the notice or of its result: https://muasamcong.mpi.gov.vn/…"),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Plan, invitation, result of the selection; attach the files."),
    )

    template: ClassVar[str] = "pages/project_page.html"
    parent_page_types: ClassVar[list[str]] = ["projects.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("An investment project, a tender or a purchase with its eight facts.")
    is_list_item: ClassVar[bool] = True

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("stage")]),
        FieldPanel("field_of_work"),
        FieldPanel("goal", widget=forms.Textarea(attrs={"rows": 3})),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("budget"), FieldPanel("funded_by")]),
        FieldRowPanel(
            [
                FieldPanel("date", heading=_("approved on"), help_text=_("Publish within 10 working days of it.")),
                FieldPanel("decision"),
            ]
        ),
        FieldPanel("notice_url"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [*BasePage.search_fields, index.SearchField("goal"), index.SearchField("body")]

    class Meta:
        verbose_name = _("project or purchase")
        verbose_name_plural = _("projects and purchases")

    def clean_for_publication(self) -> None:
        super().clean_for_publication()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end must come after the beginning.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the word by which lists know it."""
        self.list_label = str(Kind(self.kind).label)
        return super().save(*args, **kwargs)

    @property
    def is_complete(self) -> bool:
        """Whether all eight facts are told."""
        texts = (self.title, self.goal, self.field_of_work, self.kind, self.funded_by, self.stage)
        return all(text.strip() for text in texts) and None not in (self.starts_on, self.ends_on, self.budget)

    @property
    def is_overdue(self) -> bool:
        """Whether the planned end has passed, and it is still said to go on."""
        is_open = self.stage in {Stage.PREPARING, Stage.RUNNING}
        return is_open and self.ends_on is not None and self.ends_on < timezone.localdate()
