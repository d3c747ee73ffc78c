"""Work on many schools in several processes of this machine."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from django.db import connections

from tenants.schema import connection, leave_connection

Item = TypeVar("Item")
Result = TypeVar("Result")


def available() -> int:
    """Return how many processes are worth while: one where others would not see what this one has written so far."""
    return 1 if connection.in_atomic_block else min(4, os.cpu_count() or 1)


def in_processes(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterable[Result]:
    """Yield what `work` makes of each item, as they are done; a module's own function, since it is sent by name.

    What is raised in a process is raised here. One process is this one.
    """
    if processes <= 1:
        yield from map(work, items)
        return
    # fork: the children inherit the loaded apps and the parsed migrations. They open connections of
    # their own: nothing of the parent's is touched, so its locks stay where they are.
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, initializer=_forget_connections) as pool:
        yield from pool.imap_unordered(partial(_on_own_connection, work), items)


def _on_own_connection(work: Callable[[Item], Result], item: Item) -> Result:
    try:
        return work(item)
    finally:
        leave_connection()


def _forget_connections() -> None:
    """In a forked child: drop the parent's sockets without closing them on the server."""
    for alias in connections:
        wrapper = connections[alias]
        wrapper.connection = None
        wrapper.settings_dict["OPTIONS"].pop("pool", None)
        wrapper.search_path_set_schemas = None  # type: ignore[attr-defined]
    getattr(type(connection), "_connection_pools", {}).clear()
