"""What a visitor asks the list of documents for, read from the address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from cms.core.frame import kept
from cms.documents.models.headings import DocumentField, DocumentKind

MAX_LENGTH = 200
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen: only what some document has."""

    kinds: Choices
    fields: Choices
    bodies: Choices
    years: Choices


@dataclass(frozen=True, slots=True)
class Filters:
    """The visitor's choices; what makes no sense counts as not chosen."""

    query: str
    kind: str
    field: str
    body: str
    year: str
    in_force: bool

    @classmethod
    def read(cls, parameters: QueryDict, options: Options) -> "Filters":
        """Return the choices in the parameters of an address."""

        def chosen(name: str, choices: Choices) -> str:
            value = parameters.get(name, "")
            return value if value in dict(choices) else ""

        return cls(
            query=parameters.get("q", "").replace("\x00", "")[:MAX_LENGTH].strip(),
            kind=chosen("loai", options.kinds),
            field=chosen("linh-vuc", options.fields),
            body=chosen("co-quan", options.bodies),
            year=chosen("nam", options.years),
            in_force=parameters.get("hieu-luc") == "con",
        )

    def apply(self, documents: Any) -> Any:
        """Return the documents that meet all choices."""
        lookups = {
            "kind__slug": self.kind,
            "field__slug": self.field,
            "issuing_body": self.body,
            "date__year": self.year,
        }
        found = documents.found_by(self.query).filter(**{name: value for name, value in lookups.items() if value})
        return found.in_force() if self.in_force else found.with_status()

    @property
    def address(self) -> str:
        """The choices as they stand in an address, ending in `&`, or ""."""
        values = {
            "q": self.query,
            "loai": self.kind,
            "linh-vuc": self.field,
            "co-quan": self.body,
            "nam": self.year,
            "hieu-luc": "con" if self.in_force else "",
        }
        chosen = {name: value for name, value in values.items() if value}
        return urlencode(chosen) + "&" if chosen else ""


def options_of(documents: Any) -> Options:
    """Return what may be chosen among these documents, kept until something is published."""
    return Options(*kept("document_options", lambda: _read(documents)))


def _read(documents: Any) -> tuple[Choices, Choices, Choices, Choices]:
    plain = documents.order_by()
    kinds = DocumentKind.objects.filter(pk__in=plain.values("kind"))
    fields = DocumentField.objects.filter(pk__in=plain.values("field"))
    bodies = plain.values_list("issuing_body", flat=True).distinct().order_by("issuing_body")
    years = plain.exclude(date=None).dates("date", "year", order="DESC")
    return (
        list(kinds.values_list("slug", "title")),
        list(fields.values_list("slug", "title")),
        [(body, body) for body in bodies if body],
        [(str(day.year), str(day.year)) for day in years],
    )
