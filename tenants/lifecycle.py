"""The life of a school after it was built: one function per step, each one transaction.

`STEPS` says which step is allowed from which status; everything else refuses with one line for
the person who asked. The schema keeps its name for ever: only hosts change (docs/school-lifecycle.md).
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tenants.utils import schema_context

from tenants.changes import announce_content, announce_registry
from tenants.enums import STATUSES_WITH_SCHEMA, SchoolStatus
from tenants.models import PORTAL_SCHEMA, Authority, Domain, School, host_for
from tenants.provisioning import ProvisioningError, slug_problem
from tenants.registry import PUBLIC
from tenants.signals import school_changed
from tenants.slugs import LONGEST_SLUG

logger = logging.getLogger(__name__)
# A merged school's pages stay readable below this name: `cu` means former.
MERGED_PREFIX = "cu-"
DETAILS = ("name", "short_name", "ministry_code", "ward", "address", "phone", "email")


class LifecycleError(ProvisioningError):
    """A step that is not allowed; str() is one clear line for the person who asked."""


@dataclass(frozen=True, slots=True)
class Step:
    """From which statuses a step may be taken, and where it leads (None: the status stays)."""

    label: object
    sources: frozenset[str]
    target: SchoolStatus | None = None
    needs_reason: bool = False


_READY, _SUSPENDED, _ARCHIVED = SchoolStatus.READY, SchoolStatus.SUSPENDED, SchoolStatus.ARCHIVED
STEPS: Mapping[str, Step] = {
    "suspend": Step(gettext_lazy("Suspend"), frozenset({_READY}), _SUSPENDED, needs_reason=True),
    "resume": Step(gettext_lazy("Put back into service"), frozenset({_SUSPENDED, _ARCHIVED}), _READY),
    "archive": Step(gettext_lazy("Archive"), frozenset({_READY, _SUSPENDED}), _ARCHIVED),
    "rename": Step(gettext_lazy("Change the address"), STATUSES_WITH_SCHEMA),
    "move": Step(gettext_lazy("Move to another authority"), STATUSES_WITH_SCHEMA),
    "merge": Step(gettext_lazy("Merge into another school"), STATUSES_WITH_SCHEMA, _ARCHIVED),
    # tenants/removal.py. A school that was never built has nothing to lose.
    "delete": Step(
        gettext_lazy("Delete for ever"),
        frozenset({_ARCHIVED, SchoolStatus.REQUESTED, SchoolStatus.FAILED}),
    ),
}


def allowed_steps(school: School) -> list[str]:
    """Return the names of the steps that may be taken now; none for the portal."""
    return [name for name, step in STEPS.items() if not school.is_portal and school.status in step.sources]


def find_school(slug: str) -> School:
    """Return the school of a slug; raises LifecycleError when there is none."""
    with schema_context(PUBLIC):
        school = School.objects.filter(slug=slug).first()
    if school is None:
        raise LifecycleError(_("There is no school “%(slug)s”.") % {"slug": slug})
    return school


def suspend(school: School, reason: str, *, by: str) -> School:
    """Close a site for now: visitors get a page with the reason, its people cannot sign in."""
    return _set_status(school, "suspend", reason, by)


def resume(school: School, *, by: str) -> School:
    """Put a suspended or archived school back into service."""
    return _set_status(school, "resume", "", by)


def archive(school: School, reason: str = "", *, by: str) -> School:
    """Keep a site for reading only."""
    return _set_status(school, "archive", reason, by)


def _set_status(school: School, step: str, reason: str, by: str) -> School:
    reason = reason.strip()
    if STEPS[step].needs_reason and not reason:
        raise LifecycleError(_("Give a reason: visitors of the site will read it."))
    with taking(school, step, by) as locked:
        locked.status = STEPS[step].target or locked.status
        locked.status_reason = reason
        locked.save(update_fields=["status", "status_reason", "updated_at"])
    return locked


def rename(school: School, new_slug: str, *, by: str) -> School:
    """Give a school another address; every old one stays and redirects to it."""
    with taking(school, "rename", by, new_slug) as locked:
        _rename(locked, new_slug)
    return locked


def _rename(locked: School, new_slug: str) -> None:
    if problem := slug_problem(new_slug):
        raise LifecycleError(problem)
    if new_slug == locked.slug:
        raise LifecycleError(_("“%(slug)s” already has this address.") % {"slug": new_slug})
    if School.objects.filter(slug=new_slug).exclude(pk=locked.pk).exists():
        raise LifecycleError(_("A school with the address “%(slug)s” exists already.") % {"slug": new_slug})
    host = host_for(new_slug)
    if Domain.objects.filter(domain=host).exclude(tenant=locked).exists():
        raise LifecycleError(_("The host %(host)s belongs to another school.") % {"host": host})
    locked.slug = new_slug
    locked.save(update_fields=["slug", "updated_at"])
    Domain.objects.filter(tenant=locked).update(is_primary=False)
    Domain.objects.update_or_create(domain=host, defaults={"tenant": locked, "is_primary": True})


def update_details(school: School, changes: Mapping[str, str], *, by: str) -> School:
    """Change name and contacts (any of DETAILS); the site's frame shows them from the commit on."""
    unknown = set(changes) - set(DETAILS)
    if unknown:
        raise LifecycleError(_("“%(field)s” cannot be changed here.") % {"field": sorted(unknown)[0]})
    with _locked(school, "details", by, " ".join(sorted(changes))) as locked:
        for field, value in changes.items():
            setattr(locked, field, value.strip())
        locked.short_name = locked.short_name or locked.name[:80]
        try:
            locked.clean_fields(exclude={f.name for f in School._meta.fields} - set(changes))
        except ValidationError as error:
            raise LifecycleError(" ".join(error.messages)) from None
        code = locked.ministry_code
        if code and School.objects.filter(ministry_code=code).exclude(pk=locked.pk).exists():
            raise LifecycleError(_("The Ministry code %(code)s belongs to another school.") % {"code": code})
        locked.save(update_fields=[*changes, "short_name", "updated_at"])
    return locked


def rename_title(school: School, name: str, *, by: str) -> School:
    """Change the full name; the address stays."""
    return update_details(school, {"name": name}, by=by)


def move_to_authority(school: School, authority: str, *, by: str) -> School:
    """Hand a school to another managing body; "" means not known. Its addresses stay."""
    if len(authority.strip()) > 200:
        raise LifecycleError(_("The name is longer than 200 characters."))
    with taking(school, "move", by, authority) as locked:
        owner = None
        if authority.strip():
            owner, _created = Authority.objects.get_or_create(name=authority.strip())
        locked.authority = owner
        locked.save(update_fields=["authority", "updated_at"])
    return locked


def merge(school: School, into: School, *, by: str) -> School:
    """Archive a school and send all its addresses to another; its pages stay below `cu-<slug>`."""
    if into.pk == school.pk:
        raise LifecycleError(_("A school cannot be merged into itself."))
    if into.is_portal or into.status != SchoolStatus.READY:
        raise LifecycleError(_("“%(slug)s” is not a school in service.") % {"slug": into.slug})
    with taking(school, "merge", by, into.slug) as locked:
        _rename(locked, (MERGED_PREFIX + locked.slug)[:LONGEST_SLUG].rstrip("-"))
        Domain.objects.filter(tenant=locked, is_primary=False).update(tenant=into)
        locked.status = SchoolStatus.ARCHIVED
        locked.status_reason = _("Merged into %(school)s.") % {"school": into.name}
        locked.save(update_fields=["status", "status_reason", "updated_at"])
    return locked


@contextmanager
def taking(school: School, step: str, by: str, what: str = "") -> Iterator[School]:
    """One transaction around a step: row locked, step allowed; at the end announced and logged."""
    with _locked(school, step, by, what) as locked:
        if locked.is_portal:
            raise LifecycleError(_("The portal itself cannot be changed in this way."))
        if locked.status not in STEPS[step].sources:
            raise LifecycleError(
                _("“%(slug)s” has the status “%(status)s”; this step is not possible then.")
                % {"slug": locked.slug, "status": locked.get_status_display()}
            )
        yield locked


@contextmanager
def _locked(school: School, step: str, by: str, what: str) -> Iterator[School]:
    with schema_context(PUBLIC), transaction.atomic():
        locked = School.objects.select_for_update(of=("self",)).filter(pk=school.pk).first()
        if locked is None:
            raise LifecycleError(_("There is no school “%(slug)s”.") % {"slug": school.slug})
        yield locked
        announce(locked)
        transaction.on_commit(partial(logger.info, "School %s: %s (%s) by %s", locked.schema_name, step, what, by))


def announce(school: School) -> None:
    """Tell the layers above and every process that something about a school changed."""
    if school.pk and school.status in STATUSES_WITH_SCHEMA:
        school_changed.send(sender=School, school=school)
        announce_content(school.schema_name)
    announce_content(PORTAL_SCHEMA)
    announce_registry(school.schema_name)
