"""What the block picker shows of a block, and under which heading it offers it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

TEXT = _("Text")
PICTURES = _("Pictures and video")
FACTS = _("Facts")
LISTS = _("Lists that fill themselves")


def sample_picture(alt: str = "", caption: str = "") -> dict[str, Any]:
    """Return the value of a picture block with the school's first picture, if it has one."""
    first = get_image_model().objects.order_by("pk").first()
    return {"image": first, "alt": alt, "decorative": not alt, "caption": caption}
