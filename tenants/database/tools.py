"""pg_dump and pg_restore: which of those on the machine fits, and running it on Django's database."""

import contextlib
import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenants.database.locate import WHEEL_PACKAGE, installed_bin_dirs

_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)[\w.]*)")
# Options of the address that a client program needs as well, by the name of their variable.
_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "service": "PGSERVICE"}
LONGEST_RUN = 3600


class ToolError(Exception):
    """A program is missing or failed; str() is one line."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One client program. An older one cannot read a newer server or archive."""

    path: str
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def run(self, arguments: list[str], database: Mapping[str, Any]) -> str:
        """Run on a database of Django's settings; returns what it prints. No password in the arguments."""
        try:
            done = subprocess.run(
                [self.path, *arguments],
                env=_environment(database),
                capture_output=True,
                text=True,
                timeout=LONGEST_RUN,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ToolError(f"{Path(self.path).name}: {type(error).__name__}") from error
        if done.returncode != 0:
            lines = [line for line in done.stderr.splitlines() if "error" in line] or ["failed without a message"]
            raise ToolError(f"{Path(self.path).name}: {lines[0]}")
        return done.stdout


def find_tool(name: str, oldest_major: int) -> Tool:
    """Return the program closest to a version but not older; newer ones write what old servers refuse."""
    found = [tool for tool in _candidates(name) if tool.major >= oldest_major]
    if not found:
        raise ToolError(
            f"{name} {oldest_major} or newer was not found: install the package postgresql-client,"
            " or run `pip install -r requirements-demo.txt`."
        )
    return min(found, key=lambda tool: tool.major)


def _candidates(name: str) -> Iterator[Tool]:
    paths = [str(directory / name) for directory in installed_bin_dirs()]
    if on_path := shutil.which(name):
        paths.append(on_path)
    with contextlib.suppress(ImportError, FileNotFoundError):
        paths.append(importlib.import_module(WHEEL_PACKAGE).tool(name))
    for path in paths:
        try:
            said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)
        except (OSError, subprocess.SubprocessError):
            continue
        if version := _VERSION.search(said.stdout):
            yield Tool(path, version[1])


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    values = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database["NAME"],
    }
    options = database.get("OPTIONS", {})
    values.update({variable: options.get(name) for name, variable in _OPTIONS.items()})
    return {variable: str(value) for variable, value in values.items() if value}
