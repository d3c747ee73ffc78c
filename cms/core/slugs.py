"""Addresses from Vietnamese titles."""

import unicodedata

from anyascii import anyascii
from django.utils.text import slugify


def vietnamese_slug(title: str, max_length: int = 80) -> str:
    """Return an ASCII slug: `Đường đến trường` -> `duong-den-truong`, cut at a whole word.

    Works on NFC and NFD input alike; a title without any letter or digit gives "".
    """
    plain = anyascii(unicodedata.normalize("NFC", title))
    slug = slugify(plain)
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rsplit("-", 1)[0][:max_length]
