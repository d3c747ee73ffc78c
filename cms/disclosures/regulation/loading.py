"""Reading the regulations from YAML; what cannot be right is refused, naming the place."""

import datetime as dt
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cms.core.data_files import read_yaml
from cms.disclosures.regulation.shapes import (
    AnnualReport,
    Column,
    Deadline,
    Form,
    Level,
    Part,
    PartKind,
    Period,
    Regulation,
    ReportSection,
    Row,
    Rule,
    Severity,
    Source,
    ValueType,
)

FOLDER = Path(__file__).parents[1] / "data"
FILES = ("circular_36_2017.yaml", "circular_09_2024.yaml")
Shape = TypeVar("Shape", Column, Row, Part, Form, Deadline)
# Names in the file -> how a value becomes what the shape holds.
_AS: dict[str, Any] = {
    "source": Source,
    "period": Period,
    "kind": PartKind,
    "levels": lambda names: tuple(Level(name) for name in names),
    "closed": tuple,
    "sum_of": tuple,
    "choices": tuple,
    "topics": tuple,
    "due": lambda text: (int(text[:2]), int(text[3:])),
    "warn_from": lambda text: (int(text[:2]), int(text[3:])),
}


class RegulationError(ValueError):
    """The data cannot be right; says where."""


@cache
def regulations() -> dict[str, Regulation]:
    """Return the circulars of this version of the product by their code, oldest first."""
    return {regulation.code: regulation for regulation in (load(FOLDER / name) for name in FILES)}


def regulation_for(school_year: int) -> Regulation:
    """Return the circular that a school year (its first calendar year) falls under; never converted later."""
    for regulation in reversed(list(regulations().values())):
        if regulation.first_school_year <= school_year:
            return regulation
    raise LookupError(f"{school_year}: before the oldest regulation")


def load(path: Path) -> Regulation:
    """Read and validate one file."""
    return parse(read_yaml(path))


def parse(data: dict[str, Any]) -> Regulation:
    """Return the regulation, or raise RegulationError with the place and what is wrong."""
    from cms.disclosures.regulation.validation import examine

    head = dict(data["regulation"])
    for name in ("issued", "effective_from", "replaced_on"):
        head[name] = dt.date.fromisoformat(head[name]) if head.get(name) else None
    head.setdefault("last_school_year", None)
    forms: dict[str, Form] = {}
    for row in data["forms"]:
        form = _form(row)
        if form.code in forms:
            raise RegulationError(f"{form.code}: two forms")
        forms[form.code] = form
    regulation = Regulation(
        **head,
        topics={topic["code"]: topic["title"] for topic in data["topics"]},
        topic_sources={topic["code"]: Source(topic["source"]) for topic in data["topics"]},
        deadlines={row["code"]: _shape(Deadline, row) for row in data["deadlines"]},
        forms=forms,
        report=_report(data["annual_report"]) if "annual_report" in data else None,
    )
    examine(regulation)
    return regulation


def _form(data: dict[str, Any]) -> Form:
    values = dict(data)
    code = str(values.get("code", "?"))
    try:
        parts = tuple(_part(part) for part in values.pop("parts"))
        rules = tuple(_rule(check) for check in values.pop("checks", ()))
        return _shape(Form, values, parts=parts, rules=rules)
    except (KeyError, TypeError, ValueError) as error:
        raise RegulationError(f"{code}: {error}") from error


def _part(data: dict[str, Any]) -> Part:
    values = dict(data)
    columns = []
    for column in values.pop("columns", ()):
        columns.append(_shape(Column, column, type=ValueType(column["type"])))
    rows = tuple(_shape(Row, row) for row in values.pop("rows", ()))
    return _shape(Part, values, columns=tuple(columns), rows=rows)


def _rule(data: dict[str, Any]) -> Rule:
    values = dict(data)
    level = Severity(values.pop("level"))
    of = (values.pop("part"), values.pop("whole")) if "part" in values else tuple(values.pop("of"))
    ((kind, total),) = values.items()
    return Rule(kind, total, of, level)


def _report(data: dict[str, Any]) -> AnnualReport:
    sections = tuple(
        ReportSection(row["number"], row["title"], tuple(row["feeds"]), Source(row["source"]))
        for row in data["sections"]
    )
    return AnnualReport(data["code"], data["title"], data["deadline"], Source(data["source"]), sections)


def _shape(shape: type[Shape], data: dict[str, Any], **ready: Any) -> Shape:
    known = {field.name for field in fields(shape)}
    if unknown := sorted(set(data) - known):
        raise RegulationError(f"{data.get('code', '?')}: unknown fields {', '.join(unknown)}")
    values = {name: _AS[name](value) if name in _AS else value for name, value in data.items()}
    return shape(**{**values, **ready})
