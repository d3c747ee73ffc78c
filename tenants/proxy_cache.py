"""Emptying nginx's copies of a school's pages as soon as the school changes.

nginx keeps a file per page; its header has a line `KEY: https://host/path`. The file's name is a
hash of that key, so a name once read belongs to the same host for ever and is not read again.
Files are removed behind nginx's back, which it takes for a page it has not got (docs/page-cache.md).
"""

import heapq
import logging
import os
import re
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import OperationalError

from tenants.changes import EVERYONE
from tenants.listener import listen
from tenants.registry import registry

logger = logging.getLogger(__name__)
RECONNECT_SECONDS = 0.5
# A page rendered before the commit may be stored after the first round. The last round comes
# later than nginx waits for an answer (proxy_read_timeout in deploy/nginx/portal.conf).
ROUNDS = (0.25, 1.0, 5.0, 35.0)
# Temporary files of nginx have a number behind the hash: they are left alone.
_NAME = re.compile(r"^[0-9a-f]{32}$")
_KEY = re.compile(rb"\nKEY: https?://([^/?\s]+)")
HEADER_BYTES = 2048


class ProxyCache:
    """nginx's cache directory (proxy_cache_path), and which host each of its files belongs to."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._hosts: dict[str, str] = {}
        self._lock = threading.Lock()

    def purge(self, hosts: frozenset[str] | None = None) -> int:
        """Remove the pages of these hosts (None: all pages); returns how many went."""
        removed = 0
        with self._lock:
            known: dict[str, str] = {}
            for name, folder in self._files():
                host = self._hosts.get(name)
                if host is None and hosts is not None:
                    host = _host_of(name, folder)
                # A file that names no host is nobody's: it goes with whatever goes.
                if hosts is None or not host or host in hosts:
                    removed += _remove(name, folder)
                if host:
                    known[name] = host
            self._hosts = known
        return removed

    def _files(self) -> Iterator[tuple[str, int]]:
        """Each page's file with a handle of its folder; links lead nowhere and out of nowhere."""
        for _path, _folders, names, folder in os.fwalk(self.directory, follow_symlinks=False):
            for name in names:
                if _NAME.match(name):
                    yield name, folder


def _host_of(name: str, folder: int) -> str:
    """The host in a file's header, as the registry writes it; "" when there is none."""
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return ""
    with open(handle, "rb") as file:
        found = _KEY.search(file.read(HEADER_BYTES))
    return found[1].decode("ascii", "replace").lower().removeprefix("www.") if found else ""


def _remove(name: str, folder: int) -> int:
    try:
        if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return 0
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        # nginx was faster.
        return 0
    return 1


class Purger:
    """Purges at once when told to, and again in rounds, on a thread of its own."""

    def __init__(self, cache: ProxyCache, rounds: tuple[float, ...] = ROUNDS) -> None:
        self.cache = cache
        self.rounds = rounds
        self._due: list[tuple[float, int, frozenset[str] | None]] = []
        self._count = 0
        self._changed = threading.Condition()
        threading.Thread(target=self._work, name="purge-rounds", daemon=True).start()

    def purge(self, hosts: frozenset[str] | None = None) -> None:
        """Remove the pages of these hosts (None: all), now and in the later rounds."""
        removed = self.cache.purge(hosts)
        logger.info("Purged %d pages of %s", removed, ", ".join(sorted(hosts)) if hosts else "all hosts")
        now = time.monotonic()
        with self._changed:
            for seconds in self.rounds:
                self._count += 1
                heapq.heappush(self._due, (now + seconds, self._count, hosts))
            self._changed.notify()

    def _work(self) -> None:
        while True:
            self._wait()
            try:
                for hosts in self._take():
                    self.cache.purge(hosts)
            except OSError:
                logger.exception("A later round of purging failed")

    def _wait(self) -> None:
        with self._changed:
            while not self._due or self._due[0][0] > time.monotonic():
                self._changed.wait(self._due[0][0] - time.monotonic() if self._due else None)

    def _take(self) -> list[frozenset[str] | None]:
        """What is due, put together: many schools at once cost one walk."""
        now, due = time.monotonic(), []
        with self._changed:
            while self._due and self._due[0][0] <= now:
                due.append(heapq.heappop(self._due)[2])
        named = [hosts for hosts in due if hosts is not None]
        return [None] if len(named) < len(due) else [frozenset().union(*named)]


def follow(purger: Purger) -> None:
    """Keep nginx's cache in step with what is published, for ever.

    While the database cannot be reached nothing can be published, and the pages stay. Once the
    connection stands again everything goes: announcements may have been missed.
    """

    def begin() -> None:
        registry.start_listening()
        purger.purge()

    def apply(message: dict[str, object]) -> None:
        if message.get("schema") == EVERYONE:
            purger.purge()
        elif "schema" in message:
            # Never None here, which would mean all: a school without a host has no pages.
            purger.purge(registry.hosts_of(str(message["schema"])))
        else:
            registry.forget_hosts()
            purger.purge()

    while True:
        try:
            listen(on_ready=begin, on_change=apply)
        except (psycopg.Error, OperationalError) as error:
            logger.warning("The purger lost its connection: %s", type(error).__name__)
        registry.stop_listening()
        time.sleep(RECONNECT_SECONDS)
