"""Charts of a form's figures as SVG, drawn here; the numbers stand in the table beside each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.disclosures import figures
from cms.disclosures.regulation import Column, Part, Row
from cms.disclosures.sheet import Sheet

# In the drawing's own units: as many as a small phone has pixels.
WIDTH, BAR, LINE, LONGEST = 360, 12, 44, 38
COLUMN_HEIGHT, COLUMN_GAP, ABOVE, BELOW = 120, 12, 22, 24


@dataclass(frozen=True, slots=True)
class Value:
    """One bar. `tone` 2 sets it off from the others."""

    label: str
    amount: Decimal
    tone: int = 1

    @property
    def text(self) -> str:
        return figures.show(figures.keep(self.amount))


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it shows."""

    code: str
    title: str
    svg: SafeString


Draw = Callable[[list[Value]], tuple[SafeString, int]]


def bars(values: list[Value]) -> tuple[SafeString, int]:
    """One line each, label and number above its bar: long labels have room on a phone."""
    highest = max((value.amount for value in values), default=Decimal(0)) or Decimal(1)

    def line(top: int, value: Value) -> tuple[object, ...]:
        text = (top + 16, Truncator(value.label).chars(LONGEST), WIDTH, top + 16, value.text)
        return (*text, top + 24, WIDTH, BAR, top + 24, _length(value.amount / highest * WIDTH), BAR)

    drawn = format_html_join(
        "",
        '<text class="chart__label" x="0" y="{}">{}</text><text class="chart__value" x="{}" y="{}">{}</text>'
        '<rect class="chart__ground" x="0" y="{}" width="{}" height="{}" rx="3"/>'
        '<rect class="chart__bar" x="0" y="{}" width="{}" height="{}" rx="3"/>',
        (line(n * LINE, value) for n, value in enumerate(values)),
    )
    return drawn, LINE * len(values)


def columns(values: list[Value]) -> tuple[SafeString, int]:
    """One column each, from left to right, as years follow one another."""
    highest = max((value.amount for value in values), default=Decimal(0)) or Decimal(1)
    step = WIDTH / max(len(values), 1)
    base = ABOVE + COLUMN_HEIGHT

    def column(number: int, value: Value) -> tuple[object, ...]:
        height = max(float(value.amount / highest) * COLUMN_HEIGHT, 1)
        middle = f"{(number + 0.5) * step:.1f}"
        left = f"{number * step + COLUMN_GAP / 2:.1f}"
        return (
            f"chart__bar chart__bar--{value.tone}",
            *(left, f"{base - height:.1f}", f"{step - COLUMN_GAP:.1f}", f"{height:.1f}"),
            *(middle, f"{base - height - 6:.1f}", value.text),
            *(middle, base + 17, value.label),
        )

    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text class="chart__value chart__value--middle" x="{}" y="{}">{}</text>'
        '<text class="chart__label chart__label--middle" x="{}" y="{}">{}</text>',
        (column(number, value) for number, value in enumerate(values)),
    )
    return drawn, base + BELOW


def shares(values: list[Value]) -> tuple[SafeString, int]:
    """One bar parted among the values, the first from the left and the last up to the right."""
    whole = sum((value.amount for value in values), Decimal(0)) or Decimal(1)
    first, second = values
    parts = [round(value.amount / whole * 100, 1) for value in values]
    cut = _length(first.amount / whole * WIDTH)
    return format_html(
        '<text class="chart__label" x="0" y="16">{} {} ({}%)</text>'
        '<text class="chart__label chart__label--end" x="{}" y="16">{} {} ({}%)</text>'
        '<rect class="chart__bar chart__bar--2" x="0" y="24" width="{}" height="20" rx="3"/>'
        '<rect class="chart__bar" x="0" y="24" width="{}" height="20" rx="3"/>',
        *(first.label, first.text, figures.show(figures.keep(parts[0]))),
        *(WIDTH, second.label, second.text, figures.show(figures.keep(parts[1]))),
        *(WIDTH, cut),
    ), 48


def _length(value: Decimal) -> str:
    return f"{value:.1f}"


def chart(code: str, title: str, values: list[Value], draw: Draw = bars) -> Chart:
    """Return the drawing with its title and, for those who cannot see it, every number."""
    drawn, height = draw(values)
    told = "; ".join(f"{value.label}: {value.text}" for value in values)
    svg = format_html(
        '<svg class="chart" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}-ten {2}-so">'
        '<title id="{2}-ten">{3}</title><desc id="{2}-so">{4}</desc>{5}</svg>',
        *(WIDTH, height, f"bieu-do-{code}", title, told, drawn),
    )
    return Chart(code, title, svg)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a chart shows: a row across some columns, or a column down some rows of a part."""

    title: Any
    part: str
    row: str = ""
    column: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    draw: Draw = bars


BY_GRADE = gettext_lazy("Pupils by grade")
BY_AGE = gettext_lazy("Children by age group")
STAFF = gettext_lazy("Staff")
WANTED: dict[str, tuple[Wanted, ...]] = {
    "bm02": (Wanted(BY_AGE, "bang", row="bm02.I"),),
    "bm04": (Wanted(STAFF, "bang", column="tong_so", rows=("bm04.I", "bm04.II", "bm04.III")),),
    "bm06": (Wanted(BY_GRADE, "bang", row="bm06.I"),),
    "bm08": (Wanted(STAFF, "bang", column="tong_so", rows=("bm08.I", "bm08.II", "bm08.III")),),
    "bm10": (Wanted(BY_GRADE, "bang", row="bm10.I"),),
    "bm12": (Wanted(STAFF, "bang", column="tong_so", rows=("bm12.I", "bm12.II", "bm12.III")),),
    "tc-3": (Wanted(gettext_lazy("Spending"), "bang", column="so_tien"),),
    "5.1": (
        Wanted(gettext_lazy("Revenue by source"), "5.1.a-bang", column="tong"),
        Wanted(gettext_lazy("Spending"), "5.1.b-bang", column="so_tien"),
    ),
    "6.1.a": (Wanted(STAFF, "bang", column="tong_so"),),
    "8.1.a": (Wanted(STAFF, "bang", column="tong_so"),),
    "9.2.a": (
        Wanted(BY_GRADE, "bang", column="hoc_sinh"),
        Wanted(gettext_lazy("Boys and girls"), "bang", row="9.2.a.tong", columns=("nam", "nu"), draw=shares),
    ),
}


def of(sheet: Sheet, parts: Iterable[Part]) -> list[Chart]:
    """Return the charts of a form; one without at least two figures is left out."""
    by_code = {part.code: part for part in parts}
    found = []
    for number, wanted in enumerate(WANTED.get(sheet.form.code, ()), start=1):
        part = by_code.get(wanted.part)
        values = _values(sheet, part, wanted) if part else []
        if len(values) > 1 and any(value.amount for value in values):
            found.append(chart(str(number), str(wanted.title), values, wanted.draw))
    return found


def _values(sheet: Sheet, part: Part, wanted: Wanted) -> list[Value]:
    if wanted.row:
        cells = [(wanted.row, column.code, column.label) for column in _across(part, wanted)]
    else:
        cells = [(row.code, wanted.column, row.label) for row in _down(sheet, part, wanted)]
    found = [(label, sheet.figure(row, column)) for row, column, label in cells]
    return [Value(label, amount) for label, amount in found if amount is not None and amount >= 0]


def _across(part: Part, wanted: Wanted) -> list[Column]:
    if wanted.columns:
        return [column for column in part.columns if column.code in wanted.columns]
    return [column for column in part.columns if column.group]


def _down(sheet: Sheet, part: Part, wanted: Wanted) -> list[Row]:
    if wanted.rows:
        return [row for row in part.rows if row.code in wanted.rows]
    return [row for row in sheet.rows(part) if not row.sum_of and not row.depth]


def trend(values: list[Value], title: str = "") -> Chart | None:
    """Return a figure over the years, or None where there is but one."""
    return chart("qua-cac-nam", title or _("Pupils over the years"), values, columns) if len(values) > 1 else None
