"""Links that stand together: quick links on the home page, state bodies at the foot."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.core.addresses import validate_address
from cms.core.models import VisibleRow


class Place(models.TextChoices):
    """Where a group stands."""

    HOME = "home", _("Home page: quick links")
    FOOT = "foot", _("Foot of every page")


class Icon(models.TextChoices):
    """Drawings of heroicons that mean something to readers."""

    NONE = "", _("None")
    BUILDING = "building-library", _("Building")
    SCHOOL = "academic-cap", _("School")
    GLOBE = "globe-alt", _("Globe")
    DOCUMENT = "document-text", _("Document")
    CALENDAR = "calendar-days", _("Calendar")
    QUESTION = "question-mark-circle", _("Question mark")
    PHONE = "phone", _("Telephone")
    MONEY = "banknotes", _("Money")
    BOOK = "book-open", _("Book")
    INFORMATION = "information-circle", _("Information")
    SHIELD = "shield-check", _("Shield")
    MAP = "map-pin", _("Map")


class LinkGroup(VisibleRow, ClusterableModel):
    """Some links under one heading."""

    title = models.CharField(
        _("title"), max_length=60, help_text=_("For example “State bodies”. At most 60 characters.")
    )
    title_en = models.CharField(
        _("title in English"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("For the pages in English; without it they leave the group out. At most 60 characters."),
    )
    place = models.CharField(_("where it stands"), max_length=8, choices=Place.choices, default=Place.FOOT)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Small numbers come first."))

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("position")]),
        InlinePanel("links", heading=_("Links"), label=_("link"), max_num=12),
    ]

    class Meta:
        verbose_name = _("group of links")
        verbose_name_plural = _("groups of links")
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Link(Orderable):
    """One link of a group."""

    group = ParentalKey(LinkGroup, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=80, help_text=_("What one finds there. At most 80 characters."))
    title_en = models.CharField(
        _("title in English"),
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "For the pages in English; without it, or without a page in English, they leave the link out. "
            "At most 80 characters."
        ),
    )
    url = models.CharField(
        _("address"),
        max_length=300,
        validators=[validate_address],
        help_text=_("A page of this site (/hoi-dap/) or a whole address (https://…)."),
    )
    icon = models.CharField(_("icon"), max_length=40, choices=Icon.choices, blank=True, default=Icon.NONE)

    panels = [FieldPanel("title"), FieldPanel("title_en"), FieldPanel("url"), FieldPanel("icon")]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.title
