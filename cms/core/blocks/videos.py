"""A video: the school's own file, or one elsewhere that is loaded only when a reader asks for it."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.previews import PICTURES

VIDEO_KINDS = {"mp4": "video/mp4", "webm": "video/webm"}
YOUTUBE_ID = re.compile(r"^[\w-]{11}$", re.ASCII)
YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}


class VideoValue(blocks.StructValue):
    """What the template needs to know of a video."""

    @cached_property
    def elsewhere(self) -> "Elsewhere | None":
        """Return where the video is played from, if it is not the school's own file."""
        return find_player(self.get("link") or "") if not self.get("file") else None

    @property
    def frame_host(self) -> str:
        """Return the host whose frame the page must be allowed to load."""
        return self.elsewhere.host if self.elsewhere else ""

    @property
    def kind(self) -> str:
        """Return the media type of the own file."""
        file = self.get("file")
        return VIDEO_KINDS.get(file.file_extension.lower(), "") if file else ""


class Elsewhere:
    """A video on another service."""

    def __init__(self, service: str, host: str, frame: str, page: str) -> None:
        self.service = service
        self.host = host
        self.frame = frame
        self.page = page


def find_player(address: str) -> Elsewhere | None:
    """Return the private player of a YouTube or Vimeo address, None for any other."""
    parts = urlsplit(address.strip())
    host, path = (parts.hostname or "").lower(), parts.path.strip("/").split("/")
    if parts.scheme not in {"http", "https"}:
        return None
    if host in YOUTUBE_HOSTS:
        number = parse_qs(parts.query).get("v", [path[-1]])[0]
        if YOUTUBE_ID.match(number):
            player = "https://www.youtube-nocookie.com"
            return Elsewhere(
                "YouTube",
                player,
                f"{player}/embed/{number}?autoplay=1&rel=0",
                f"https://www.youtube.com/watch?v={number}",
            )
    if host in VIMEO_HOSTS and path[-1].isdecimal():
        player = "https://player.vimeo.com"
        return Elsewhere(
            "Vimeo", player, f"{player}/video/{path[-1]}?autoplay=1&dnt=1", f"https://vimeo.com/{path[-1]}"
        )
    return None


class VideoBlock(blocks.StructBlock):
    """A video with captions; nothing of another host is loaded before a reader says so."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=120, help_text=_("What the video shows. At most 120 characters.")
    )
    file = DocumentChooserBlock(
        label=_("Own file"),
        required=False,
        help_text=_(
            "MP4 (H.264) or WebM, at most 25 MB; or give a link below. A longer video belongs on YouTube or Vimeo."
        ),
    )
    captions = DocumentChooserBlock(
        label=_("Captions"), required=False, help_text=_("A .vtt file with what is said, for the own file.")
    )
    link = blocks.URLBlock(
        label=_("Link to YouTube or Vimeo"),
        required=False,
        help_text=_("It is loaded only when a reader presses “Play”. Turn captions on there."),
    )
    poster = ImageChooserBlock(
        label=_("Still picture"), required=False, help_text=_("Shown before the video plays; best 16:9.")
    )
    text = blocks.TextBlock(
        label=_("What is seen and said"),
        required=False,
        max_length=2000,
        rows=3,
        help_text=_("For people who cannot see or hear it. At most 2000 characters."),
    )
    silent = blocks.BooleanBlock(
        label=_("Nothing is said in it"), required=False, help_text=_("Tick if the video needs no captions.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = PICTURES
        template = "blocks/video.html"
        value_class = VideoValue
        description = _("The school's own video, or one on YouTube or Vimeo that loads only when asked for.")
        preview_value = {
            "title": "Lễ khai giảng năm học mới",
            "link": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "text": "",
            "file": None,
            "captions": None,
            "poster": None,
            "silent": False,
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {name: ValidationError(message) for name, message in _problems(cleaned).items()}
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def _problems(value: Any) -> dict[str, Any]:
    file, captions, link = value.get("file"), value.get("captions"), value.get("link")
    if bool(file) == bool(link):
        return {"file": _("Choose a file of your own or give a link: one of the two.")}
    if link and not find_player(link):
        return {"link": _("This is no address of a video on YouTube or Vimeo.")}
    if file and not value.kind:
        return {"file": _("Choose an MP4 or WebM file: browsers play these.")}
    if captions and captions.file_extension.lower() != "vtt":
        return {"captions": _("Captions come as a .vtt file.")}
    if file and not captions and not value.get("silent"):
        return {"captions": _("Add captions, or tick that nothing is said in the video (WCAG 1.2.2).")}
    return {}
