"""Personal data in what a school is about to disclose: texts, rows of its own, titles of files."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.core import personal_data
from cms.core.personal_data import Kind
from cms.disclosures.regulation import FIGURES, PartKind
from cms.disclosures.sheet import Sheet, type_of

# Whom to reach and where: the circular asks for it (TT 09/2024 Điều 4 khoản 2, 6 và 7).
CONTACTS_EXPECTED = {"thong-tin-chung": (Kind.PHONE, Kind.EMAIL, Kind.ADDRESS)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What may be personal data, where it stands, and the words around it."""

    kind: Kind
    place: str
    excerpt: str

    @property
    def label(self) -> str:
        return str(personal_data.KINDS[self.kind])


def findings(sheet: Sheet) -> list[Finding]:
    """Return what looks like personal data in a form."""
    own = personal_data.own_contacts()
    expected = CONTACTS_EXPECTED.get(sheet.form.topic, ())
    return [
        Finding(match.kind, place, personal_data.excerpt(text, match))
        for place, text in _texts(sheet)
        for match in personal_data.find(text, own, sheet.form.title, expected)
    ]


def in_words(found: list[Finding]) -> str:
    """Return the places, each once; never the data."""
    return ", ".join(dict.fromkeys(f"{finding.place} ({finding.label})" for finding in found))


def _texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for part in sheet.form.parts:
        place = part.label or sheet.form.short
        if part.kind == PartKind.TEXT and (text := sheet.text(part.code)):
            yield place, text
        elif part.kind == PartKind.FILES:
            yield from ((place, str(file.get("title", ""))) for file in sheet.files(part.code))
        elif part.kind == PartKind.TABLE:
            for row in sheet.rows(part):
                # A name and a class may stand in two cells of one row.
                cells = [
                    str(sheet.value(row.code, column.code))
                    for column in part.columns
                    if type_of(row, column) not in FIGURES
                ]
                own = row.label if row.code not in sheet.form.rows else ""
                if text := " | ".join(filter(None, [own, *cells])):
                    yield row.label or place, text
