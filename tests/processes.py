"""Other processes: forked ones (everything is loaded already) and fresh ones."""

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from tests.databases import ROOT, url


class Child:
    """A forked process that runs `function` on connections of its own and can be killed at any point."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self._read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self._read)
                forget_connections()
                result = function()
                os.write(write, pickle.dumps(result))
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                # Not sys.exit: nothing of the test process may be cleaned up from here.
                os._exit(status)
        os.close(write)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> bool:
        """Wait until it is gone; tells whether it was killed."""
        _pid, status = os.waitpid(self.pid, 0)
        os.close(self._read)
        return os.WIFSIGNALED(status)

    def result(self) -> Any:
        """Wait; return what the function returned."""
        with os.fdopen(self._read, "rb") as pipe:
            answer = pipe.read()
        _pid, status = os.waitpid(self.pid, 0)
        assert status == 0, f"the child ended with status {status}"
        return pickle.loads(answer)  # noqa: S301


def killed_at(statement: int, function: Callable[[], Any]) -> bool:
    """Run `function` in a process that ends by `kill -9` just before its n-th SQL statement.

    Returns False when it was done before that.
    """

    def run() -> None:
        with connection.execute_wrapper(Countdown(statement)):
            function()

    return Child(run).wait()


def killed_after(function: Callable[[], Any]) -> None:
    """Run `function` in a process that ends by `kill -9` right after it."""

    def run() -> None:
        function()
        os.kill(os.getpid(), signal.SIGKILL)

    assert Child(run).wait()


def statements_of(function: Callable[[], Any]) -> int:
    """Run `function` here; return how many SQL statements it needs."""
    counter = Countdown(-1)
    with connection.execute_wrapper(counter):
        function()
    return counter.count


class Countdown:
    """Counts SQL statements, and kills its own process at the n-th."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.count = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def forget_connections() -> None:
    """Drop the parent's connection without closing it on the server; start in public as any process."""
    for wrapper in connections.all(initialized_only=True):
        wrapper.connection = None
        wrapper.in_atomic_block = False
        wrapper.savepoint_ids = []
        wrapper.run_on_commit = []
        wrapper.atomic_blocks = []
        wrapper.closed_in_transaction = False
    connection.set_schema_to_public()


def run_python(*arguments: str, database: str, check: bool = True, **environ: str) -> subprocess.CompletedProcess[str]:
    """A fresh process of the project, on the test's own database. Costs seconds: prefer Child."""
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": url(database)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **settings, **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0 or not check, done.stderr
    return done
