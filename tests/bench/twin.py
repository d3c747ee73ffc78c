"""The plain twin: one school's site as an ordinary single-site Wagtail project, made on the fly.

Same templates, articles, menu, server, database server; none of our tenancy, page model, outbox
or menu cache. What it is made of lies in `twin_project/`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.bench.install import ROOT, Install
from tests.bench.servers import web

DATABASE = "twin"


@contextmanager
def site(install: Install) -> Iterator[int]:
    """Make the project, fill it and serve it; yields its port."""
    folder = install.state / "twin"
    if not folder.exists():
        shutil.copytree(Path(__file__).with_name("twin_project"), folder / "twin_project")
        with psycopg.connect(install.database_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
    environ = {
        "DJANGO_SETTINGS_MODULE": "twin_project.settings",
        # Our packages for the templates, blocks and stories; the copied project before them.
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "TWIN_DATABASE_URL": _database_url(install.database_url),
        "TWIN_MEDIA_ROOT": str(folder / "media"),
        "TWIN_STATIC_ROOT": str(install.state / "static"),
    }
    sections = json.dumps(install.menu())
    for command in (["makemigrations", "twin_project"], ["migrate"], ["fill", sections]):
        _manage(folder, {**install.environ, **environ}, *command)
    with web(
        install,
        application="twin_project.wsgi:application",
        folder=folder,
        healthy="/",
        **environ,
    ) as (port, _process):
        yield port


def _database_url(url: str) -> str:
    address, question, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{DATABASE}{question}{options}"


def _manage(folder: Path, environ: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", *command, "-v0"],
        cwd=folder, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"twin: {command[0]} failed:\n{done.stdout}\n{done.stderr[-4000:]}")
