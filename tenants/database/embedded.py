"""The way in: one call for a DATABASE_URL, and the life of the server behind it."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from tenants.database import place, postmaster
from tenants.database.account import server_account
from tenants.database.cluster import Cluster
from tenants.database.errors import DatabaseUnavailable
from tenants.database.initialise import remove_scratch
from tenants.database.locate import Server, find_servers
from tenants.database.lock import LOCK, state_lock
from tenants.database.mode import given_url, read_mode
from tenants.database.wheel_copy import reachable

LOG = "postgres.log"
LARGEST_LOG = 20_000_000


def ensure_running(state_dir: Path, *, durable: bool = True, environ: Mapping[str, str] = os.environ) -> str:
    """The DATABASE_URL of a running database: the one given, or a server kept in `state_dir`.

    `durable=False` gives up safety against crashes for speed; a server that already runs stays
    as it was started.
    """
    mode = read_mode(environ)
    if url := given_url(mode, environ):
        return url
    with _plain_errors(), state_lock(state_dir) as state:
        account = server_account(_data_owner(state))
        servers = find_servers(mode, account)
        where = place.choose_place(state, account)
        server = _preferred(servers, where)
        cluster = Cluster(_home(server, where), _log(state), account)
        return cluster.start(reachable(server, where, account), durable=durable)


def running_url(state_dir: Path) -> str | None:
    """The address of the server that runs for this state directory, if one does."""
    with _plain_errors():
        urls = (cluster.url for cluster in clusters(state_dir))
        return next((url for url in urls if url), None)


def status(state_dir: Path) -> list[str]:
    """A line for each cluster."""
    with _plain_errors():
        return [f"{cluster.home.name}: {cluster.status()}" for cluster in clusters(state_dir)]


def stop(state_dir: Path) -> int:
    """Stop every server of this state directory; returns how many ran."""
    if not state_dir.is_dir():
        return 0
    with _plain_errors(), state_lock(state_dir) as state:
        return sum(cluster.stop() for cluster in clusters(state))


def clean(state_dir: Path) -> None:
    """Stop the servers and remove their data, here and in /var/tmp; nothing else is touched."""
    if not state_dir.is_dir():
        return
    with _plain_errors(), state_lock(state_dir) as state:
        for cluster in clusters(state):
            cluster.stop()
            shutil.rmtree(cluster.home)
        for where in place.places(state):
            remove_scratch(where)
            for copy in where.glob("wheel-*"):
                shutil.rmtree(copy)
            if where != state and where.is_dir():
                where.rmdir()
        # The lock's file goes last, while we hold it; `state_lock` expects that.
        for name in (place.LOCATION, LOG, LOCK):
            (state / name).unlink(missing_ok=True)


def clusters(state_dir: Path) -> list[Cluster]:
    """Every cluster of this state directory, running or not."""
    state = state_dir.resolve()
    homes = [home for where in place.places(state) for home in place.cluster_homes(where)]
    return [Cluster(home, state / LOG) for home in homes]


def _preferred(servers: list[Server], where: Path) -> Server:
    """The server whose data is there already, so that a package installed later hides nothing."""
    kept = [server for server in servers if _home(server, where).is_dir()]
    return next((s for s in kept if postmaster.running(_home(s, where) / "data")), (kept + servers)[0])


def _home(server: Server, where: Path) -> Path:
    return where / f"postgres-{server.major}-{server.way}"


def _data_owner(state: Path) -> int | None:
    """The account that an existing cluster belongs to."""
    for cluster in clusters(state):
        if cluster.data.is_dir():
            return cluster.data.stat().st_uid
    return None


def _log(state: Path) -> Path:
    log = state / LOG
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.rename(log.with_suffix(".log.1"))
    return log


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    """What the system refuses (rights, space) becomes one line as well."""
    try:
        yield
    except OSError as error:
        raise DatabaseUnavailable(
            f"The database cannot be kept here: {error.strerror or error}"
            f" ({error.filename or 'no file named'}); see to that, or set DATABASE_URL."
        ) from error
