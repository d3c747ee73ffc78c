"""What every kind of file says of a published form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from cms.disclosures.models.disclosure import Version
from cms.disclosures.presenting import Shown, show
from cms.disclosures.regulation import FIGURES, Form, PartKind, Regulation, ValueType
from cms.disclosures.sheet import Sheet, type_of

TYPES_OF_NUMBERS = (*FIGURES, ValueType.PERCENT)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose figures they are."""

    code: str
    name: str
    authority: str
    # Absolute address of the section of disclosures, with a final slash.
    section: str


@dataclass(frozen=True)
class Document:
    """One version of one form, ready to be written."""

    publisher: Publisher
    year: str
    regulation: Regulation = field(repr=False)
    form: Form
    number: int
    versions: int
    published_on: str
    reason: str
    address: str
    sheet: Sheet
    parts: tuple[Shown, ...]

    @property
    def file_name(self) -> str:
        """Without extension: `cong-khai-2024-2025-9-2-a-phien-ban-1`."""
        return f"cong-khai-{self.year}-{self.form.code.replace('.', '-')}-phien-ban-{self.number}"


def document(version: Version, publisher: Publisher, levels: Iterable[str], address: str) -> Document:
    """Return what is written of a version; `address` is its own, absolute."""
    disclosure = version.disclosure
    return Document(
        publisher=publisher,
        year=str(disclosure.set.school_year),
        regulation=disclosure.set.regulation,
        form=version.form,
        number=version.number,
        versions=disclosure.version_count,
        published_on=timezone.localtime(version.published_at).date().isoformat(),
        reason=version.reason,
        address=address,
        sheet=version.sheet,
        parts=tuple(show(version.sheet, levels)),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """One value with all that says what it is."""

    part: str
    row: str
    number: str
    label: str
    column: str
    heading: str
    unit: str
    type: str
    value: Decimal | bool | str


def records(one: Document) -> Iterator[Record]:
    """Yield every value of a form in the order of its tables; texts and files follow as rows of their own."""
    for shown in one.parts:
        part = shown.part
        if part.kind == PartKind.TEXT and shown.text:
            yield Record(part.code, "", "", part.label, "", "", "", ValueType.TEXT, shown.text)
        for file in shown.files:
            yield Record(part.code, "", "", part.label, "", "", "", "file", str(file.get("title", "")))
        for row in one.sheet.rows(part):
            for column in part.columns:
                kind, value = type_of(row, column), one.sheet.value(row.code, column.code)
                if kind is None or value in ("", False):
                    continue
                figure = one.sheet.figure(row.code, column.code) if kind in TYPES_OF_NUMBERS else None
                heading = row.heading.get(column.code) or " – ".join(filter(None, (column.group, column.label)))
                unit = "%" if kind == ValueType.PERCENT else row.unit_of(column) if figure is not None else ""
                place = (part.code, row.code, row.number, row.label, column.code)
                yield Record(*place, heading, unit, kind, value if figure is None else figure)
