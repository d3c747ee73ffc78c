"""What the search server has yet to hear of: kept in PostgreSQL until it has."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.search.contract import Engine, EngineDown
from cms.shared.models import SearchEntry, SearchWaiting
from tenants.schema import connection

LOCK_CLASS = 0x5C4007
BATCH = 500
# A server that has yet to hear of more withdrawals than these is not asked.
MOST_WITHDRAWN = 5_000
# Several changes in a row go together; after a failure the server is left in peace so long.
GATHER, RETRY = timedelta(seconds=1), timedelta(seconds=30)
_WAIT = """
    INSERT INTO public.shared_searchwaiting AS w (key, times, since)
    SELECT key, 1, now() FROM unnest(%(keys)s::text[]) v(key)
    ON CONFLICT (key) DO UPDATE SET times = w.times + 1"""
_WAIT_SCHOOL = """
    INSERT INTO public.shared_searchwaiting AS w (key, times, since)
    SELECT key, 1, now() FROM public.shared_searchentry WHERE school_id = %(school)s
    ON CONFLICT (key) DO UPDATE SET times = w.times + 1"""


def add(keys: Sequence[str]) -> None:
    """Note, in the transaction that changes these entries, that the server is to hear of them."""
    if settings.SEARCH_URL:
        _note(_WAIT, {"keys": list(keys)})


def add_school(school_id: int) -> None:
    """Note all entries of a school that is going to be deleted."""
    if settings.SEARCH_URL:
        _note(_WAIT_SCHOOL, {"school": school_id})


def withdrawn() -> list[str]:
    """Return the entries that are gone and that the server still knows: not even counts may tell of them.

    Raises EngineDown.
    """
    there = SearchEntry.objects.filter(key=OuterRef("key"))
    keys = SearchWaiting.objects.filter(~Exists(there)).values_list("key", flat=True)
    found = list(keys[: MOST_WITHDRAWN + 1])
    if len(found) > MOST_WITHDRAWN:
        raise EngineDown("too much was withdrawn since it heard of it")
    return found


def _note(sql: str, values: dict[str, object]) -> None:
    from cms.search.tasks import push_entries
    from tenants.tasks import enqueue_once

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    enqueue_once(push_entries, timezone.now() + GATHER)


def push(engine: Engine) -> int:
    """Tell the server all that it has not heard of; returns how many entries that were. Raises EngineDown."""
    count = 0
    while SearchWaiting.objects.exists():
        with one_at_a_time() as mine:
            if not mine:
                # Whoever is at it looks again when done.
                return count
            count += _push_batch(engine)
    return count


def _push_batch(engine: Engine) -> int:
    waiting = dict(SearchWaiting.objects.order_by("since", "key").values_list("key", "times")[:BATCH])
    engine.upsert(waiting)
    done = SearchWaiting.objects.filter(key__in=waiting).select_for_update()
    heard = [row.key for row in done if row.times == waiting[row.key]]
    SearchWaiting.objects.filter(key__in=heard).delete()
    return len(heard)


@contextmanager
def one_at_a_time(*, wait: bool = False) -> Iterator[bool]:
    """One process at a time tells the server: of two, the one that has read earlier might come later."""
    with transaction.atomic(), connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
            yield True
            return
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", [LOCK_CLASS])
        (mine,) = cursor.fetchone()
        yield bool(mine)
