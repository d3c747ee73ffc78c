"""Addresses from Vietnamese names."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

from tenants.enums import SchoolKind

LONGEST_SLUG = 48
# What a school's address begins with, as people abbreviate it.
PREFIXES = {
    SchoolKind.PRESCHOOL: "mn",
    SchoolKind.PRIMARY: "th",
    SchoolKind.LOWER_SECONDARY: "thcs",
    SchoolKind.PRIMARY_LOWER_SECONDARY: "th-thcs",
    SchoolKind.UPPER_SECONDARY: "thpt",
    SchoolKind.CONTINUING: "gdtx",
}
# The words of a kind at the beginning of a name; longest first.
_KIND_WORDS = re.compile(
    r"^(truong-)?"
    r"(tieu-hoc-(va-)?(trung-hoc-co-so|thcs)|th-(va-)?thcs|trung-tam-giao-duc-thuong-xuyen|trung-tam-gdtx|gdtx"
    r"|trung-hoc-pho-thong|thpt|trung-hoc-co-so|thcs|tieu-hoc|th|mau-giao|mg|mam-non|mn)-"
)


def vietnamese_slug(title: str, max_length: int = 80) -> str:
    """Return an ASCII slug: `Đường đến trường` -> `duong-den-truong`, cut at a whole word.

    Works on NFC and NFD input alike; a title without any letter or digit gives "".
    """
    plain = anyascii(unicodedata.normalize("NFC", title))
    slug = slugify(plain)
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rsplit("-", 1)[0][:max_length]


def school_slug(name: str, kind: str) -> str:
    """Return the address of a school: `Trường Tiểu học Phú Hòa` -> `th-phu-hoa`; "" if none can be made."""
    whole = vietnamese_slug(name, max_length=200)
    own = _KIND_WORDS.sub("", whole, count=1).removeprefix("truong-")
    prefix = PREFIXES.get(SchoolKind(kind), "") if kind in SchoolKind.values else ""
    return vietnamese_slug(f"{prefix} {own}" if own else "", LONGEST_SLUG)
