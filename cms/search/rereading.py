"""Reading files again: scans when text recognition has come, all when a new version reads otherwise."""

from django.db import transaction
from django.db.models import Q

from cms.search import reading
from cms.search.following import read_next
from cms.search.reading import scan
from cms.shared.models import SearchFile
from tenants.schema import connection

# A scan takes up to two minutes, and other schools have some too.
A_NIGHT = 20
Status = SearchFile.Status


@transaction.atomic
def read_again(most: int | None = A_NIGHT) -> int:
    """Let the worker read the current school's files that are due, at most so many; returns how many.

    What is broken, locked or too large stays so; until a file has been read its text is found as before.
    """
    due = Q(version__lt=reading.VERSION, status__in=[Status.READ, Status.UNREADABLE, Status.SCANNED])
    if scan.is_possible():
        due |= Q(status=Status.SCANNED)
    files = SearchFile.objects.filter(due, entry__school__schema_name=connection.schema_name)
    keys = dict(files.order_by("pk").values_list("pk", "entry__key")[:most])
    SearchFile.objects.filter(pk__in=keys).update(status=Status.WAITING)
    read_next(sorted(set(keys.values())))
    return len(keys)
