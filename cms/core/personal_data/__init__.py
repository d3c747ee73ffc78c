"""All personal data in one text (Nghị định 13/2023, Luật Trẻ em Điều 21)."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from cms.core.contacts import contacts
from cms.core.personal_data import numbers, people
from cms.core.personal_data.matches import KINDS, Kind, Match, excerpt, without_overlaps
from tenants.registry import registry
from tenants.schema import connection


@dataclass(frozen=True, slots=True)
class Own:
    """The school's own contacts: public on purpose."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def own_contacts() -> Own:
    """Return what the current school publishes on purpose."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return Own()
    known = contacts(school)
    return Own(
        phones=tuple(filter(None, (known.phone, school.phone))),
        emails=tuple(filter(None, (known.email, school.email))),
        addresses=tuple(filter(None, (known.address, school.address))),
    )


def find(text: str, own: Own | None = None, context: str = "", expected: Collection[str] = ()) -> Iterator[Match]:
    """Yield what looks like personal data, in reading order; kinds in `expected` are left out.

    Positions refer to the text in NFC, which is how everything is saved.
    """
    text = unicodedata.normalize("NFC", text)
    own = own or Own()
    found = chain(
        numbers.id_numbers(text),
        numbers.bank_accounts(text),
        numbers.phones(text, own.phones),
        numbers.emails(text, own.emails),
        people.pupils(text, context),
        people.addresses(text, own.addresses),
    )
    yield from (match for match in without_overlaps(found) if match.kind not in expected)


__all__ = ["KINDS", "Kind", "Match", "Own", "excerpt", "find", "own_contacts"]
