"""Checking every row of a list against the others and against what exists. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from tenants.city_import.columns import COLUMNS, kind_of
from tenants.city_import.reading import SchoolList, heading
from tenants.enums import STATUSES_WITH_SCHEMA, SchoolKind
from tenants.models import Domain, School, host_for, schema_for
from tenants.provisioning import SchoolRequest, slug_problem
from tenants.registry import PUBLIC
from tenants.slugs import school_slug

# Two rows, or a row and a school, may not share these.
_UNIQUE = ("slug", "ministry_code")
_LONGEST = {
    column.field: School._meta.get_field(column.field).max_length or 200
    for column in COLUMNS
    if column.field not in {"authority", "kind"}
} | {"authority": 200}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong, and where: row number of the file, heading of the column, message."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that can be granted. `existing`: its school, when an earlier run entered it already."""

    row: int
    request: SchoolRequest
    existing: School | None = None

    @property
    def is_done(self) -> bool:
        return self.existing is not None and self.existing.status in STATUSES_WITH_SCHEMA

    @property
    def is_unfinished(self) -> bool:
        return self.existing is not None and not self.is_done


@dataclass(slots=True)
class Plan:
    """What a list would do. With a single error nothing of it is done."""

    rows: list[PlannedRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.existing is None]

    @property
    def unfinished(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_unfinished]

    @property
    def done(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_done]


class _Existing:
    """What the registry holds, read once."""

    def __init__(self) -> None:
        with schema_context(PUBLIC):
            schools = list(School.objects.select_related("authority"))
            self.hosts = dict(Domain.objects.values_list("domain", "tenant_id"))
            with connection.cursor() as cursor:
                cursor.execute("SELECT nspname FROM pg_namespace")
                self.schemas = {row[0] for row in cursor.fetchall()}
        self.by_slug = {school.slug: school for school in schools}
        self.by_code = {school.ministry_code: school for school in schools if school.ministry_code}


def make_plan(schools: SchoolList) -> Plan:
    """Check all rows; errors carry row, column and a message for the person who made the list."""
    existing = _Existing()
    plan = Plan(ignored=schools.ignored)
    plan.errors += [
        RowError(row, heading(name), _("A formula cannot be read; enter its value instead."))
        for row, name in schools.formulas
    ]
    requests: list[tuple[int, SchoolRequest]] = []
    for row, texts in schools.rows:
        request = _request(texts)
        requests.append((row, request))
        wrong = {error.column for error in plan.errors if error.row == row}
        plan.errors += [
            RowError(row, heading(name), message)
            for name, message in _problems(texts, request)
            if heading(name) not in wrong
        ]
    plan.errors += _duplicates(requests)
    wrong_rows = {error.row for error in plan.errors}
    for row, request in requests:
        if row in wrong_rows:
            continue
        known, clashes = _compare(request, existing)
        plan.errors += [RowError(row, heading(name), message) for name, message in clashes]
        if not clashes:
            plan.rows.append(PlannedRow(row, request, known))
    plan.errors.sort(key=lambda error: error.row)
    return plan


def _request(texts: dict[str, str]) -> SchoolRequest:
    kind = kind_of(texts.get("kind", "")) or ""
    slug = texts.get("slug", "").lower() or school_slug(texts.get("name", ""), kind)
    return SchoolRequest(**{c.field: texts.get(c.field, "") for c in COLUMNS} | {"kind": kind, "slug": slug})


def _problems(texts: dict[str, str], request: SchoolRequest) -> Iterable[tuple[str, str]]:
    """What is wrong with a row by itself."""
    if not request.name:
        yield "name", _("The name is missing.")
    elif not texts.get("slug") and not request.slug:
        yield "name", _("No address can be made from this name; enter one.")
    elif problem := slug_problem(request.slug):
        yield "slug", problem
    if not request.kind:
        kinds = ", ".join(str(SchoolKind(k).label) for k in SchoolKind.values if k != SchoolKind.OFFICE)
        yield (
            "kind",
            _("“%(kind)s” is no kind of school; it is one of: %(kinds)s.")
            % {
                "kind": texts.get("kind", ""),
                "kinds": kinds,
            },
        )
    for name, longest in _LONGEST.items():
        if name != "slug" and len(getattr(request, name)) > longest:
            yield name, _("Longer than %(count)d characters.") % {"count": longest}
    for name in ("email", "admin_email"):
        address = getattr(request, name)
        try:
            validate_email(address or "none@example.org")
        except ValidationError:
            yield name, _("“%(email)s” is no e-mail address.") % {"email": address}


def _duplicates(requests: list[tuple[int, SchoolRequest]]) -> Iterable[RowError]:
    for name in _UNIQUE:
        first: dict[str, int] = {}
        for row, request in requests:
            value = getattr(request, name).casefold()
            if value and value in first:
                message = _("The same as in row %(row)d: “%(value)s”.") % {
                    "row": first[value],
                    "value": value,
                }
                yield RowError(row, heading(name), message)
            first.setdefault(value, row)


def _compare(request: SchoolRequest, existing: _Existing) -> tuple[School | None, list[tuple[str, str]]]:
    """The row's school if an earlier run entered it; what stands in the way otherwise."""
    school = existing.by_slug.get(request.slug)
    if school is not None:
        differing = [c.field for c in COLUMNS if not _is_same(school, request, c.field)]
        if not differing:
            return school, []
        columns = ", ".join(heading(name) for name in differing)
        message = _("A school with the address “%(slug)s” exists already and differs in: %(columns)s.")
        return None, [("slug", message % {"slug": request.slug, "columns": columns})]
    clashes = []
    host = host_for(request.slug)
    if host in existing.hosts:
        clashes.append(("slug", _("The host %(host)s belongs to another school.") % {"host": host}))
    elif schema_for(request.slug) in existing.schemas:
        clashes.append(("slug", _("The schema of “%(slug)s” is in use.") % {"slug": request.slug}))
    if request.ministry_code in existing.by_code:
        message = _("The Ministry code %(code)s belongs to another school.") % {"code": request.ministry_code}
        clashes.append(("ministry_code", message))
    return None, clashes


def _is_same(school: School, request: SchoolRequest, name: str) -> bool:
    wanted = getattr(request, name)
    if name == "authority":
        return wanted == (school.authority.name if school.authority else "")
    if name == "short_name" and not wanted:
        return True
    return bool(getattr(school, name) == wanted)
