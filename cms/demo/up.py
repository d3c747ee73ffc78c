"""`make demo`: from a clean checkout to a running portal with its schools."""

import os
import subprocess
import sys
import time
from pathlib import Path

from cms.demo import processes
from tenants.database.errors import DatabaseUnavailable

ROOT = Path(__file__).resolve().parents[2]
APPS = ("tenants", "themes", "cms", "public_services")


def main() -> int:
    """Bring everything up; returns the exit code. Run again, it keeps what is there."""
    os.chdir(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.demo"
    started = time.monotonic()
    state = Path(os.environ.setdefault("STATE_DIR", str(ROOT / ".demo")))
    state.mkdir(parents=True, exist_ok=True)
    port = int(os.environ.get("PORT", "8000"))
    for name in ("web", "worker"):
        processes.stop(name, state)
    if not processes.port_is_free(port):
        print(
            f"Port {port} is in use by another program. Choose another one: make demo PORT=8080",
            file=sys.stderr,
        )
        return 1
    try:
        return _bring_up(state, port, started)
    except DatabaseUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"“{' '.join(error.cmd[1:])}” failed; see the lines above.", file=sys.stderr)
        return 1


def _bring_up(state: Path, port: int, started: float) -> int:
    from tenants.database.embedded import ensure_running

    _say("Starting the database")
    ensure_running(state)
    # Before the settings load: they look for the folder.
    (state / "built").mkdir(exist_ok=True)
    drawing = subprocess.Popen([sys.executable, "-m", "cms.demo.gallery", str(state)])
    assets = None
    if _assets_are_old(state):
        _say("Building fonts and static files")
        assets = _manage_in_background("build_assets")
    _manage("compile_catalogues")
    _say("Preparing the schemas")
    _manage("migrate_schemas")
    drawing.wait()
    _say("Laying the portal and its schools")
    _manage("load_demo", "--schools", os.environ.get("SCHOOLS", "12"))
    if assets is not None and assets.wait() != 0:
        raise subprocess.CalledProcessError(assets.returncode, ["manage.py", "build_assets"])
    environ = dict(os.environ, PYTHONPATH=str(ROOT))
    processes.start("worker", processes.worker_command(), state, environ)
    processes.start("web", processes.web_command(port), state, environ)
    if not processes.wait_for(f"http://127.0.0.1:{port}/healthz", 60):
        print(f"The web server did not answer within a minute; see {state}/log/web.log", file=sys.stderr)
        return 1
    _manage("load_demo", "--accounts")
    print(f"Ready after {time.monotonic() - started:.0f} s: http://tptdm.localhost:{port}/   (make demo-stop ends it)")
    return 0


def _assets_are_old(state: Path) -> bool:
    """Tell whether fonts and static files must be built: never built, or the sources are newer."""
    manifest = state / "static" / "staticfiles.json"
    if not manifest.exists():
        return True
    # What build_assets reads: each app's own files, how fonts are cut, and the packages the others come from.
    sources = [
        *(path for app in APPS for folder in (ROOT / app).rglob("static") for path in folder.rglob("*")),
        *(ROOT / "themes" / "management" / "commands").glob("build_*.py"),
        ROOT / "requirements-demo.txt",
    ]
    return manifest.stat().st_mtime < max(path.stat().st_mtime for path in sources)


def _manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], check=True)


def _manage_in_background(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "manage.py", *arguments])


def _say(line: str) -> None:
    print(f"{line} …", flush=True)


if __name__ == "__main__":
    sys.exit(main())
