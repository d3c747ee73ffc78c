"""How old something is."""

import datetime as dt
from pathlib import Path

from django.utils import timezone


def older_than(day: dt.date, *, days: int) -> bool:
    """Tell whether a day lies more than `days` days back."""
    return (timezone.localdate() - day).days > days


def stamped_at(path: str) -> dt.datetime | None:
    """Return when the file of a stamp was last written, or None: a backup touches one when it is done."""
    file = Path(path)
    if not path or not file.is_file():
        return None
    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)


def stamp_age(path: str) -> dt.timedelta | None:
    """Return how long ago the stamp was written, or None without one."""
    moment = stamped_at(path)
    return timezone.now() - moment if moment else None
