"""Blocks of facts: a person, figures, a table."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.previews import FACTS

PHONE = RegexValidator(r"^[0-9+(). ]{8,30}$", _("Write the number with digits, spaces and dots only."))
# 1.250.000, 98,5, 1/25, +12,5 …: a figure, possibly with what stands before or behind it.
FIGURE = RegexValidator(r"^\S*\d\S*(?: \S*\d\S*)?$", _("Write the number only; the unit has a field of its own."))
NUMBER = re.compile(r"^[-+–]?\d[\d., ]*\s?(?:%|₫|đ)?$")
MAX_ROWS, MAX_COLUMNS = 200, 12


class PersonBlock(blocks.StructBlock):
    """Somebody to turn to."""

    name = blocks.CharBlock(label=_("Full name"), max_length=120, help_text=_("At most 120 characters."))
    post = blocks.CharBlock(label=_("Post"), max_length=150, required=False, help_text=_("At most 150 characters."))
    picture = ImageChooserBlock(label=_("Picture"), required=False, help_text=_("A portrait; cut to a square."))
    phone = blocks.CharBlock(
        label=_("Phone"), required=False, validators=[PHONE], help_text=_("The office's number, not a private one.")
    )
    email = blocks.EmailBlock(
        label=_("E-mail"), required=False, help_text=_("An address of the school's own, not a private one.")
    )

    class Meta:
        icon = "user"
        label = _("Person")
        group = FACTS
        template = "blocks/person.html"
        description = _("Somebody to turn to: name, post, phone and e-mail.")
        preview_value = {
            "name": "Nguyễn Thị Hoa",
            "post": "Phó Hiệu trưởng",
            "picture": None,
            "phone": "0274 3822 123",
            "email": "vanthu@truong.example",
        }


class Figure(blocks.StructBlock):
    """One figure with what it counts."""

    value = blocks.CharBlock(
        label=_("Number"),
        max_length=20,
        validators=[FIGURE],
        help_text=_("Such as 1.250 or 98,5. At most 20 characters."),
    )
    unit = blocks.CharBlock(
        label=_("Unit"), max_length=20, required=False, help_text=_("Such as % or m². At most 20 characters.")
    )
    label = blocks.CharBlock(
        label=_("What it counts"),
        max_length=80,
        help_text=_("Such as “pupils” or “shelves of books”. At most 80 characters."),
    )

    class Meta:
        icon = "decimal"
        label = _("Figure")


class FiguresBlock(blocks.StructBlock):
    """A few figures that say much."""

    figures = blocks.ListBlock(Figure(), label=_("Figures"), min_num=2, max_num=8, help_text=_("2 to 8 figures."))
    source = blocks.CharBlock(
        label=_("As of"),
        max_length=120,
        required=False,
        help_text=_("Date or source of the figures. At most 120 characters."),
    )

    class Meta:
        icon = "decimal"
        label = _("Figures")
        group = FACTS
        template = "blocks/figures.html"
        description = _("A few large numbers, each with what it counts.")
        preview_value = {
            "figures": [
                {"value": "1.250", "unit": "", "label": "học sinh"},
                {"value": "36", "unit": "", "label": "lớp"},
                {"value": "98,5", "unit": "%", "label": "hoàn thành chương trình"},
            ],
            "source": "Số liệu đầu năm học 2026-2027.",
        }


# The grid's script has no Vietnamese: it is told the words of its menu, and to look for no language of its own.
TABLE_OPTIONS = {
    "language": "en-US",
    "contextMenu": {
        "items": {
            "row_above": {"name": _("Insert a row above")},
            "row_below": {"name": _("Insert a row below")},
            "line1": "---------",
            "col_left": {"name": _("Insert a column on the left")},
            "col_right": {"name": _("Insert a column on the right")},
            "line2": "---------",
            "remove_row": {"name": _("Remove the row")},
            "remove_col": {"name": _("Remove the column")},
            "line3": "---------",
            "undo": {"name": _("Undo")},
            "redo": {"name": _("Redo")},
        }
    },
}


class TableBlock(WagtailTableBlock):
    """A grid to type in or paste into from Excel; header cells and a caption are asked for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"table_options": TABLE_OPTIONS, **kwargs})

    class Meta:
        icon = "table"
        label = _("Table")
        group = FACTS
        template = "blocks/table.html"
        description = _("Rows and columns, typed in or pasted from Excel. On a phone each row becomes a list.")
        preview_value = {
            "data": [["Khối", "Số lớp", "Học sinh"], ["Khối 1", "7", "245"], ["Khối 2", "6", "214"]],
            "table_caption": "Quy mô trường lớp",
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
        }

    def clean(self, value: Any) -> Any:
        """Demand what makes a table readable by ear (WCAG 1.3.1): a caption and header cells."""
        if value:
            value = {**value, "data": _trimmed(value.get("data") or [])}
            if not self.is_deferred_validation:
                _demand(value)
        return super().clean(value)

    def render(self, value: Any, context: Any = None) -> Any:
        """Draw the table; each cell knows the header of its column, for small screens."""
        if not value or not value.get("data"):
            return ""
        rows = [[str(cell or "").strip() for cell in row] for row in value["data"]]
        has_head, has_side = value.get("first_row_is_table_header"), value.get("first_col_is_header")
        head = rows[0] if has_head else []
        cells = [
            [
                {"text": text, "label": head[n] if n < len(head) else "", "is_number": bool(NUMBER.match(text))}
                for n, text in enumerate(row)
            ]
            for row in rows[bool(has_head) :]
        ]
        numeric = [n for n in range(len(head)) if all(len(row) > n and row[n]["is_number"] for row in cells)]
        told = {
            "caption": value.get("table_caption") or "",
            "head": head,
            "numeric": numeric,
            "rows": cells,
            "has_side": has_side,
        }
        return render_to_string(self.meta.template, told)


def _trimmed(data: list[list[Any]]) -> list[list[Any]]:
    """Return the rows without the empty ones and the empty columns at the end."""
    filled = [n for row in data for n, cell in enumerate(row) if str(cell or "").strip()]
    width = max(filled, default=-1) + 1
    rows = [row[:width] for row in data]
    while rows and not any(str(cell or "").strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _demand(value: dict[str, Any]) -> None:
    data = value["data"]
    if len(data) < 2 or len(data[0]) < 2:
        raise ValidationError(_("A table needs at least two rows and two columns."))
    if len(data) > MAX_ROWS or len(data[0]) > MAX_COLUMNS:
        raise ValidationError(
            _("A table has at most %(rows)s rows and %(columns)s columns. Attach a larger one as a file."),
            params={"rows": MAX_ROWS, "columns": MAX_COLUMNS},
        )
    if not (value.get("table_caption") or "").strip():
        raise ValidationError(_("Give the table a caption: it says what the figures are about."))
    if value.get("table_header_choice") in {None, "", "neither"}:
        raise ValidationError(_("Say which cells are headers: the first row, the first column or both."))
    if value["table_header_choice"] in {"row", "both"} and not all(str(c or "").strip() for c in data[0][1:]):
        raise ValidationError(_("Every column needs a heading in the first row."))
