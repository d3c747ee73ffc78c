"""manifest.json: what is in the folder, and whether it is still what was put there."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from tenants.enums import STATUSES_WITH_SCHEMA, SchoolKind
from tenants.models import SLUG_PATTERN
from tenants.provisioning import ProvisioningError

FORMAT = 1
MANIFEST, DUMP, MEDIA, SHARED = "manifest.json", "schema.dump", "media", "media-shared"
# The registry's columns that travel; ids and dates are each install's own.
COLUMNS = (
    "slug", "name", "short_name", "kind", "ministry_code", "ward", "address", "phone", "email",
    "admin_email", "status", "status_reason",
)  # fmt: skip
_SCHEMA = re.compile(r"^s_[a-z0-9_]{1,61}$")
_HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$")


class TransferError(ProvisioningError):
    """An export or import that cannot be done; str() is one line."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole content of manifest.json."""

    format: int
    exported_at: str
    portal_domain: str
    schema: str
    school: dict[str, str]
    authority: str
    hosts: list[dict[str, Any]]
    migrations: list[list[str]]
    dump_major: int
    # Path below the folder -> [size, sha256].
    files: dict[str, list[Any]] = field(default_factory=dict)


def write(folder: Path, manifest: Manifest) -> None:
    """Write manifest.json: the last file of an export."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read and check manifest.json and every file it names; raises TransferError at the first wrong thing."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TransferError(_("%(folder)s holds no export: manifest.json is missing.") % {"folder": folder}) from None
    except (OSError, ValueError) as error:
        raise TransferError(
            _("manifest.json cannot be read (%(reason)s).") % {"reason": type(error).__name__}
        ) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise TransferError(_("This export has a format that this version does not know."))
    try:
        manifest = Manifest(**data)
        sane = _is_sane(manifest)
    except (TypeError, KeyError, ValueError, AttributeError):
        sane = False
    if not sane:
        raise TransferError(_("manifest.json is damaged or was changed by hand."))
    _check_files(folder, manifest)
    return manifest


def _is_sane(manifest: Manifest) -> bool:
    school = manifest.school
    return (
        set(school) == set(COLUMNS)
        and all(isinstance(value, str) for value in school.values())
        and bool(SLUG_PATTERN.match(school["slug"]))
        and school["kind"] in SchoolKind.values
        and school["kind"] != SchoolKind.OFFICE
        and school["status"] in STATUSES_WITH_SCHEMA
        and bool(_SCHEMA.match(manifest.schema))
        and sum(bool(host["is_primary"]) for host in manifest.hosts) == 1
        and all(_HOST.match(host["domain"]) for host in manifest.hosts)
        and all(len(pair) == 2 for pair in manifest.migrations)
        and DUMP in manifest.files
        and all(_is_safe(path) for path in manifest.files)
    )


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    inside = bool(parts) and parts[0] in {DUMP, MEDIA, SHARED} and ".." not in parts and "\\" not in path
    return inside and str(PurePosixPath(path)) == path


def _check_files(folder: Path, manifest: Manifest) -> None:
    present = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    } - {MANIFEST}
    for path in sorted(present ^ set(manifest.files)):
        text = _("%(file)s is missing.") if path in manifest.files else _("%(file)s does not belong to the export.")
        raise TransferError(text % {"file": path})
    for path, (size, digest) in manifest.files.items():
        source = folder / path
        if source.is_symlink() or source.stat().st_size != size or checksum(source) != digest:
            raise TransferError(_("%(file)s is not what was exported: its checksum differs.") % {"file": path})


def checksum(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
