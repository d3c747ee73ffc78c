"""A new cluster: built beside its final place and renamed, so that a half-made one never counts."""

import secrets
import shutil
import tempfile
from pathlib import Path

from tenants.database.account import Account, hand_over, run
from tenants.database.errors import DatabaseUnavailable
from tenants.database.locate import Server

ROLE = DATABASE = "portal"
PASSWORD_FILE = "password"
SCRATCH = ".postgres-"
SECONDS = 300

# Vietnamese needs a locale that knows its letters: under plain C, lower('Đ') stays 'Đ', in
# searches too. The last resort is only for machines without any UTF-8 locale.
LOCALES = (["--locale=C.UTF-8"], ["--locale=en_US.UTF-8"], ["--locale=C"])
# Built in since version 17, so that sorting does not depend on the machine's C library.
BUILTIN = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def is_complete(home: Path) -> bool:
    """Whether a cluster's directory holds a whole cluster."""
    parts = ("data/PG_VERSION", "data/global/pg_control", PASSWORD_FILE, "socket")
    return all((home / part).exists() for part in parts)


def initialise(server: Server, home: Path, account: Account | None, *, durable: bool) -> None:
    """Make the cluster, its role and its database in `home`, replacing what is half-made."""
    remove_scratch(home.parent)
    if home.exists():
        shutil.rmtree(home)
    new = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=home.parent))
    try:
        new.chmod(0o711 if account else 0o700)
        data = new / "data"
        for directory in (data, new / "socket"):
            directory.mkdir()
            hand_over(directory, account)
        _initdb(server, data, account, durable=durable)
        password = secrets.token_urlsafe(24)
        (new / PASSWORD_FILE).touch(mode=0o600)
        (new / PASSWORD_FILE).write_text(password)
        _create_database(server, data, account, password, durable=durable)
        new.rename(home)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def remove_scratch(place: Path) -> None:
    """Remove what killed starts left behind."""
    for leftover in place.glob(f"{SCRATCH}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _initdb(server: Server, data: Path, account: Account | None, *, durable: bool) -> None:
    fixed = ["--username=postgres", "--encoding=UTF8", "--text-search-config=simple"]
    fixed += ["--auth=trust", f"--pgdata={data}", *([] if durable else ["--no-sync"])]
    said = ""
    for locale in LOCALES:
        options = fixed + locale + (BUILTIN if server.major >= 17 else [])
        done = run(
            account,
            [server.program("initdb"), *options],
            environ=server.environ,
            timeout=SECONDS,
        )
        if done.returncode == 0:
            return
        said = said or last_complaint(done.stdout)
    raise DatabaseUnavailable(f"initdb of PostgreSQL {server.version} failed: {said}.")


def _create_database(server: Server, data: Path, account: Account | None, password: str, *, durable: bool) -> None:
    """Done without a server running, so that no port or socket is needed yet."""
    # As in production, the application's role owns its database and is no superuser.
    statements = f"""\
CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'
CREATE DATABASE {DATABASE} OWNER {ROLE} TEMPLATE template0 ENCODING 'UTF8'
"""
    argv = [server.program("postgres"), "--single", "-D", str(data)]
    argv += ["-c", "exit_on_error=on", "-c", "password_encryption=scram-sha-256"]
    argv += ["-c", f"fsync={'on' if durable else 'off'}", "postgres"]
    done = run(account, argv, given=statements, environ=server.environ, timeout=SECONDS)
    if done.returncode != 0:
        complaint = last_complaint(done.stdout)
        raise DatabaseUnavailable(f"The database {DATABASE} could not be created: {complaint}.")


def last_complaint(output: str) -> str:
    """The line of a PostgreSQL program's output that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for mark in ("PANIC:", "FATAL:", "ERROR:", "error:"):
        for line in reversed(lines):
            if mark in line:
                return line.partition(mark)[2].strip().rstrip(".")
    return lines[-1].rstrip(".") if lines else "it said nothing"
