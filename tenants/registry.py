"""Which school answers under which host, and how fresh its pages are.

Every request asks this; it must cost nothing. The answer is kept in the process and dropped when
another process announces a change (tenants/listener.py). While nobody listens (tests, commands,
a broken connection) each question goes to the database: slower, never stale.
"""

import threading
from dataclasses import dataclass

from django.db import connection
from django_tenants.utils import get_public_schema_name

from tenants.changes import EVERYONE
from tenants.enums import STATUSES_WITH_SCHEMA, SchoolStatus
from tenants.models import PORTAL_SCHEMA, url_of_host


@dataclass(frozen=True, slots=True)
class CurrentSchool:
    """The school a request belongs to: `request.tenant`. Read-only and safe between threads."""

    pk: int
    schema_name: str
    slug: str
    name: str
    short_name: str
    kind: str
    ward: str
    address: str
    phone: str
    email: str
    status: str
    status_reason: str
    primary_host: str

    @property
    def is_portal(self) -> bool:
        return self.schema_name == PORTAL_SCHEMA

    @property
    def is_suspended(self) -> bool:
        return self.status == SchoolStatus.SUSPENDED

    @property
    def is_archived(self) -> bool:
        return self.status == SchoolStatus.ARCHIVED

    @property
    def root_url(self) -> str:
        """Absolute address without a final slash."""
        return url_of_host(self.primary_host)

    def get_tenant_type(self) -> str:
        """Part of django-tenants' interface."""
        return self.kind


_COLUMNS = (
    "s.id, s.schema_name, s.slug, s.name, s.short_name, s.kind, s.ward, s.address, s.phone,"
    " s.email, s.status, s.status_reason"
)
_SQL = f"""
    SELECT d.domain, {_COLUMNS},
           COALESCE((SELECT p.domain FROM public.tenants_domain p
                     WHERE p.tenant_id = s.id AND p.is_primary LIMIT 1), d.domain),
           COALESCE(v.version, 0),
           COALESCE((SELECT e.version FROM public.tenants_contentversion e WHERE e.schema_name = '{EVERYONE}'), 0)
    FROM public.tenants_domain d
    JOIN public.tenants_school s ON s.id = d.tenant_id
    LEFT JOIN public.tenants_contentversion v ON v.schema_name = s.schema_name
    WHERE s.status = ANY(%s)"""  # noqa: S608 - constants only


class Registry:
    """Host names and content versions, in memory while someone announces their changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listening = False
        self._generation = 0
        self._hosts: dict[str, CurrentSchool] | None = None
        self._versions: dict[str, int] = {}

    # -- questions -------------------------------------------------------------------------
    def school_for_host(self, host: str) -> CurrentSchool | None:
        """Return the school served under `host` (lower case, no port), or None."""
        if self._listening:
            return self._all().get(host)
        rows = self._fetch("AND d.domain = %s", host)
        return next(iter(rows.values()), None)

    def school_for_schema(self, schema_name: str) -> CurrentSchool | None:
        """Return the school that lives in a schema, or None when none does (any more)."""
        if self._listening:
            return next((s for s in self._all().values() if s.schema_name == schema_name), None)
        rows = self._fetch("AND s.schema_name = %s", schema_name)
        return next(iter(rows.values()), None)

    def schools(self) -> dict[int, CurrentSchool]:
        """Return all schools that have a site, by their key."""
        hosts = self._all() if self._listening else self._fetch("")
        return {school.pk: school for school in hosts.values()}

    def hosts_of(self, schema_name: str) -> frozenset[str]:
        """Return every host name of a school, those that only redirect included."""
        hosts = self._all() if self._listening else self._fetch("AND s.schema_name = %s", schema_name)
        return frozenset(host for host, school in hosts.items() if school.schema_name == schema_name)

    def version(self, schema_name: str) -> int:
        """Return the content version of a school; it grows with every public change, here or for everyone."""
        return self._versions.get(schema_name, 0) + self._versions.get(EVERYONE, 0)

    def common_version(self) -> int:
        """Return the part of every school's version that all of them share."""
        return self._versions.get(EVERYONE, 0)

    # -- announcements -----------------------------------------------------------------------
    def start_listening(self) -> None:
        """Trust the memory from now on; what was known before may have been missed."""
        with self._lock:
            self._generation += 1
            self._hosts = None
            self._listening = True

    def stop_listening(self) -> None:
        """Ask the database again at every question."""
        with self._lock:
            self._generation += 1
            self._listening = False
            self._hosts = None

    def forget_hosts(self) -> None:
        """A host, a name or a status changed somewhere."""
        with self._lock:
            self._generation += 1
            self._hosts = None

    def set_version(self, schema_name: str, version: int) -> None:
        """A school's content changed; versions never go back."""
        with self._lock:
            self._generation += 1
            self._versions[schema_name] = max(version, self._versions.get(schema_name, 0))

    # -- loading ---------------------------------------------------------------------------------
    def _all(self) -> dict[str, CurrentSchool]:
        hosts = self._hosts
        if hosts is None:
            generation = self._generation
            hosts = self._fetch("")
            with self._lock:
                # A change announced while we were reading may not be in what we read.
                if generation == self._generation:
                    self._hosts = hosts
        return hosts

    def _fetch(self, condition: str, *parameters: str) -> dict[str, CurrentSchool]:
        with connection.cursor() as cursor:
            cursor.execute(f"{_SQL} {condition}", [list(STATUSES_WITH_SCHEMA), *parameters])
            rows = cursor.fetchall()
        hosts = {}
        for domain, *columns, primary_host, version, everyones in rows:
            hosts[domain] = CurrentSchool(*(*columns, primary_host))
            self._learn(columns[1], version)
            self._learn(EVERYONE, everyones)
        return hosts

    def _learn(self, schema_name: str, version: int) -> None:
        """Take over a version that was read; what was heard meanwhile may be newer."""
        heard = self._versions.get(schema_name, 0) if self._listening else 0
        self._versions[schema_name] = max(version, heard)


registry = Registry()


def current_version() -> int:
    """Return the content version of the school this thread works for."""
    return registry.version(connection.schema_name)  # type: ignore[attr-defined]


def common_version() -> int:
    """Return the version of what all sites share; it grows with every `announce_to_everyone`."""
    return registry.common_version()


def current_root_url() -> str:
    """Return the address, without a final slash, of the school this thread works for."""
    school = registry.school_for_schema(connection.schema_name)  # type: ignore[attr-defined]
    return school.root_url if school else ""


PUBLIC = get_public_schema_name()
