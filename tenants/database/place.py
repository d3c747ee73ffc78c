"""Where the files lie: the state directory, or /var/tmp when root's account cannot enter it."""

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from tenants.database.account import Account, account_name, hand_over, run
from tenants.database.errors import DatabaseUnavailable

OUTSIDE = Path("/var/tmp")  # anyone may write there: see _make_outside
LOCATION = "postgres.location"
HOME = re.compile(r"postgres-\d+-(server|wheel)")


def choose_place(state_dir: Path, account: Account | None) -> Path:
    """The directory to keep clusters in; made, and entered by the account to be sure."""
    if account is None:
        return state_dir
    if recorded := recorded_place(state_dir):
        return _make_outside(recorded)
    if can_enter(state_dir, account):
        return state_dir
    if cluster_homes(state_dir):
        raise DatabaseUnavailable(
            f"The account {account.name} can no longer enter {state_dir}, where the database is;"
            " let it pass every directory above (chmod o+x), or remove the database with `clean`."
        )
    place = _make_outside(_outside(state_dir))
    (state_dir / LOCATION).write_text(f"{place}\n")
    return place


def places(state_dir: Path) -> list[Path]:
    """Every directory that may hold clusters of this state directory."""
    recorded = recorded_place(state_dir)
    return [state_dir, recorded] if recorded else [state_dir]


def recorded_place(state_dir: Path) -> Path | None:
    """Where an earlier start put the files, when it was not the state directory."""
    try:
        recorded = Path((state_dir / LOCATION).read_text().strip())
    except FileNotFoundError:
        return None
    if recorded != _outside(state_dir):
        # A state directory that was copied or moved must not share the first one's database.
        return None
    return recorded


def cluster_homes(place: Path) -> list[Path]:
    """The clusters kept in a place."""
    if not place.is_dir():
        return []
    return sorted(home for home in place.iterdir() if HOME.fullmatch(home.name))


def can_enter(directory: Path, account: Account) -> bool:
    """Whether the account really can work there: modes, ACLs and mounts all have their say."""
    try:
        with tempfile.TemporaryDirectory(prefix=".postgres-", dir=directory) as probe:
            hand_over(Path(probe), account)
            script = 'cd "$1" && : > written'
            return run(account, ["/bin/sh", "-c", script, "sh", probe]).returncode == 0
    except OSError:
        return False


def _outside(state_dir: Path) -> Path:
    # Named by a hash, so that it is found again when the record of it is lost.
    digest = hashlib.sha256(os.fsencode(state_dir)).hexdigest()[:16]
    return OUTSIDE / f"portal-postgres-{digest}"


def _make_outside(place: Path) -> Path:
    """Everyone may write to /var/tmp: accept only a real directory that is ours alone."""
    with contextlib.suppress(FileExistsError):
        place.mkdir(mode=0o711)
        place.chmod(0o711)
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise DatabaseUnavailable(
            f"{place} is not a private directory of {account_name(os.geteuid())};"
            " somebody else made it: remove it and start again."
        )
    return place
