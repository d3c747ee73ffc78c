"""The demo's processes: started apart from the terminal, found again by their pid files."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

STOP_SECONDS = 15


def start(name: str, command: list[str], state: Path, environ: dict[str, str]) -> int:
    """Start a process that outlives the caller; returns its pid. Its output goes to a log file."""
    stop(name, state)
    logs = state / "log"
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environ, start_new_session=True
        )
    _pid_file(name, state).write_text(f"{process.pid} {_started_at(process.pid)}")
    return process.pid


def stop(name: str, state: Path) -> bool:
    """End a process and its children; True if there was one. A pid reused by another is left alone."""
    pid = running(name, state)
    _pid_file(name, state).unlink(missing_ok=True)
    if pid is None:
        return False
    _signal_group(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and _started_at(pid):
        time.sleep(0.1)
    _signal_group(pid, signal.SIGKILL)
    return True


def running(name: str, state: Path) -> int | None:
    """Return the pid of a process that `start` started and that still lives, else None."""
    try:
        pid, started = _pid_file(name, state).read_text().split()
    except (OSError, ValueError):
        return None
    return int(pid) if _started_at(int(pid)) == started else None


def port_is_free(port: int) -> bool:
    """Tell whether the local port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_for(url: str, seconds: float) -> bool:
    """Wait until an address answers 200; False when it does not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own http address
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def web_command(port: int) -> list[str]:
    """Return the command of the web server."""
    return [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws"),
        "cms.wsgi:application",
    ]


def worker_command() -> list[str]:
    """Return the command of the task worker."""
    return [sys.executable, "manage.py", "run_worker"]


def _pid_file(name: str, state: Path) -> Path:
    return state / f"{name}.pid"


def _started_at(pid: int) -> str:
    """Return when a process started (in clock ticks), "" when it is gone or only a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return
