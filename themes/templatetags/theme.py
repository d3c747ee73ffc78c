"""Tags and filters of the public pages. No query is made here but for picture renditions."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_renditions_or_not_found

from themes import covers, icons, palettes, pictures
from themes.drawing import are_drawn

register = template.Library()

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật")
ON_ONE_LINE = re.compile(r"\b\d{4} ?[-–] ?\d{4}\b|\b\d{1,2} giờ(?: \d{2})?\b", re.ASCII)
MARK = re.compile(r"</?mark>")
LAZY = {"loading": "lazy", "decoding": "async"}

register.simple_tag(icons.draw, name="icon")
register.simple_tag(covers.draw, name="generated_cover")
register.simple_tag(palettes.theme_color, name="theme_color")


@register.filter(expects_localtime=True)
def vn_date(value: dt.date | None) -> str:
    """thứ Hai, 23/11/2026 (in other languages: Monday, 23/11/2026)."""
    if not value:
        return ""
    return f"{weekday(value)}, {value:%d/%m/%Y}"


@register.filter(expects_localtime=True)
def vn_date_short(value: dt.date | None) -> str:
    """23/11/2026."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter(expects_localtime=True)
def iso_date(value: dt.date | None) -> str:
    """2026-11-23, for machines."""
    return f"{value:%Y-%m-%d}" if value else ""


@register.filter
def dong(value: int | None) -> str:
    """1.250.000 ₫, never broken."""
    return f"{value:,}".replace(",", ".") + "\N{NO-BREAK SPACE}₫" if value is not None else ""


@register.filter
def unbroken(value: str) -> SafeString:
    """The text with school years (2026-2027) and times of day (7 giờ 30) each kept on one line."""
    return SafeString(ON_ONE_LINE.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(value)))


@register.filter
def broken_at(address: str) -> SafeString:
    """An e-mail address that a narrow place breaks before its @, not within a word."""
    return SafeString(conditional_escape(address).replace("@", "<wbr>@"))


@register.filter
def marked(text: str) -> SafeString:
    """A title or snippet of the search: escaped text with <mark> in it. Anything else is shown as it is written."""
    rest = MARK.sub("", text)
    if "<" in rest or ">" in rest or text.count("<mark>") != text.count("</mark>"):
        return escape(text)
    return mark_safe(text)  # noqa: S308 - checked above


@register.simple_tag
def cover(story: Any, place: str, *, eager: bool = False) -> str:
    """A story's picture, or a drawn cover if it has none."""
    if not story.cover:
        return covers.draw(story.title)
    loading = {"fetchpriority": "high"} if eager else LAZY
    return pictures.draw(story.cover, place, {"alt": story.cover_alt or "", "class": "cover", **loading})


@register.simple_tag
def picture(image: Any, place: str, *, alt: str = "", eager: bool = False, **attrs: str) -> str:
    """Any picture (of `cms.media`) in one of the PLACES; other arguments are attributes of the element."""
    loading = {"fetchpriority": "high"} if eager else LAZY
    return pictures.draw(image, place, {"alt": alt or "", **loading, **attrs}) if image else ""


@register.simple_tag
def block_picture(value: Any, place: str) -> str:
    """The picture of a picture block; a decorative one has no alternative text."""
    alt = "" if value["decorative"] else value["alt"]
    return pictures.draw(value["image"], place, {"alt": alt, **LAZY}) if value["image"] else ""


@register.simple_tag
def still_url(image: Any) -> str:
    """Address of the picture that an own video shows before it plays."""
    return pictures.url_of(image, pictures.STILL)


@register.simple_tag
def full_picture(image: Any) -> str:
    """Address of a picture as large as a screen: what a reader sees who touches a small one."""
    return pictures.url_of(image, pictures.FULL)


@register.simple_tag(takes_context=True)
def share_image(context: template.Context, story: Any) -> str:
    """Absolute address of a story's cover, for link previews."""
    if not story.cover or not are_drawn():
        return ""
    renditions = get_renditions_or_not_found(story.cover, pictures.COVER[-1:])
    return context["request"].build_absolute_uri(list(renditions.values())[-1].url)


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """This page's absolute address without parameters, but for those of a list (see pagination.html).

    Of a copy it is the address of the original.
    """
    if original := getattr(context.get("page"), "original_url", ""):
        return str(original)
    request, listed = context["request"], context.get("page_obj")
    query: str = context.get("page_query") or ""
    if listed and listed.number > 1:
        query += f"trang={listed.number}"
    address = request.build_absolute_uri(request.path)
    return f"{address}?{query.rstrip('&')}" if query else address


@register.simple_tag
def page_window(page: Page) -> list[int | str]:
    """Page numbers around the present one, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


# -- Small questions of the components ---------------------------------------------------------------


@register.filter(expects_localtime=True)
def weekday(value: dt.date | None) -> str:
    """thứ Hai (in other languages: Monday)."""
    if not value:
        return ""
    return WEEKDAYS[value.weekday()] if (get_language() or "vi").startswith("vi") else date_format(value, "l")


@register.filter(expects_localtime=True)
def leaf_month(value: dt.date | None) -> str:
    """Tháng 11, as on a tear-off calendar (in other languages: Nov)."""
    if not value:
        return ""
    vietnamese = (get_language() or "vi").startswith("vi")
    return _("Month %(number)s") % {"number": value.month} if vietnamese else date_format(value, "M")


@register.simple_tag
def in_vietnamese() -> SafeString:
    """Say of an element that its words are Vietnamese, where the page is not (WCAG 3.1.2)."""
    return SafeString("" if (get_language() or "vi").startswith("vi") else ' lang="vi"')


@register.filter
def initials(name: str) -> str:
    """The first letters of the last two words: Nguyễn Thị Hồng Loan -> HL."""
    return "".join(word[0] for word in name.split()[-2:]).upper()


@register.filter
def at(values: Sequence[Any], position: int) -> Any:
    """The value at a position, or nothing."""
    return values[position] if position < len(values) else ""


@register.filter
def get(values: Mapping[str, Any], key: str) -> Any:
    """What stands under a name, or nothing."""
    return values.get(key, "") if values else ""


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether a form field is several controls that need a legend."""
    return bool(field.use_fieldset)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a form field is one box to tick, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)
