"""One line for each value: the shape that programs and pivot tables read best."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.core.spreadsheets import as_csv
from cms.disclosures.downloads.document import Document, records


def write(documents: Sequence[Document]) -> bytes:
    """Return the table. A decimal point in figures, whatever the reader's language."""
    head = (
        _("School"),
        _("School year"),
        _("Regulation"),
        _("Form"),
        _("Version"),
        _("Part"),
        _("Row code"),
        _("Number"),
        _("Row"),
        _("Column code"),
        _("Column"),
        _("Unit"),
        _("Value"),
    )
    return as_csv([head, *(line for one in documents for line in _lines(one))])


def _lines(one: Document) -> list[tuple[object, ...]]:
    of_form = (one.publisher.name, one.year, one.regulation.number, one.form.code, one.number)
    return [
        (*of_form, r.part, r.row, r.number, r.label, r.column, r.heading, r.unit, "x" if r.value is True else r.value)
        for r in records(one)
    ]
