"""Walking and removing a school's files through whatever storage holds them."""

from collections.abc import Iterator

from django.core.files.storage import Storage, default_storage, storages
from django_tenants.utils import schema_context


def files_below(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of every file below a folder, sorted; nothing when there is no such folder."""
    try:
        folders, names = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    prefix = f"{folder}/" if folder else ""
    for name in sorted(names):
        yield prefix + name
    for name in sorted(folders):
        yield from files_below(storage, prefix + name)


def remove_files(schema_name: str) -> int:
    """Remove all files of a school, its shared thumbnails included; returns how many there were."""
    with schema_context(schema_name):
        removed = _remove(default_storage, "")
    return removed + _remove(storages["shared"], schema_name)


def _remove(storage: Storage, folder: str) -> int:
    try:
        folders, names = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    prefix = f"{folder}/" if folder else ""
    for name in names:
        storage.delete(prefix + name)
    removed = len(names) + sum(_remove(storage, prefix + name) for name in folders)
    # "." is the school's own folder; storages without folders ignore it.
    storage.delete(folder or ".")
    return removed
