"""A form as an Excel file to fill in: the same tables, with the code of each row in a hidden column."""

import io
from typing import Any, Literal

from django.utils.translation import gettext as _

from cms.disclosures.entry import names
from cms.disclosures.entry.grid import shown
from cms.disclosures.figures import MOST_DIGITS
from cms.disclosures.models import Disclosure
from cms.disclosures.presenting import headings
from cms.disclosures.regulation import FIGURES, Column, Part, PartKind, Row, ValueType
from cms.disclosures.sheet import LONGEST_LABEL, Sheet, is_computed, own_keys, parts_for, type_of

# What the first cell of each sheet says: which form, part and year it is.
MARK = "cong-khai"
SPARE_ROWS = 15
# Column A holds the codes, B the numbers, C the labels; values begin at D. Row 1 holds codes of columns.
FIRST_VALUE = 4
CODES_ROW = 1
LARGEST = 10**MOST_DIGITS - 1
GREY, TYPED = "F2F2F2", "FFFBE6"


def write(disclosure: Disclosure, levels: set[str]) -> bytes:
    """Return the file with what is filled in so far."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    sheet = disclosure.sheet
    for number, part in enumerate(parts_for(disclosure.form, levels), start=1):
        if part.kind == PartKind.TABLE:
            _table(_new_sheet(book, disclosure, part, number), sheet, part)
        elif part.kind == PartKind.TEXT:
            _text(_new_sheet(book, disclosure, part, number), sheet, part)
    if not book.worksheets:
        book.create_sheet("-")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def has_sheets(disclosure: Disclosure, levels: set[str]) -> bool:
    """Whether there is anything that could be filled in in Excel: files are not."""
    return any(part.kind in (PartKind.TABLE, PartKind.TEXT) for part in parts_for(disclosure.form, levels))


def mark_of(disclosure: Disclosure, part: Part) -> str:
    """Return what the first cell of a part's sheet says."""
    row = disclosure
    return "|".join((MARK, row.set.regulation_code, str(row.set.year), row.form_code, part.code))


def _new_sheet(book: Any, disclosure: Disclosure, part: Part, number: int) -> Any:
    sheet = book.create_sheet(f"{number}. {_title(part.label or disclosure.form.short)}"[:31])
    _put(sheet, CODES_ROW, 1, mark_of(disclosure, part))
    sheet.row_dimensions[CODES_ROW].hidden = True
    sheet.column_dimensions["A"].hidden = True
    # Against a slip of the hand, not against people: there is no password.
    sheet.protection.enable()
    return sheet


def _title(text: str) -> str:
    return "".join(" " if char in "[]:*?/\\" else char for char in text)


def _table(sheet: Any, content: Sheet, part: Part) -> None:
    for place, column in enumerate(part.columns):
        _put(sheet, CODES_ROW, FIRST_VALUE + place, column.code)
        letter = _letter(FIRST_VALUE + place)
        sheet.column_dimensions[letter].width = 30 if column.type == ValueType.TEXT else 15
    sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 7, 48
    line = _head(sheet, part)
    sheet.freeze_panes = sheet.cell(line, FIRST_VALUE)
    validations: dict[Any, Any] = {}
    for row in _padded(content, part).rows(part):
        _row(sheet, line, content, part, row, validations)
        line += 1


def _head(sheet: Any, part: Part) -> int:
    """Write the headings; returns the first row below them."""
    from openpyxl.styles import Alignment, Font, PatternFill

    first, second = headings(part.columns)
    labels = [(2, _("No.")), (3, part.more_label or _("Content"))]
    place = FIRST_VALUE
    for heading in first:
        labels.append((place, heading.label))
        if heading.columns > 1:
            sheet.merge_cells(start_row=2, start_column=place, end_row=2, end_column=place + heading.columns - 1)
        place += heading.columns
    for position, label in labels:
        _put(sheet, 2, position, label)
    if second:
        for place, column in enumerate(part.columns):
            if column.group:
                _put(sheet, 3, FIRST_VALUE + place, column.label)
    last = 3 if second else 2
    for cells in sheet.iter_rows(min_row=2, max_row=last, min_col=2, max_col=FIRST_VALUE + len(part.columns) - 1):
        for cell in cells:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=GREY)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return last + 1


def _padded(content: Sheet, part: Part) -> Sheet:
    added = dict(content.data.get("added", {}))
    for key in own_keys(content.form, part):
        added[key] = [*added.get(key, []), *[""] * SPARE_ROWS]
    return Sheet(content.form, {**content.data, "added": added})


def _row(sheet: Any, line: int, content: Sheet, part: Part, row: Row, validations: dict[Any, Any]) -> None:
    from openpyxl.styles import Alignment, Font

    _put(sheet, line, 1, row.code)
    _put(sheet, line, 2, row.number)
    label = _put(sheet, line, 3, row.label)
    label.alignment = Alignment(indent=row.depth, wrap_text=True, vertical="top")
    label.font = Font(bold=bool(row.sum_of) or row.type == "group")
    if row.code not in content.form.rows:
        _open(label)
        _limit(sheet, label, "textLength", validations)
    for place, column in enumerate(part.columns):
        _value(sheet, line, FIRST_VALUE + place, content, row, column, validations)


def _value(
    sheet: Any, line: int, place: int, content: Sheet, row: Row, column: Column, validations: dict[Any, Any]
) -> None:
    from openpyxl.styles import PatternFill

    kind = type_of(row, column)
    cell = sheet.cell(line, place)
    if kind is None:
        cell.fill = PatternFill("solid", fgColor=GREY)
        return
    value = content.value(row.code, column.code)
    figure = content.figure(row.code, column.code) if kind in (*FIGURES, ValueType.PERCENT) else None
    if figure is not None:
        cell.value = int(figure) if figure == figure.to_integral_value() else float(figure)
        cell.number_format = "#,##0.####" if figure != figure.to_integral_value() else "#,##0"
    else:
        _put(sheet, line, place, shown(kind, value))
    if is_computed(row, column):
        cell.fill = PatternFill("solid", fgColor=GREY)
        return
    _open(cell)
    if kind in FIGURES:
        _limit(sheet, cell, "decimal", validations)
    elif kind == ValueType.BOOLEAN or row.choices:
        _offer(sheet, cell, ("×",) if kind == ValueType.BOOLEAN else row.choices, validations)


def _text(sheet: Any, content: Sheet, part: Part) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 7, 110
    _put(sheet, 2, 3, part.label or content.form.short).font = Font(bold=True)
    _put(sheet, 3, 1, names.WORDS)
    cell = _put(sheet, 3, 3, content.text(part.code))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[3].height = 300
    _open(cell)


def _put(sheet: Any, line: int, column: int, text: str | bool) -> Any:
    """Write a text as text, never as a formula."""
    cell = sheet.cell(line, column)
    if text:
        cell.value = str(text)
        cell.data_type = "s"
    return cell


def _open(cell: Any) -> None:
    from openpyxl.styles import PatternFill, Protection

    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", fgColor=TYPED)


def _limit(sheet: Any, cell: Any, kind: Literal["decimal", "textLength"], known: dict[Any, Any]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if kind not in known:
        low, high = ("0", str(LONGEST_LABEL)) if kind == "textLength" else (str(-LARGEST), str(LARGEST))
        known[kind] = DataValidation(kind, operator="between", formula1=low, formula2=high, allow_blank=True)
        sheet.add_data_validation(known[kind])
    known[kind].add(cell)


def _offer(sheet: Any, cell: Any, values: tuple[str, ...], known: dict[Any, Any]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if values not in known:
        # A list in the cell itself takes 255 characters and no comma in a value.
        listed = ",".join(values)
        if len(listed) > 250 or any("," in value for value in values):
            return
        known[values] = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        sheet.add_data_validation(known[values])
    known[values].add(cell)


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))
