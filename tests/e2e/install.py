"""A real install for the browser: own state directory, database, worker and web server."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, TextIO

from cms.demo import processes
from tenants.database import embedded

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".demo" / "e2e"
PORTAL = "tptdm.localhost"
SCHOOLS = 3
# What has not happened after this many seconds never will, on a busy machine too.
PATIENCE = 30
# Whatever the caller's shell says of these is about another install.
FOREIGN = frozenset(
    {
        "ALLOWED_HOSTS",
        "CACHE_URL",
        "CHANGE_LISTENER_ENABLED",
        "DATABASE_URL",
        "DEBUG",
        "DJANGO_SETTINGS_MODULE",
        "EMAIL_URL",
        "PAGE_CACHE_ENABLED",
        "PORT",
        "PORTAL_DOMAIN",
        "PROXY_SENDS_FILES",
        "PUBLIC_PORT",
        "PUBLIC_SCHEME",
        "SECRET_KEY",
        "STATE_DIR",
        "VAR_DIR",
    }
)


class AlreadyRunning(Exception):
    """Another run of these tests holds the state directory."""


@dataclass
class Install:
    """A running portal with its schools."""

    port: int
    passwords: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        """What its processes see."""
        return {k: v for k, v in os.environ.items() if k not in FOREIGN} | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
            "STATE_DIR": str(STATE),
            "PORT": str(self.port),
            "EMAIL_URL": f"filemail:///{STATE / 'mail'}",
            "PYTHONPATH": str(ROOT),
        }

    def told(self) -> dict[str, Any]:
        """As plain data, for a process that did not bring it up."""
        return {"port": self.port, "passwords": [[*who, password] for who, password in self.passwords.items()]}

    @classmethod
    def from_told(cls, told: dict[str, Any]) -> "Install":
        return cls(told["port"], {(host, user): password for host, user, password in told["passwords"]})

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def password(self, host: str, user: str) -> str:
        return self.passwords[host, user]

    def manage(self, *arguments: str) -> str:
        """What a management command prints; its complaint is shown when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"manage.py {' '.join(arguments)}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout

    def create_school(self, slug: str, name: str) -> str:
        """A primary school as the system lays it; returns its host."""
        told = self.manage("create_school", "--slug", slug, "--name", name, "--kind", "primary")
        return str(json.loads(told)["host"])

    def mails(self, to: str) -> list[Any]:
        """The messages sent to an address, oldest first."""
        files = sorted((STATE / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        # Django writes a line of dashes after each message.
        parts = [part for path in files for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")]
        mails = [message_from_bytes(part.strip(), policy=policy.default) for part in parts if part.strip()]
        return [mail for mail in mails if mail["To"] == to]


def bring_up(lock: TextIO) -> Install:
    """Start everything anew, or on what E2E_KEEP=1 left."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyRunning(f"Another run of these tests uses {STATE}.") from None
    if not (keeping() and (STATE / "complete").exists()):
        remove()
    (STATE / "built").mkdir(parents=True, exist_ok=True)
    (STATE / "mail").mkdir(exist_ok=True)
    kept = STATE / "complete"
    # The schools' addresses carry the port: one that is kept stays at its own.
    port = int(kept.read_text()) if kept.exists() else _free_port()
    install = Install(port)
    # One that is lost in a crash, for speed.
    embedded.ensure_running(STATE, durable=False, environ=install.environ)
    # Does only what is missing.
    _fill(install)
    kept.write_text(str(port))
    processes.start("worker", processes.worker_command(), STATE, install.environ)
    processes.start("web", processes.web_command(install.port), STATE, install.environ)
    lines = install.manage("load_demo", "--accounts").splitlines()
    for line in lines:
        if len(words := line.split()) == 4:
            install.passwords[words[0], words[1]] = words[2]
    assert processes.wait_for(f"http://127.0.0.1:{install.port}/readyz", 60), _tail("web") + _tail("worker")
    return install


def _fill(install: Install) -> None:
    # Fonts and static files on one core, schemas on the other.
    command = [sys.executable, "manage.py", "build_assets"]
    assets = subprocess.Popen(command, cwd=ROOT, env=install.environ, stdout=subprocess.DEVNULL)
    try:
        install.manage("migrate_schemas")
        install.manage("load_demo", "--schools", str(SCHOOLS))
    finally:
        built = assets.wait()
    assert built == 0, "manage.py build_assets failed; see above"


def take_down() -> None:
    """Stop what `bring_up` started and remove its files; with E2E_KEEP=1 all stays for the next run."""
    if not keeping():
        remove()


def remove() -> None:
    """Stop the processes of this state directory, also those an interrupted run left; remove it."""
    for name in ("web", "worker"):
        processes.stop(name, STATE)
    embedded.clean(STATE)
    shutil.rmtree(STATE, ignore_errors=True)


def keeping() -> bool:
    return os.environ.get("E2E_KEEP") == "1"


def eventually(question: Any, seconds: float = PATIENCE, every: float = 0.25) -> None:
    """Ask until the answer is yes. How long is nothing that is tested: the bound is for what never happens."""
    started = time.monotonic()
    while not question():
        assert time.monotonic() - started < seconds, f"not within {seconds:.0f} s"
        time.sleep(every)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tail(name: str) -> str:
    log = STATE / "log" / f"{name}.log"
    return f"\n{log}:\n" + log.read_text()[-3000:] if log.exists() else ""
