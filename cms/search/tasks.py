"""Work of the search that nobody waits for."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.documents import get_document_model

from cms.core.personal_data import own_contacts
from cms.core.personal_data.masking import without_numbers
from cms.search import queue, reading
from cms.search.contract import EngineDown
from cms.shared import search_index
from cms.shared.models import SearchFile
from tenants.schema import connection
from tenants.tasks import enqueue_once

Status = SearchFile.Status
# Why nothing was read, as the editor is told; whatever else it was: the file is broken.
STATUS_OF = {
    "kind": Status.UNREADABLE,
    "empty": Status.UNREADABLE,
    "scanned": Status.SCANNED,
    "locked": Status.LOCKED,
    "size": Status.TOO_LARGE,
    "time": Status.TOO_LARGE,
}

# A file takes a second, and a school may have hundreds.
LATER = -40


@task(priority=LATER)
def read_file(file_id: int) -> str:
    """Read an attached file, once for each school and content; returns what became of it."""
    file = SearchFile.objects.filter(pk=file_id, status=Status.WAITING).select_related("entry").first()
    if file is None:
        return "gone"
    status, pages, has_pages = _read_before(file) or _read(file)
    with transaction.atomic():
        # Meanwhile the file may have been exchanged, or its page withdrawn.
        same = SearchFile.objects.select_for_update(of=["self"]).select_related("entry")
        now = same.filter(pk=file_id, status=Status.WAITING, file_hash=file.file_hash).first()
        if now is None:
            return "gone"
        search_index.file_read(now, status, pages, has_pages=has_pages, version=reading.VERSION)
    return status


def _read_before(file: SearchFile) -> tuple[str, list[str], bool] | None:
    """Return what stands in the same file where the school shows it elsewhere."""
    if not file.file_hash:
        return None
    same = SearchFile.objects.filter(
        file_hash=file.file_hash, version=reading.VERSION, entry__school__schema_name=connection.schema_name
    )
    return same.exclude(status=Status.WAITING).values_list("status", "pages", "has_pages").first()


def _read(file: SearchFile) -> tuple[str, list[str], bool]:
    attachment = get_document_model().objects.filter(pk=file.attachment_id).first()
    if attachment is None or not attachment.file:
        return Status.BROKEN, [], False
    extension = attachment.file_extension.lower()
    try:
        content = attachment.file.storage.open(attachment.file.name)
    except FileNotFoundError:
        return Status.BROKEN, [], False
    try:
        with content:
            pages = reading.read(content, extension)
    except reading.Unreadable as unreadable:
        return STATUS_OF.get(unreadable.reason, Status.BROKEN), [], False
    own = own_contacts()
    shown = [without_numbers(page, own.phones, own.emails) for page in pages]
    return Status.READ, shown, extension in reading.WITH_PAGES


@task()
def push_entries() -> str:
    """Tell the search server what has changed; while it is down, try again until it has heard."""
    if not settings.SEARCH_URL:
        return "no server"
    from cms.search.engines.server import ServerEngine

    try:
        return str(queue.push(ServerEngine()))
    except EngineDown:
        enqueue_once(push_entries, timezone.now() + queue.RETRY)
        return "down"
