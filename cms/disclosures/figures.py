"""Figures as people type and read them (1.234,5) and as they are kept ("1234.5")."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

# 12 digits before the comma are a school's budget in đồng a thousand times over.
MOST_DIGITS, MOST_DECIMALS = 15, 4
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED_VI = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_GROUPED_EN = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_GROUPED_SPACE = re.compile(r"-?\d{1,3}(?: \d{3})+(?:,\d+)?", re.ASCII)

_KEPT = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?", re.ASCII)


class FigureError(ValueError):
    """What was typed is no figure; str() says so to the person."""


def parse(text: str) -> Decimal | None:
    """Return the figure in a text as people here write it, or None for an empty one.

    `1.234` is a thousand two hundred and thirty-four, as in Vietnam; `1,5` and `1.5` are one and a half.
    Raises FigureError.
    """
    typed = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()).removesuffix("%").strip()
    if typed in ("", "-", "–", "…"):
        return None
    if _GROUPED_VI.fullmatch(typed):
        plain = typed.replace(".", "").replace(",", ".")
    elif _GROUPED_EN.fullmatch(typed) and (typed.count(",") > 1 or "." in typed):
        plain = typed.replace(",", "")
    elif _GROUPED_SPACE.fullmatch(typed):
        plain = typed.replace(" ", "").replace(",", ".")
    elif _PLAIN.fullmatch(typed):
        plain = typed.replace(",", ".")
    else:
        raise FigureError(_("“%(text)s” is not a number.") % {"text": text.strip()[:40]})
    try:
        value = Decimal(plain)
    except InvalidOperation as error:  # pragma: no cover - the patterns above let none through
        raise FigureError(_("“%(text)s” is not a number.") % {"text": text.strip()[:40]}) from error
    if len(plain.lstrip("-").partition(".")[0]) > MOST_DIGITS:
        raise FigureError(_("The number is too large."))
    return round(value, MOST_DECIMALS)


def is_kept(text: str) -> bool:
    """Tell whether a text is a figure as it is kept, not something that waits to be corrected."""
    return _KEPT.fullmatch(text) is not None


def keep(value: Decimal) -> str:
    """Return the figure as it is kept: plain digits, a point, no zeros at the end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def show(kept: str, decimals: int | None = None) -> str:
    """Return a kept figure as people here read it: `1.234,5`. Text that is no figure is returned as it is."""
    try:
        value = Decimal(kept)
    except InvalidOperation:
        return kept
    if decimals is not None:
        value = round(value, decimals)
    whole, _point, rest = keep(value).partition(".")
    grouped = format(int(whole), ",").replace(",", ".")
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped},{rest}" if rest else grouped
