"""A thread per process that hears what other processes changed (see tenants/changes.py)."""

import json
import logging
import threading
import time
from collections.abc import Callable

import psycopg
from django.conf import settings

from tenants.changes import CHANNEL
from tenants.registry import registry
from tenants.signals import school_heard

logger = logging.getLogger(__name__)
_started = threading.Lock()
_thread: threading.Thread | None = None


def raw_connection() -> "psycopg.Connection[tuple[object, ...]]":
    """Open a connection outside Django's: autocommit, no school, no pool."""
    database = settings.DATABASES["default"]
    return psycopg.connect(
        host=database.get("HOST") or None,
        port=database.get("PORT") or None,
        user=database.get("USER") or None,
        password=database.get("PASSWORD") or None,
        dbname=database["NAME"],
        autocommit=True,
        connect_timeout=5,
        keepalives_idle=30,
    )


def ensure_listening() -> None:
    """Start this process's listener once; a forked or spawned worker calls it at its first request."""
    global _thread
    if _thread is not None or not settings.CHANGE_LISTENER_ENABLED:
        return
    with _started:
        if _thread is None:
            _thread = threading.Thread(target=_listen_forever, name="change-listener", daemon=True)
            _thread.start()


def _listen_forever() -> None:
    delay = 0.5
    while True:
        try:
            listen(on_ready=registry.start_listening, on_change=_apply)
        except psycopg.Error as error:
            logger.warning("Change listener lost its connection: %s", type(error).__name__)
        registry.stop_listening()
        time.sleep(delay)


def listen(on_ready: Callable[[], None], on_change: Callable[[dict[str, object]], None]) -> None:
    """Hear changes until the connection breaks; `on_ready` is called once nothing can be missed."""
    with raw_connection() as conn:
        conn.execute(f"LISTEN {CHANNEL}")
        on_ready()
        for notification in conn.notifies():
            on_change(json.loads(notification.payload))


def _apply(message: dict[str, object]) -> None:
    if "schema" in message:
        registry.set_version(str(message["schema"]), int(str(message["version"])))
    else:
        registry.forget_hosts()
        if schema_name := message.get("registry"):
            school_heard.send(sender=None, schema_name=str(schema_name))
