"""Who runs the server: PostgreSQL refuses root, so root lends the work to another account."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tenants.database.errors import DatabaseUnavailable

PREFERRED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An unprivileged account that root runs the server as."""

    name: str
    uid: int
    gid: int


def account_name(uid: int) -> str:
    """The login name, or the number where the account has none (containers)."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def server_account(data_owner: int | None = None) -> Account | None:
    """The account to run as, the data's present owner first; None for an ordinary user."""
    if os.geteuid() != 0:
        return None
    account = _account_of(data_owner) if data_owner else _preferred_account()
    try:
        run(account, ["/bin/sh", "-c", ":"])
    except OSError as error:
        # Containers often have a root without root's rights.
        raise DatabaseUnavailable(
            f"PostgreSQL cannot run as root, and root may not act as {account.name} here"
            f" ({error.strerror}); start as an ordinary user or set DATABASE_URL."
        ) from error
    return account


def _account_of(uid: int) -> Account:
    try:
        return Account(account_name(uid), uid, pwd.getpwuid(uid).pw_gid)
    except KeyError:
        return Account(str(uid), uid, uid)


def _preferred_account() -> Account:
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise DatabaseUnavailable(
        "PostgreSQL cannot run as root, and this machine has neither the account postgres nor"
        " nobody; start as an ordinary user or set DATABASE_URL."
    )


def run(
    account: Account | None,
    argv: Sequence[str],
    *,
    given: str | None = None,
    environ: Mapping[str, str] | None = None,
    output: IO[bytes] | int = subprocess.PIPE,
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program as the account (as ourselves when None), away from the caller's settings."""
    return subprocess.run(
        argv,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        stdout=output,
        stderr=subprocess.STDOUT,
        # The account may be unable to enter the directory we stand in.
        cwd="/",
        env=_clean_environment() | dict(environ or {}),
        text=True,
        errors="replace",
        timeout=timeout,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        check=False,
    )


def _clean_environment() -> dict[str, str]:
    """Ours without PGDATA, PGPORT and the like, and with messages in English to read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def hand_over(path: Path, account: Account | None) -> None:
    """Give a directory that we have just made to the account, closed to everybody else."""
    path.chmod(0o700)
    if account:
        os.chown(path, account.uid, account.gid)
