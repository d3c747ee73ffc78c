"""The lock of a state directory: two commands at once take turns."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tenants.database.errors import DatabaseUnavailable

LOCK = "postgres.lock"
LOCK_SECONDS = 300


@contextlib.contextmanager
def state_lock(state_dir: Path) -> Iterator[Path]:
    """One start or stop at a time; yields the directory, made and with its links resolved."""
    state_dir.mkdir(parents=True, exist_ok=True)
    state = state_dir.resolve()
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        with (state / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_still_there(state / LOCK, lock.fileno()):
                    yield state
                    return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise DatabaseUnavailable(
                        f"Another command has held {state / LOCK} for {LOCK_SECONDS} s;"
                        " see what it is doing, or end it."
                    ) from None
        time.sleep(0.05)


def _is_still_there(path: Path, handle: int) -> bool:
    """Whether the file we locked is the one others will lock (`clean` removes it)."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
