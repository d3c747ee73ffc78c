"""Taking a school in from a folder: all checks first, then all or nothing."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage, storages
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context, schema_exists

from tenants.changes import announce_content, announce_registry
from tenants.database.tools import Tool, ToolError, find_tool
from tenants.enums import SchoolStatus
from tenants.files import remove_files
from tenants.migration import migrate_schema
from tenants.models import PORTAL_SCHEMA, Authority, Domain, School, host_for
from tenants.provisioning import ensure_template, slug_problem
from tenants.registry import PUBLIC
from tenants.signals import school_changed, school_imported
from tenants.transfer import manifest as manifests
from tenants.transfer.manifest import DUMP, MEDIA, SHARED, Manifest, TransferError

logger = logging.getLogger(__name__)
Report = Callable[[str], None]
# A schema with this comment is the remains of an import that was killed: nobody's, free to remove.
UNFINISHED = "portal: import in progress"
IMPORT_LOCK = 0x5C4003
# What a school's dump consists of; anything else (functions, extensions) was not written by us.
EXPECTED_ENTRIES = frozenset(
    {
        "SCHEMA", "TABLE", "TABLE DATA", "SEQUENCE", "SEQUENCE SET", "SEQUENCE OWNED BY", "DEFAULT",
        "CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX", "COMMENT", "STATISTICS",
    }
)  # fmt: skip


def import_school(folder: Path, slug: str = "", report: Report = lambda line: None, *, by: str = "") -> School:
    """Take in an exported school, under another slug if one is given; returns it in service.

    An archived school stays archived. Whatever goes wrong, nothing of it is left.
    """
    with schema_context(PUBLIC):
        report(_("Checking the files"))
        manifest = manifests.read(folder)
        hosts = _hosts(manifest, slug)
        ensure_template()
        _check(manifest, slug, hosts)
        try:
            tool = find_tool("pg_restore", manifest.dump_major)
            entries = _entries(tool, folder / DUMP, manifest.schema)
            with _alone(manifest.schema):
                _begin(manifest.schema)
                try:
                    school = _take_in(folder, manifest, slug, hosts, tool, entries, report)
                except BaseException:
                    _undo(manifest.schema)
                    raise
        except ToolError as error:
            raise TransferError(_("The import failed and nothing was left: %(reason)s.") % {"reason": error}) from error
    logger.info("School %s: import by %s", school.schema_name, by)
    return school


def _hosts(manifest: Manifest, slug: str) -> dict[str, bool]:
    """Host -> is it the primary one. Names below the other install's portal move below ours."""
    hosts: dict[str, bool] = {}
    for host in manifest.hosts:
        name = str(host["domain"])
        below = name.removesuffix(f".{manifest.portal_domain}")
        hosts[name if below == name else f"{below}.{settings.PORTAL_DOMAIN}"] = bool(host["is_primary"])
    if slug and slug != manifest.school["slug"]:
        hosts = dict.fromkeys(hosts, False) | {host_for(slug): True}
    return hosts


def _check(manifest: Manifest, slug: str, hosts: dict[str, bool]) -> None:
    slug = slug or manifest.school["slug"]
    if problem := slug_problem(slug):
        raise TransferError(problem)
    unknown = {(app, name) for app, name in manifest.migrations} - set(MigrationLoader(None).disk_migrations)
    if unknown:
        raise TransferError(
            _("The export is newer than this install: it does not know the migration %(name)s.")
            % {"name": ".".join(min(unknown))}
        )
    if School.objects.filter(slug=slug).exists():
        raise TransferError(_("A school with the address “%(slug)s” exists already.") % {"slug": slug})
    taken = Domain.objects.filter(domain__in=hosts).order_by("domain").first()
    if taken:
        raise TransferError(_("The host %(host)s belongs to another school.") % {"host": taken.domain})
    code = manifest.school["ministry_code"]
    if code and School.objects.filter(ministry_code=code).exists():
        raise TransferError(_("The Ministry code %(code)s belongs to another school.") % {"code": code})
    owned = School.objects.filter(schema_name=manifest.schema).exists()
    if owned or (schema_exists(manifest.schema) and not _is_unfinished(manifest.schema)):
        raise TransferError(_("The schema of “%(slug)s” is in use.") % {"slug": slug})


def _entries(tool: Tool, dump: Path, schema: str) -> list[str]:
    """The dump's table of contents without the schema itself; refuses what no school consists of."""
    kept = []
    for line in tool.run(["-l", str(dump)], connection.settings_dict).splitlines():
        if not line or line.startswith(";"):
            continue
        # 215; 1259 16411 TABLE s_th_phu_hoa core_basepage owner
        words = line.split(" ", 3)[3]
        kind = next((k for k in sorted(EXPECTED_ENTRIES, key=len, reverse=True) if words.startswith(f"{k} ")), "")
        of = words.removeprefix(kind).split()[:2]
        if not kind or of not in ([schema, of[-1]], ["-", schema], ["-", "SCHEMA"]):
            raise TransferError(_("The dump holds something that belongs to no school: %(entry)s.") % {"entry": words})
        if of[0] == schema:
            kept.append(line)
    return kept


@contextmanager
def _alone(schema: str) -> Iterator[None]:
    """Nobody else may take in the same school meanwhile: its unfinished schema would pass for remains."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [IMPORT_LOCK, schema])
        if not cursor.fetchone()[0]:
            raise TransferError(_("This school is being imported right now."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [IMPORT_LOCK, schema])


def _begin(schema: str) -> None:
    """An empty schema that says what it is; the remains of a killed import go first."""
    quoted = connection.ops.quote_name(schema)
    remove_files(schema)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {quoted} CASCADE")
        cursor.execute(f"CREATE SCHEMA {quoted}")
        cursor.execute(f"COMMENT ON SCHEMA {quoted} IS '{UNFINISHED}'")


def _is_unfinished(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [f'"{schema}"'])
        return bool(cursor.fetchone()[0] == UNFINISHED)


def _undo(schema: str) -> None:
    with schema_context(PUBLIC):
        if _is_unfinished(schema):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(schema)} CASCADE")
            remove_files(schema)


def _take_in(
    folder: Path,
    manifest: Manifest,
    slug: str,
    hosts: dict[str, bool],
    tool: Tool,
    entries: list[str],
    report: Report,
) -> School:
    report(_("Restoring the dump"))
    with tempfile.NamedTemporaryFile("w", suffix=".list", encoding="utf-8") as listing:
        listing.write("\n".join(entries) + "\n")
        listing.flush()
        arguments = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        arguments += ["-d", str(connection.settings_dict["NAME"]), "-L", listing.name, str(folder / DUMP)]
        tool.run(arguments, connection.settings_dict)
    report(_("Copying the files"))
    for path in sorted(manifest.files):
        top, _slash, name = path.partition("/")
        storage, prefix = (storages["shared"], f"{manifest.schema}/") if top == SHARED else (default_storage, "")
        if top in {MEDIA, SHARED}:
            with schema_context(manifest.schema), (folder / path).open("rb") as stream:
                storage.save(prefix + name, File(stream))
    outcome = migrate_schema(manifest.schema)
    if outcome.error:
        raise TransferError(_("The import failed and nothing was left: %(reason)s.") % {"reason": outcome.error})
    report(_("Entering the school in the registry"))
    with transaction.atomic():
        return _register(manifest, slug, hosts)


def _register(manifest: Manifest, slug: str, hosts: dict[str, bool]) -> School:
    columns = manifest.school | {"slug": slug or manifest.school["slug"]}
    if columns["status"] != SchoolStatus.ARCHIVED:
        columns |= {"status": SchoolStatus.READY, "status_reason": ""}
    authority = None
    if manifest.authority:
        authority, _created = Authority.objects.get_or_create(name=manifest.authority)
    school = School.objects.create(schema_name=manifest.schema, authority=authority, **columns)
    for host, is_primary in hosts.items():
        Domain.objects.create(tenant=school, domain=host, is_primary=is_primary)
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA {connection.ops.quote_name(manifest.schema)} IS NULL")
    school_changed.send(sender=School, school=school)
    school_imported.send(sender=School, school=school)
    announce_content(school.schema_name)
    announce_content(PORTAL_SCHEMA)
    announce_registry(school.schema_name)
    return school
