"""Is a server running on a data directory? The pid file alone does not say: pids are reused."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tenants.database.account import account_name
from tenants.database.errors import DatabaseUnavailable

PID_FILE = "postmaster.pid"
# Above every system's largest pid, so that no process ever has it.
NO_SUCH_PID = 2**31 - 1
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Postmaster:
    """What the pid file says of a server, line by line."""

    pid: int
    port: int
    socket_dir: str
    status: str


def read(data: Path) -> Postmaster | None:
    """The pid file's content, believable or not."""
    try:
        lines = (data / PID_FILE).read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return None
    except PermissionError:
        owner = account_name(data.stat().st_uid)
        raise DatabaseUnavailable(
            f"The database in {data.parent} belongs to the account {owner}; run this as that account or as root."
        ) from None
    lines += [""] * 8
    pid, port = (int(line) if line.strip().isdecimal() else 0 for line in (lines[0], lines[3]))
    return Postmaster(pid, port, lines[4].strip(), lines[7].strip())


def running(data: Path) -> Postmaster | None:
    """The server that really runs on this data directory."""
    found = read(data)
    return found if found and _serves(found.pid, data) else None


def _serves(pid: int, data: Path) -> bool:
    """Whether the process is a server of this directory: its command line names both."""
    if pid <= 1 or pid == NO_SUCH_PID:
        return False
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        if Path("/proc/self").exists():
            return False
        # No /proc outside Linux; the words run together there, so look for the text.
        shown = subprocess.run(
            ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
            capture_output=True,
            check=False,
        ).stdout
        return b"postgres" in shown and os.fsencode(data) in shown
    return command[0].endswith(b"postgres") and os.fsencode(data) in command


def disarm(data: Path, socket_dir: Path) -> None:
    """Make what a killed server left harmless; call only when none is running.

    PostgreSQL would take any live process with the old pid for the old server. The pid file
    itself must stay: from its other lines PostgreSQL knows whether processes of the killed
    server still hold the data, and then refuses to start beside them.
    """
    for leftover in socket_dir.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)
    if read(data) is None:
        return
    file = data / PID_FILE
    owner = data.stat()
    _, _, rest = file.read_text(errors="replace").partition("\n")
    replacement = data / f"{PID_FILE}.new"
    replacement.unlink(missing_ok=True)
    # O_EXCL: the directory is the account's, so never write through what may be a link.
    handle = os.open(replacement, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(f"{NO_SUCH_PID}\n{rest}")
        if os.geteuid() == 0:
            os.fchown(handle, owner.st_uid, owner.st_gid)
    replacement.replace(file)


def wait_until_settled(data: Path, seconds: float) -> Postmaster | None:
    """The running server once it is ready; None when there is none or it has gone."""
    deadline = time.monotonic() + seconds
    while (found := running(data)) and found.status != "ready":
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"PostgreSQL (process {found.pid}) was still {found.status or 'starting'} after"
                f" {seconds:.0f} s; wait and try again, or stop it."
            )
        time.sleep(POLL_SECONDS)
    return found


def stop(found: Postmaster, data: Path, seconds: float) -> None:
    """Close the sessions, write everything out and wait for the end (a `fast` stop)."""
    try:
        os.kill(found.pid, signal.SIGINT)
    except ProcessLookupError:
        return
    except PermissionError:
        raise DatabaseUnavailable(
            f"PostgreSQL (process {found.pid}) belongs to another account; stop it as that account."
        ) from None
    deadline = time.monotonic() + seconds
    while running(data):
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(f"PostgreSQL (process {found.pid}) did not stop within {seconds:.0f} s.")
        time.sleep(POLL_SECONDS)
