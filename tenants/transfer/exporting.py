"""Writing a school into a folder."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from tenants.database.tools import ToolError, find_tool
from tenants.enums import STATUSES_WITH_SCHEMA
from tenants.files import files_below
from tenants.models import School
from tenants.registry import PUBLIC
from tenants.transfer import manifest as manifests
from tenants.transfer.manifest import DUMP, MEDIA, SHARED, Manifest, TransferError

Report = Callable[[str], None]
# Sign-ins end with the move: rows that would only let someone in with an old cookie.
LEFT_OUT = ("django_session",)


def export_school(school: School, to: Path, report: Report = lambda line: None) -> Manifest:
    """Write a school to the new folder `to`; the folder appears under that name only when complete.

    The school may be in service meanwhile: the dump is one moment, files are copied after it.
    """
    if school.is_portal or school.status not in STATUSES_WITH_SCHEMA:
        raise TransferError(_("“%(slug)s” cannot be exported: only built schools can.") % {"slug": school.slug})
    if to.exists():
        raise TransferError(_("%(folder)s exists already; name a new folder.") % {"folder": to})
    draft = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        # Accounts with their password hashes are in there: for the operator's eyes only.
        draft.mkdir(mode=0o700, parents=True)
        manifest = _fill(draft, school, report)
        draft.rename(to)
    except ToolError as error:
        raise TransferError(str(error)) from error
    except OSError as error:
        raise TransferError(
            _("The export could not be written: %(reason)s.") % {"reason": error.strerror or type(error).__name__}
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _fill(folder: Path, school: School, report: Report) -> Manifest:
    migrations = _migrations(school.schema_name)
    report(_("Writing the dump"))
    dump_major = _dump(school.schema_name, folder / DUMP)
    if _migrations(school.schema_name) != migrations:
        raise TransferError(_("The school was being migrated; try again."))
    report(_("Copying the files"))
    with schema_context(school.schema_name):
        _copy(default_storage, "", folder / MEDIA)
    # Published thumbnails; they could be drawn anew, but the original may be gone.
    _copy(storages["shared"], school.schema_name, folder / SHARED)
    report(_("Writing the checksums"))
    with schema_context(PUBLIC):
        manifest = Manifest(
            format=manifests.FORMAT,
            exported_at=timezone.now().isoformat(timespec="seconds"),
            portal_domain=settings.PORTAL_DOMAIN,
            schema=school.schema_name,
            school={column: str(getattr(school, column)) for column in manifests.COLUMNS},
            authority=school.authority.name if school.authority else "",
            hosts=list(school.domains.order_by("pk").values("domain", "is_primary")),
            migrations=migrations,
            dump_major=dump_major,
            files={
                path.relative_to(folder).as_posix(): [path.stat().st_size, manifests.checksum(path)]
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            },
        )
    manifests.write(folder, manifest)
    return manifest


def _migrations(schema_name: str) -> list[list[str]]:
    with schema_context(schema_name):
        return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _dump(schema_name: str, target: Path) -> int:
    connection.ensure_connection()
    tool = find_tool("pg_dump", connection.pg_version // 10000)  # type: ignore[attr-defined]
    arguments = ["-Fc", "--no-owner", "--no-privileges", "-n", f'"{schema_name}"', "-f", str(target)]
    arguments += [f'--exclude-table-data="{schema_name}"."{table}"' for table in LEFT_OUT]
    tool.run(arguments, connection.settings_dict)
    target.chmod(0o600)
    return tool.major


def _copy(storage: Storage, folder: str, target: Path) -> None:
    for name in files_below(storage, folder):
        copy = target / name.removeprefix(f"{folder}/" if folder else "")
        copy.parent.mkdir(parents=True, exist_ok=True)
        with storage.open(name) as source, copy.open("wb") as sink:
            shutil.copyfileobj(source, sink)
        copy.chmod(0o600)
