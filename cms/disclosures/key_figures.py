"""What parents ask for first: pupils, classes, pupils per class, teachers; read from the forms that state them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cms.disclosures import figures
from cms.disclosures.sheet import Sheet

Places = Mapping[str, tuple[str, str]]
# Form -> row and column. A school of two levels states its pupils in two forms of TT 36.
PUPILS: Places = {
    "bm02": ("bm02.I", "tong_so"),
    "bm06": ("bm06.I", "tong_so"),
    "bm10": ("bm10.I", "tong_so"),
    "7.2.a": ("7.2.a.tre", "gia_tri"),
    "9.2.a": ("9.2.a.tong", "hoc_sinh"),
}
CLASSES: Places = {"7.2.a": ("7.2.a.nhom-lop", "gia_tri"), "9.2.a": ("9.2.a.tong", "so_lop")}
# Written "18/18": rooms, then classes.
ROOMS_AND_CLASSES: Places = {"bm07": ("bm07.I", "so_luong")}
PER_CLASS: Places = {"bm11": ("bm11.II.8", "so_luong"), "7.2.a": ("7.2.a.binh-quan", "gia_tri")}
TEACHERS: Places = {
    "bm04": ("bm04.I", "tong_so"),
    "bm08": ("bm08.I", "tong_so"),
    "bm12": ("bm12.I", "tong_so"),
    "6.1.a": ("6.1.a.giao-vien", "tong_so"),
    "8.1.a": ("8.1.a.giao-vien", "tong_so"),
}
FEES = ("tc-2", "5.2")
FORMS = frozenset((*PUPILS, *CLASSES, *ROOMS_AND_CLASSES, *PER_CLASS, *TEACHERS, *FEES))
OF_PRESCHOOLS = frozenset({"bm02", "7.2.a"})
AFTER_SLASH = re.compile(r"\d+\s*/\s*(\d+)", re.ASCII)
Sheets = Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure and the form it stands in; `value` is None where nobody has stated it."""

    code: str
    label: str
    value: Decimal | None
    form: str = ""

    @property
    def text(self) -> str:
        return "" if self.value is None else figures.show(figures.keep(self.value))


def of(sheets: Sheets) -> list[KeyFigure]:
    """Return the key figures of the newest versions (by form code) of one school year."""
    pupils, pupils_form = _stated(PUPILS, sheets)
    classes, classes_form = _classes(sheets)
    teachers, teachers_form = _stated(TEACHERS, sheets)
    fees = next((code for code in FEES if code in sheets), "")
    children = OF_PRESCHOOLS & set(sheets)
    per_class, per_class_form = _per_class(sheets, pupils, classes)
    return [
        KeyFigure("pupils", _("Children") if children else _("Pupils"), pupils, pupils_form),
        KeyFigure("classes", _("Groups and classes") if children else _("Number of classes"), classes, classes_form),
        KeyFigure(
            "per_class", _("Children per class") if children else _("Pupils per class"), per_class, per_class_form
        ),
        KeyFigure("teachers", _("Teachers"), teachers, teachers_form),
        KeyFigure("fees", _("Kinds of fees"), Decimal(_count_fees(sheets[fees])) if fees else None, fees),
    ]


def _stated(places: Places, sheets: Sheets) -> tuple[Decimal | None, str]:
    """The sum of what the forms state, and the first of them."""
    found = [
        (figure, code)
        for code, place in places.items()
        if code in sheets and (figure := sheets[code].figure(*place)) is not None
    ]
    return (sum((figure for figure, _code in found), Decimal(0)), found[0][1]) if found else (None, "")


def _classes(sheets: Sheets) -> tuple[Decimal | None, str]:
    stated = _stated(CLASSES, sheets)
    # In a school of two levels the primary form knows only its own classes.
    if stated[0] is not None or "bm10" in sheets:
        return stated
    for code, place in ROOMS_AND_CLASSES.items():
        if code in sheets and (match := AFTER_SLASH.search(str(sheets[code].value(*place)))):
            return Decimal(match[1]), code
    return None, ""


def _per_class(sheets: Sheets, pupils: Decimal | None, classes: Decimal | None) -> tuple[Decimal | None, str]:
    stated = _stated(PER_CLASS, sheets)
    if stated[0] is not None and not {"bm06", "bm10"} <= set(sheets):
        return stated
    if pupils is None or not classes:
        return None, ""
    return round(pupils / classes, 1), _stated(PUPILS, sheets)[1]


def _count_fees(sheet: Sheet) -> int:
    return sum(1 for part in sheet.form.tables for _row in sheet.rows(part))
