"""One PostgreSQL cluster: make it, start it, stop it, and say its address."""

import os
import shlex
import socket
import time
from pathlib import Path
from urllib.parse import quote

from tenants.database import config, initialise, postmaster
from tenants.database.account import Account, run
from tenants.database.errors import DatabaseUnavailable
from tenants.database.locate import Server

# A socket's path has room for 104 to 108 bytes, depending on the system.
LONGEST_SOCKET = 100
SOCKET_PORT = 5432  # only part of the socket's name
START_SECONDS = 120
STOP_SECONDS = 60
# How long what is left of a killed server may take to notice and go.
ORPHAN_SECONDS = 15
PORT_ATTEMPTS = 3


class Cluster:
    """The files of one cluster, `postgres-<major>-<way>` in its place, and its server.

    Callers hold the lock of the state directory (`lock.state_lock`).
    """

    def __init__(self, home: Path, log: Path, account: Account | None = None) -> None:
        self.home = home
        self.log = log
        self.account = account
        self.data = home / "data"
        self.socket_dir = home / "socket"

    @property
    def uses_socket(self) -> bool:
        """A private socket where its path is short enough, or else the loopback interface."""
        path = self.socket_dir / f".s.PGSQL.{SOCKET_PORT}"
        return len(os.fsencode(path)) <= LONGEST_SOCKET

    @property
    def url(self) -> str | None:
        """The DATABASE_URL, or None while no server runs."""
        found = postmaster.running(self.data)
        return self._address(found) if found else None

    def status(self) -> str:
        """One word or two for the operator."""
        found = postmaster.running(self.data)
        return f"{found.status or 'starting'}, process {found.pid}" if found else "stopped"

    def start(self, server: Server, *, durable: bool) -> str:
        """Make the cluster if need be, start its server if need be, and return its address."""
        if found := postmaster.wait_until_settled(self.data, START_SECONDS):
            return self._address(found)
        if not initialise.is_complete(self.home):
            initialise.initialise(server, self.home, self.account, durable=durable)
        deadline = time.monotonic() + ORPHAN_SECONDS
        ports_left = PORT_ATTEMPTS
        while complaint := self._launch(server, durable=durable):
            if "pre-existing shared memory" in complaint and time.monotonic() < deadline:
                time.sleep(0.25)
            elif "could not create any TCP/IP" in complaint and ports_left > 0:
                ports_left -= 1  # somebody was quicker; the next launch picks another
            else:
                raise DatabaseUnavailable(f"PostgreSQL {server.version} did not start: {complaint}. See {self.log}.")
        found = postmaster.running(self.data)
        if found is None:
            raise DatabaseUnavailable(f"PostgreSQL {server.version} ended at once; see {self.log}.")
        return self._address(found)

    def stop(self) -> bool:
        """Stop the server and wait; False when none was running."""
        found = postmaster.running(self.data)
        if found is None:
            return False
        postmaster.stop(found, self.data, STOP_SECONDS)
        return True

    def _launch(self, server: Server, *, durable: bool) -> str:
        """Start the server apart from us; returns what it complained of, or nothing."""
        postmaster.disarm(self.data, self.socket_dir)
        settings = self._write_config(durable=durable)
        options = shlex.join(["-D", str(self.data), "-c", f"config_file={settings}"])
        argv = [server.program("pg_ctl"), "start", "-w", "-t", str(START_SECONDS), "-o", options]
        # pg_ctl puts the server into a session of its own; with the log as its output it holds
        # nothing of ours open. The directory goes through -o too, because pg_ctl would not
        # shield it from the shell.
        with self.log.open("ab") as log:
            before = log.tell()
            environ = server.environ | {"PGDATA": str(self.data)}
            done = run(self.account, argv, environ=environ, output=log.fileno())
        if done.returncode == 0:
            return ""
        with self.log.open("rb") as log:
            log.seek(before)
            said = log.read().decode(errors="replace")
        return initialise.last_complaint(said)

    def _write_config(self, *, durable: bool) -> Path:
        access, settings = self.home / "access.conf", self.home / "server.conf"
        access.write_text(config.ACCESS)
        settings.write_text(
            config.render(
                data=self.data,
                access=access,
                durable=durable,
                socket_dir=self.socket_dir if self.uses_socket else None,
                port=SOCKET_PORT if self.uses_socket else self._choose_port(),
            )
        )
        for file in (access, settings):
            file.chmod(0o644)
        return settings

    def _choose_port(self) -> int:
        """Last time's port, so that addresses handed out stay good, or else any free one."""
        record = self.home / "port"
        last = int(record.read_text()) if record.exists() else 0
        for wanted in (last, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", wanted))
                except OSError:
                    continue
                port = int(probe.getsockname()[1])
                record.write_text(str(port))
                return port
        raise DatabaseUnavailable("No port is free on 127.0.0.1; close something and try again.")

    def _address(self, found: postmaster.Postmaster) -> str:
        user, name = initialise.ROLE, initialise.DATABASE
        if found.socket_dir:
            # Of the ways to write a socket's directory, both libpq and django-environ
            # understand only this one.
            return f"postgresql://{user}@/{name}?host={quote(found.socket_dir)}"
        password = (self.home / initialise.PASSWORD_FILE).read_text()
        return f"postgresql://{user}:{password}@127.0.0.1:{found.port}/{name}"
