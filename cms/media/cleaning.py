"""What happens to every picture before it is stored: upright, sRGB, of a sane size, nothing told.

The original that is kept has gone through this too: a place in the file's EXIF is not stored
anywhere (Luật 91/2025/QH15: no more personal data than the purpose needs).
"""

import io
import logging
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from cms.media.stripping import BrokenFile, strip

logger = logging.getLogger(__name__)
LONGEST_SIDE = 3200
# A JPEG is read in half or quarter size, so that even a phone's largest takes little memory.
MOST_PIXELS = {"JPEG": 170_000_000, "PNG": 50_000_000, "WEBP": 50_000_000, "GIF": 50_000_000}
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
QUALITY = 90
ORIENTATION = 0x0112

NOT_A_PICTURE = _("This file is no picture that can be shown. Send a JPEG, PNG, WebP or GIF.")
BROKEN = _("This picture is damaged or not complete. Please send it again.")
HEIC = _(
    "This is a HEIC picture, as iPhones take them; browsers cannot show it. On the iPhone choose Settings › Camera › "
    "Formats › Most compatible, or send the picture to yourself by Zalo and save it from there as JPEG."
)
AVIF = _("This is an AVIF picture. Please save it as JPEG or PNG and send it again.")
SVG = _("SVG drawings are not taken, since they may hold programs. Please save the drawing as PNG and send that.")
TOO_LARGE = _("This picture has more than %(most)s million pixels. Please make it smaller and send it again.")


class CleanPicture(ContentFile):
    """A picture file that has been through `clean_picture`."""


def clean_picture(file: Any, name: str) -> CleanPicture:
    """Return the picture as it is stored, or raise ValidationError with what to do."""
    file.seek(0)
    data = file.read()
    refuse_by_content(data)
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = "JPEG" if image.format == "MPO" else image.format
            _refuse_by_size(image, kind)
            content = _content(image, data, str(kind))
    except UnidentifiedImageError:
        raise ValidationError(NOT_A_PICTURE, code="invalid_image") from None
    except Image.DecompressionBombError:
        raise _too_large(MOST_PIXELS["JPEG"]) from None
    except (OSError, SyntaxError, ValueError, BrokenFile) as error:
        logger.info("Picture refused: %s", type(error).__name__)
        raise ValidationError(BROKEN, code="broken") from None
    return CleanPicture(content, name=str(PurePosixPath(name).with_suffix(f".{EXTENSIONS[str(kind)]}")))


def refuse_by_content(data: bytes) -> None:
    """Say what to do with formats that people send and browsers or we do not take."""
    start = data[:512].lstrip().lower()
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise ValidationError(HEIC, code="heic")
    if data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"avis"}:
        raise ValidationError(AVIF, code="avif")
    if start.startswith(b"<svg") or (start.startswith((b"<?xml", b"<!doctype svg")) and b"<svg" in data[:4096].lower()):
        raise ValidationError(SVG, code="svg")


def extension_of(data: bytes) -> str:
    """Return the extension that the content deserves, whatever the file is called; "" if unknown."""
    for start, extension in ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif")):
        if data.startswith(start):
            return extension
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _refuse_by_size(image: Image.Image, kind: str | None) -> None:
    if kind not in MOST_PIXELS:
        raise ValidationError(NOT_A_PICTURE, code="invalid_image")
    pixels = image.width * image.height * getattr(image, "n_frames", 1)
    if pixels > MOST_PIXELS[kind]:
        raise _too_large(MOST_PIXELS[kind])


def _too_large(most: int) -> ValidationError:
    return ValidationError(TOO_LARGE, code="too_many_pixels", params={"most": most // 1_000_000})


def _content(image: Image.Image, data: bytes, kind: str) -> bytes:
    """Return the file's bytes; the pixels are touched only where something is wrong with them."""
    is_too_long = max(image.size) > LONGEST_SIDE
    if kind == "JPEG":
        image.draft(image.mode, (LONGEST_SIDE, LONGEST_SIDE))
    is_moving = kind != "JPEG" and getattr(image, "is_animated", False)
    profile = image.info.get("icc_profile")
    turned = image.getexif().get(ORIENTATION, 1) not in {0, 1}
    image.load()
    if is_moving or not (turned or is_too_long or profile_differs(profile) or image.mode == "CMYK"):
        return strip(data, kind)
    picture = _in_srgb(ImageOps.exif_transpose(image), profile)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return strip(_encoded(picture, kind), kind)


def profile_differs(profile: bytes | None) -> bool:
    """Tell whether colours would look different without this profile."""
    if not profile:
        return False
    try:
        return "sRGB" not in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile_differs(profile) and picture.mode in {"RGB", "RGBA", "CMYK"}:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted or picture
        except ImageCms.PyCMSError:
            logger.info("Colour profile of a picture could not be read")
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer: BinaryIO = io.BytesIO()
    picture.info.clear()
    if kind == "JPEG":
        picture = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
        picture.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    elif kind == "WEBP":
        picture.save(buffer, "WEBP", quality=QUALITY)
    elif kind == "GIF":
        picture.save(buffer, "GIF")
    else:
        picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()  # type: ignore[attr-defined, no-any-return]
