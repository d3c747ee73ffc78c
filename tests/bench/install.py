"""A throw-away install: its own folder and database, gone when the bench ends."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from tenants.database import embedded

ROOT = Path(__file__).resolve().parents[2]
PORTAL = "tptdm.localhost"
SCHOOL = f"truong-1.{PORTAL}"
# What the caller's shell may have set must not lead the bench to another database.
_FOREIGN = ("DATABASE_URL", "DATABASE_MODE", "CACHE_URL", "SECRET_KEY", "PUBLIC_PORT", "VAR_DIR", "PORTAL_DOMAIN")


class Install:
    """The project, installed into a temporary folder, with `schools` numbered from 1; empty without a portal."""

    def __init__(self, *, portal: bool = True) -> None:
        self._portal = portal

    def __enter__(self) -> "Install":
        self.state = Path(tempfile.mkdtemp(prefix="portal-bench-"))
        # The database's account and nginx's must be able to enter.
        self.state.chmod(0o755)
        for name in _FOREIGN:
            os.environ.pop(name, None)
        self.environ = dict(
            os.environ,
            STATE_DIR=str(self.state),
            DJANGO_SETTINGS_MODULE="tests.bench.settings",
            PYTHONPATH=str(ROOT),
            LOG_LEVEL="WARNING",
        )
        self.schools = 0
        # Durable, as an install that people use: a commit costs what it costs there.
        self.database_url = embedded.ensure_running(self.state, durable=True)
        (self.state / "built").mkdir()
        self.manage("migrate_schemas")
        self.manage("build_assets")
        if self._portal:
            self.manage("create_school", "--slug=portal", "--kind=office", "--name=Cổng thông tin giáo dục")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        embedded.clean(self.state)
        shutil.rmtree(self.state, ignore_errors=True)

    def manage(self, *arguments: str, **environ: str) -> str:
        """Run a command of manage.py; returns what it printed."""
        return self._run([sys.executable, "manage.py", *arguments], environ)

    def inside(self, what: str, *arguments: str, **environ: str) -> str:
        """Run a function of `tests.bench.inside` in a process of its own."""
        return self._run([sys.executable, "-m", "tests.bench.inside", what, *arguments], environ)

    def _run(self, command: list[str], environ: dict[str, str]) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env={**self.environ, **environ}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def grow_to(self, count: int) -> list[float]:
        """Create schools until there are `count`; returns the seconds each took."""
        if count <= self.schools:
            return []
        lines = self.inside("create_schools", str(self.schools + 1), str(count))
        self.schools = count
        return [float(line) for line in lines.split()]

    def publish_stories(self) -> None:
        """Give the first school its articles."""
        self.inside("publish_stories")

    def menu(self) -> list[list[object]]:
        """Return the first school's sections: (title, path, depth)."""
        return json.loads(self.inside("print_menu"))  # type: ignore[no-any-return]
