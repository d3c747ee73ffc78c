"""The processes under load: granian as in the demo, nginx as deployed, the purger."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from cms.demo.processes import web_command
from tests.bench.install import ROOT, Install

STARTUP_SECONDS = 60


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, host: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Ask once; returns status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_for(port: int, host: str, path: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers 200."""
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if get(port, host, path)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not answer {path}; see its log")


@contextmanager
def process(
    command: list[str], log: Path, environ: Mapping[str, str], folder: Path = ROOT
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a command in a group of its own, and end the whole group afterwards."""
    with log.open("ab") as output:
        started = subprocess.Popen(
            command, cwd=folder, env=dict(environ), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield started
    finally:
        _signal(started, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            started.wait(10)
        _signal(started, signal.SIGKILL)
        started.wait()


def _signal(started: "subprocess.Popen[bytes]", number: int) -> None:
    try:
        os.killpg(started.pid, number)
    except ProcessLookupError:
        return


@contextmanager
def web(
    install: Install,
    *,
    application: str = "cms.wsgi:application",
    workers: int = 2,
    folder: Path = ROOT,
    healthy: str = "/healthz",
    **environ: str,
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Granian as `make demo` starts it; yields its port and process."""
    port = free_port()
    command = web_command(port)
    command[-1] = application
    command[command.index("--workers") + 1] = str(workers)
    log = install.state / "web.log"
    with process(command, log, {**install.environ, "PORT": str(port), **environ}, folder) as started:
        wait_for(port, "localhost", healthy, started)
        yield port, started


@contextmanager
def nginx(install: Install, application_port: int, front: int) -> Iterator[None]:
    """Debian's nginx with the configuration of deploy/nginx, and the purger beside it."""
    state, cache = install.state, install.state / "pages"
    environ = {
        **install.environ,
        "RUN_DIR": str(state / "nginx"),
        "CACHE_DIR": str(cache),
        "STATIC_ROOT": str(state / "static"),
        "MEDIA_ROOT": str(state / "media"),
        "SHARED_MEDIA_ROOT": str(state / "media-shared"),
        "EXTRA_DIR": str(state / "none"),
        "APP_ADDRESS": f"127.0.0.1:{application_port}",
        "LISTEN": f"127.0.0.1:{front}",
        "PUBLIC_PORT": str(front),
        "PACKER_PORT": str(free_port()),
        "ACCESS_LOG": "off",
        # Only the folder's owner may read it; an ordinary user runs nginx as itself.
        "NGINX_USER": "root",
    }
    cache.mkdir(exist_ok=True)
    for name in ("media", "media-shared"):
        (state / name).mkdir(exist_ok=True)
    purge = [sys.executable, "manage.py", "purge_proxy_cache", "--dir", str(cache)]
    with (
        process(["sh", "deploy/nginx/start.sh"], state / "nginx.log", environ) as started,
        process(purge, state / "purge.log", {**install.environ, "LOG_LEVEL": "INFO"}),
    ):
        wait_for(front, "localhost", "/healthz", started)
        _wait_for_text(state / "purge.log", "all hosts")
        yield


def has_nginx() -> bool:
    """Tell whether nginx is installed."""
    return shutil.which("nginx") is not None


def _wait_for_text(log: Path, text: str) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if log.exists() and text in log.read_text():
            return
        time.sleep(0.1)
    raise RuntimeError(f"{log.name} never said {text!r}")


def resident_megabytes(parent: int) -> float:
    """Resident memory of the largest child of a process: its only worker."""
    children = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent_of(int(p.name)) == parent]
    return max(_resident(pid) for pid in children or [parent])


def _parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
