"""Names of the fields of an entry form: the same in HTML, in what the script sends, and as places of messages."""

from cms.disclosures.calculation import LABEL
from cms.disclosures.sheet import TEXT

CELL, OWN_LABEL, WORDS, FILE, UPLOAD = "o", "ten", "van", "tep", "tai"
# A value taken over from the year before that waits to be confirmed, and the tick that does.
TAKEN, RIGHT = "cho", "dung"


def cell(row: str, column: str) -> str:
    """Return the name of a cell's field; also that of a text (column TEXT) and of a row's own label."""
    if column == TEXT:
        return f"{WORDS}:{row}"
    if column == LABEL:
        key, _plus, number = row.rpartition("+")
        return own_label(key, int(number))
    return f"{CELL}:{row}:{column}"


def own_label(key: str, number: int) -> str:
    """Return the name of the field that names a row of the school's own."""
    return f"{OWN_LABEL}:{key}:{number}"


def taken(field: str) -> str:
    """Return the name of the mark of a value taken over."""
    return f"{TAKEN}:{field}"


def right(field: str) -> str:
    """Return the name of the tick "this is right" beside it."""
    return f"{RIGHT}:{field}"
