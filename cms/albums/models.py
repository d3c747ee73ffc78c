"""Albums and videos, and the list of both."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable

from cms.albums.blocks import OneVideo
from cms.albums.forms import AlbumForm, row_problems
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.listing import newest
from cms.core.models import BasePage
from themes.pictures import FULL, PLACES

PER_PAGE = 12
MOST_PICTURES = 120


class AlbumIndexPage(BasePage):
    """All albums and videos of the site, newest first."""

    template: ClassVar[str] = "pages/album_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["albums.AlbumPage", "albums.VideoPage"]
    max_count_per_parent = 1
    page_description = _("The list of all albums and videos.")

    class Meta:
        verbose_name = _("list of albums")
        verbose_name_plural = _("lists of albums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = newest("albums.AlbumPage", "albums.VideoPage").child_of(self)
        context["page_obj"] = Paginator(pages, PER_PAGE).get_page(request.GET.get("trang"))
        return context


class AlbumPage(BasePage):
    """A series of pictures."""

    common_alt = models.CharField(
        _("description of the series"),
        max_length=250,
        blank=True,
        help_text=_("Stands for every picture without a description of its own. At most 250 characters."),
    )
    parents_consent = models.BooleanField(
        _("the school has the parents' consent"),
        default=False,
        help_text=_(
            "The school has the consent of the parents or guardians of all children who can be recognised, or no child "
            "can be recognised. Needed to publish (Law 91/2025/QH15 on personal data). No full names, please."
        ),
    )
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    consent_at = models.DateTimeField(null=True, blank=True, editable=False)

    template: ClassVar[str] = "pages/album_page.html"
    is_list_item: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["albums.AlbumIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Pictures of an event, many at once from a phone.")
    base_form_class = AlbumForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        MultiFieldPanel(
            [
                HelpPanel(template="albums/upload_help.html"),
                MultipleChooserPanel("pictures", label=_("Picture"), chooser_field_name="image"),
                FieldPanel("common_alt"),
            ],
            heading=_("Pictures"),
        ),
        MultiFieldPanel([FieldPanel("parents_consent")], heading=_("Children in the pictures")),
        *BasePage.cover_panels,
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [*BasePage.search_fields, index.SearchField("common_alt")]

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")

    def clean_rows_for_publication(self) -> None:
        if not all(row.image_id for row in self.pictures.all()):
            raise ValidationError(_("Choose a picture in each row of the pictures, or remove the row."))
        for problem in row_problems([row.alt for row in self.pictures.all()], self.common_alt).values():
            raise ValidationError(problem)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.date is None:
            self.date = timezone.localdate()
        count = sum(1 for row in self.pictures.all() if row.image_id)
        self.list_label = ngettext("%(count)s picture", "%(count)s pictures", count) % {"count": count}
        return super().save(*args, **kwargs)

    def shown_pictures(self) -> list["AlbumPicture"]:
        """Return the pictures with words for each: its own, or those of the series."""
        # A draft's row may still wait for its picture.
        pictures = [row for row in self.pictures.select_related("image").all() if row.image_id]
        for number, picture in enumerate(pictures, 1):
            series = f"{self.common_alt or self.title} ({number}/{len(pictures)})"
            picture.words = picture.alt.strip() or series
        return pictures

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["pictures"] = self.shown_pictures()
        return context


class AlbumPicture(Orderable):
    """A picture in an album."""

    page = ParentalKey(AlbumPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        # A draft may wait for it; publication asks.
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    alt = models.CharField(
        _("description for people who cannot see it"),
        max_length=250,
        blank=True,
        help_text=_("Say what the picture shows. At most 250 characters."),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True, help_text=_("At most 250 characters."))

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]
    # Set where a page is drawn.
    words = ""

    class Meta(Orderable.Meta):
        verbose_name = _("picture of an album")
        verbose_name_plural = _("pictures of albums")

    def __str__(self) -> str:
        return self.alt or str(self.image_id)


class VideoPage(BasePage):
    """One video with what is seen and said in it."""

    video = StreamField(OneVideo(), verbose_name=_("video"))
    body = StreamField(
        BodyBlock(),
        verbose_name=_("what is seen and said"),
        help_text=_("A summary or the spoken words, for people who cannot see or hear the video."),
    )

    template: ClassVar[str] = "pages/video_page.html"
    is_list_item: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["albums.AlbumIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One video, the school's own or on YouTube or Vimeo.")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("video"),
        FieldPanel("body"),
        *BasePage.cover_panels,
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.date is None:
            self.date = timezone.localdate()
        self.list_label = "Video"
        return super().save(*args, **kwargs)


def renditions_of(picture: AlbumPicture) -> None:
    """Make the sizes in which an album shows a picture."""
    image: Any = picture.image
    image.get_renditions(*PLACES["gallery"][0], FULL)
