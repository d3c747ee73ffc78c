"""From a school's change to its rows in public.

`record()` runs inside the transaction that changes a page: it writes the event, enqueues the task
that works it off, and voids the cached pages. All three exist from the commit on, or none.

An app that keeps a read model registers a writer: `@writes("news.NewsPage")`. A writer brings the
rows of one object up to date with the object as it is now, or removes them when it is gone. One that
does so for many objects with fewer questions has a method `many(ids)` besides.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asgiref.local import Local
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django_tasks import task

from cms.core.languages import ENGLISH, PREFIX, is_english
from tenants.changes import announce_content
from tenants.schema import connection

if TYPE_CHECKING:
    from cms.core.models import BasePage, OutboxEvent

logger = logging.getLogger(__name__)
Writer = Callable[[int], None]
BATCH = 200
# Before files that are read, signatures that are checked, links that are followed: a reader waits for this one.
SOON = 20
LOCK_CLASS = 0x5C4004
_writers: dict[str, list["_Registered"]] = {}
_stamped: list[Callable[[], str]] = []
_state = Local()


@dataclass(frozen=True, slots=True)
class _Registered:
    """A writer of one label."""

    writer: Writer
    known: Callable[[], Iterable[int]]
    group: str

    def write(self, ids: Sequence[int]) -> None:
        """Let it look at these objects."""
        many = getattr(self.writer, "many", None)
        if many is not None:
            many(ids)
        else:
            for object_id in ids:
                self.writer(object_id)


def writes(
    model_label: str, known: Callable[[], Iterable[int]], *, in_english: bool = False, group: str = ""
) -> Callable[[Writer], Writer]:
    """Register the decorated function as writer for objects of `app.Model`; it gets their id.

    `known` returns the ids that the read model holds of the current school: a rebuild also looks
    at those, so that rows of objects long gone disappear. Most read models are in Vietnamese and
    hear nothing of translations; with `in_english` the writer is told of those too. A `group` of
    writers can be rebuilt alone.
    """

    def register(writer: Writer) -> Writer:
        for label in (model_label.lower(), _english(model_label.lower()))[: 1 + in_english]:
            _writers.setdefault(label, []).append(_Registered(writer, known, group))
        return writer

    return register


def _english(label: str) -> str:
    return f"{ENGLISH}:{label}"


def stamped(what: Callable[[], str]) -> None:
    """Let the stamp also change with what this function returns."""
    _stamped.append(what)


def record(instance: models.Model, *, seen: bool = True) -> None:
    """Note that what visitors see of `instance` may have changed. Call inside its transaction.

    What no visitor of the site sees (`seen=False`) reaches its read model and voids no page.
    """
    # A page may be at hand as its base class only; writers are registered for its own type.
    model = getattr(instance, "specific_class", None) or type(instance)
    record_ids(model, [instance.pk], seen=seen, in_english=is_english(getattr(instance, "url_path", "")))


def record_pages(pages: "models.QuerySet[BasePage]") -> None:
    """Like `record`, for all pages of a queryset, each under its own type."""
    by_type: dict[tuple[int, bool], list[int]] = {}
    for type_id, pk, url_path in pages.values_list("content_type_id", "pk", "url_path"):
        by_type.setdefault((type_id, is_english(url_path)), []).append(pk)
    with held():
        for (type_id, in_english), ids in by_type.items():
            model = ContentType.objects.get_for_id(type_id).model_class()
            if model is not None:
                record_ids(model, ids, in_english=in_english)


def record_ids(model: type[models.Model], ids: Iterable[int], *, seen: bool = True, in_english: bool = False) -> None:
    """Like `record`, for many objects of one model."""
    from cms.core.models import OutboxEvent

    if connection.schema_name == "public":
        return
    label = _english(model._meta.label_lower) if in_english else model._meta.label_lower
    events = [OutboxEvent(model=label, object_id=pk) for pk in ids] if label in _writers else []
    if events:
        OutboxEvent.objects.bulk_create(events)
        if getattr(_state, "held", False):
            _state.pending = True
        else:
            work_off_outbox.enqueue()
    if seen and not getattr(_state, "held", False):
        announce_content(connection.schema_name)


@contextmanager
def held() -> Iterator[None]:
    """Within this block changes are noted but announced and enqueued once, at its end."""
    if getattr(_state, "held", False):
        yield
        return
    _state.held, _state.pending = True, False
    try:
        yield
    finally:
        _state.held = False
    if _state.pending:
        work_off_outbox.enqueue()
    announce_content(connection.schema_name)


@task(priority=SOON)
def work_off_outbox() -> int:
    """Task: see `work_off`."""
    return work_off()


def work_off() -> int:
    """Bring the current school's rows in public up to date. Returns how many events were worked off."""
    done = 0
    while batch := _work_off_batch():
        done += batch
    return done


def _work_off_batch() -> int:
    from cms.core.models import OutboxEvent

    with transaction.atomic():
        _wait_for_turn()
        events = list(OutboxEvent.objects.all()[:BATCH])
        for label, ids in _by_label(events).items():
            for registered in _writers.get(label, []):
                registered.write(ids)
        OutboxEvent.objects.filter(pk__in=[e.pk for e in events]).delete()
        return len(events)


def _wait_for_turn() -> None:
    """One process per school at a time, until the transaction ends.

    Of two, the one that has read an object earlier might write its rows later, and what was published in between
    would be lost.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_CLASS, connection.schema_name])


def _by_label(events: Iterable["OutboxEvent"]) -> dict[str, list[int]]:
    found: dict[str, dict[int, None]] = {}
    for event in events:
        found.setdefault(event.model, {})[event.object_id] = None
    return {label: list(ids) for label, ids in found.items()}


def stamp() -> str:
    """Return a digest of what the read models hold and who writes them: it changes when a rebuild is due."""
    writers = [
        (label, one.writer.__module__, one.writer.__name__) for label, found in _writers.items() for one in found
    ]
    rows = [
        (model._meta.label_lower, sorted(field.name for field in model._meta.concrete_fields))
        for model in apps.get_app_config("shared").get_models()
    ]
    more = [what() for what in _stamped]
    return hashlib.sha256(repr((sorted(writers), sorted(rows), more)).encode()).hexdigest()[:16]


def groups() -> list[str]:
    """Return the groups of writers that can be rebuilt alone."""
    return sorted({one.group for found in _writers.values() for one in found} - {""})


def rebuild() -> int:
    """Let the worker look at every object of the current school that has a read model; returns how many.

    Publishing goes on meanwhile: an event only says "look again", so the order does not matter.
    """
    count = 0
    with transaction.atomic(), held():
        for label, ids in _objects(""):
            record_ids(apps.get_model(_model(label)), ids, in_english=label != _model(label))
            count += len(ids)
    return count


def rebuild_now(only: str = "") -> int:
    """Look at every object of the current school (for the writers of the group `only`) now; returns how many.

    Publishing goes on meanwhile, between two batches; what it has queued is worked off at the end.
    """
    count = 0
    for label, ids in _objects(only):
        for start in range(0, len(ids), BATCH):
            with transaction.atomic():
                _wait_for_turn()
                for registered in _of_group(label, only):
                    registered.write(ids[start : start + BATCH])
        count += len(ids)
    work_off()
    return count


def _objects(only: str) -> Iterator[tuple[str, list[int]]]:
    """Yield each label with its objects, those that only a read model still knows among them."""
    for label in sorted(_writers):
        model = apps.get_model(_model(label))
        objects = model._default_manager.all()
        if hasattr(model, "url_path"):
            english = Q(url_path__startswith=PREFIX)
            objects = objects.filter(~english if label == _model(label) else english)
        elif label != _model(label):
            continue
        if registered := _of_group(label, only):
            ids = set(objects.values_list("pk", flat=True))
            yield label, sorted(ids.union(*(one.known() for one in registered)))


def _of_group(label: str, only: str) -> list[_Registered]:
    return [one for one in _writers[label] if not only or one.group == only]


def _model(label: str) -> str:
    return label.rpartition(":")[2]
