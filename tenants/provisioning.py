"""Bringing a school into being: a job that can be interrupted anywhere and run again.

1. `request_school` checks the wish and writes the registry row (status requested). Nothing else.
2. `build_school` clones the template, lets the layers above lay the site tree, and sets the status
   to ready, all in one transaction: whatever interrupts it, PostgreSQL takes back schema, tables
   and rows together. A half-made school cannot exist, so nothing has to be cleaned up.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_tasks import task
from django_tenants.utils import schema_context, schema_exists

from tenants.changes import announce_content, announce_registry
from tenants.cloning import clone_schema
from tenants.enums import SchoolKind, SchoolStatus
from tenants.migration import lagging_schemas, migrate_schemas
from tenants.models import PORTAL_SCHEMA, SLUG_PATTERN, Authority, Domain, School, host_for, schema_for
from tenants.registry import PUBLIC
from tenants.schema import connection, leave_connection
from tenants.signals import school_laid

logger = logging.getLogger(__name__)
Report = Callable[[str], None]
# Names that mean something else below the portal's domain, now or soon.
RESERVED_SLUGS = frozenset(
    {
        "www",
        "admin",
        "quan-tri",
        "mail",
        "smtp",
        "imap",
        "api",
        "static",
        "media",
        "template",
        "public",
        "portal",
    }
)
# A suspended or archived school is complete: building must never touch it.
UNFINISHED = (SchoolStatus.REQUESTED, SchoolStatus.BUILDING, SchoolStatus.FAILED)


class ProvisioningError(Exception):
    """A wish that cannot be granted; str() is one clear line for the person who asked."""


@dataclass(frozen=True, slots=True)
class SchoolRequest:
    """What is asked for. `kind` is a SchoolKind value; empty strings mean unknown."""

    slug: str
    name: str
    kind: str
    short_name: str = ""
    ministry_code: str = ""
    ward: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    authority: str = ""
    admin_email: str = ""


def slug_problem(slug: str, *, is_office: bool = False) -> str:
    """Return why a slug cannot be an address, as a line for a person, or ""."""
    if not SLUG_PATTERN.match(slug):
        return _("“%(slug)s” cannot be an address: use 1 to 48 small letters a–z, digits and hyphens.") % {"slug": slug}
    if slug in RESERVED_SLUGS and not is_office:
        return _("The address “%(slug)s” is reserved.") % {"slug": slug}
    return ""


def problems(request: SchoolRequest) -> list[str]:
    """Return what is wrong with a request, as lines for a person; empty when it can be granted."""
    found: list[str] = []
    if problem := slug_problem(request.slug, is_office=request.kind == SchoolKind.OFFICE):
        found.append(problem)
    if not request.name.strip():
        found.append(_("The name is missing."))
    elif len(request.name) > 200:
        found.append(_("The name is longer than 200 characters."))
    if request.kind not in SchoolKind.values:
        found.append(
            _("“%(kind)s” is no kind of school; it is one of: %(kinds)s.")
            % {"kind": request.kind, "kinds": ", ".join(SchoolKind.values)}
        )
    elif (request.kind == SchoolKind.OFFICE) != (request.slug == PORTAL_SCHEMA):
        found.append(_("Only the portal is of the kind “office”."))
    for address in (request.email, request.admin_email):
        try:
            validate_email(address or "none@example.org")
        except ValidationError:
            found.append(_("“%(email)s” is no e-mail address.") % {"email": address})
    for name in ("short_name", "ministry_code", "ward", "address", "phone", "email", "admin_email"):
        field = School._meta.get_field(name)
        if len(getattr(request, name)) > (field.max_length or 0):
            found.append(
                _("%(field)s: longer than %(count)d characters.")
                % {"field": field.verbose_name, "count": field.max_length}
            )
    return found or _taken(request)


def _taken(request: SchoolRequest) -> list[str]:
    """Compare with what exists. `a-b` and `a--b` would share neither host nor schema, `a_b` cannot occur."""
    if School.objects.filter(slug=request.slug).exists():
        return [_("A school with the address “%(slug)s” exists already.") % {"slug": request.slug}]
    if Domain.objects.filter(domain=host_for(request.slug)).exists():
        return [_("The host %(host)s belongs to another school.") % {"host": host_for(request.slug)}]
    if School.objects.filter(schema_name=schema_for(request.slug)).exists() or schema_exists(schema_for(request.slug)):
        return [_("The schema of “%(slug)s” is in use.") % {"slug": request.slug}]
    code = request.ministry_code
    if code and School.objects.filter(ministry_code=code).exists():
        return [_("The Ministry code %(code)s belongs to another school.") % {"code": code}]
    return []


def request_school(request: SchoolRequest) -> School:
    """Enter a school in the registry, not yet visible to anyone.

    Raises ProvisioningError with all problems in one line.
    """
    connection.set_schema_to_public()
    found = problems(request)
    if found:
        raise ProvisioningError(" ".join(found))
    try:
        with transaction.atomic():
            authority = None
            if request.authority:
                authority, _created = Authority.objects.get_or_create(name=request.authority)
            school = School.objects.create(
                slug=request.slug,
                name=request.name.strip(),
                short_name=request.short_name.strip() or request.name.strip()[:80],
                kind=request.kind,
                ministry_code=request.ministry_code,
                ward=request.ward,
                address=request.address,
                phone=request.phone,
                email=request.email,
                admin_email=request.admin_email,
                authority=authority,
            )
            Domain.objects.create(tenant=school, domain=host_for(school.slug), is_primary=True)
    except (IntegrityError, ValidationError):
        # Somebody asked for the same a moment earlier.
        raise ProvisioningError(" ".join(problems(request))) from None
    return school


def build_school(school: School, report: Report = lambda line: None) -> School:
    """Build a requested (or failed, or interrupted) school; returns it ready.

    Safe to call again at any time: a school that is ready is returned as it is. Raises
    ProvisioningError when building fails; the reason is kept on the row.
    """
    connection.set_schema_to_public()
    ensure_template()
    report(_("Cloning the template"))
    School.objects.filter(pk=school.pk, status__in=UNFINISHED).update(status=SchoolStatus.BUILDING)
    try:
        with transaction.atomic():
            # The row lock keeps a second builder out until this one is done.
            locked = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
            if locked.status != SchoolStatus.BUILDING:
                return locked
            _build(locked, report)
    except Exception as error:
        connection.set_schema_to_public()
        reason = f"{type(error).__name__}: {error}"[:500]
        School.objects.filter(pk=school.pk, status=SchoolStatus.BUILDING).update(
            status=SchoolStatus.FAILED, progress=reason[:200]
        )
        logger.exception("Building school %s failed", school.slug)
        raise ProvisioningError(
            _("Building “%(slug)s” failed (%(reason)s). Nothing was left behind; it can be tried again.")
            % {"slug": school.slug, "reason": reason}
        ) from error
    finally:
        connection.set_schema_to_public()
        if not connection.in_atomic_block:
            leave_connection()
    report(_("Ready"))
    return locked


def _build(school: School, report: Report) -> None:
    clone_schema(settings.TEMPLATE_SCHEMA, school.schema_name)
    report(_("Laying the site"))
    with schema_context(school.schema_name):
        connection.set_tenant(school)
        school_laid.send(sender=School, school=school, report=report)
    connection.set_schema_to_public()
    school.status = SchoolStatus.READY
    school.status_reason = school.progress = ""
    school.save(update_fields=["status", "status_reason", "progress", "updated_at"])
    announce_content(school.schema_name)
    announce_content(PORTAL_SCHEMA)
    announce_registry()


def ensure_template() -> None:
    """Bring public and the template up to date: a stale one gives schools a missing column."""
    behind = set(lagging_schemas()) & {PUBLIC, settings.TEMPLATE_SCHEMA}
    if behind:
        outcomes = migrate_schemas(lambda outcome: None, only=[])
        broken = [o for o in outcomes if o.error]
        if broken:
            raise ProvisioningError(f"{broken[0].schema}: {broken[0].error}")


def unfinished() -> "list[School]":
    """Return the schools that were asked for and never became ready, oldest first."""
    return list(School.objects.filter(status__in=UNFINISHED).order_by("created_at", "pk"))


@task()
def build_school_task(school_id: int) -> str:
    """Build one school in the background; progress shows on its row."""
    with schema_context(PUBLIC):
        school = School.objects.filter(pk=school_id).first()
        return build_school(school).status if school else "gone"
