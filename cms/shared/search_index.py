"""Writing the index: entries, their files, and the vectors that PostgreSQL makes of their texts."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model

from cms.core.folding import fold
from cms.shared.models import SearchEntry, SearchFile
from cms.shared.models.search import KEY_LENGTH
from cms.shared.search_text import indexed, plain, told
from tenants.registry import registry
from tenants.schema import connection

if TYPE_CHECKING:
    from cms.shared.searching import Attached, Findable

# Beyond this nobody's words are looked for; PostgreSQL keeps at most a megabyte.
NO_DATE = "~t0"
MOST_BODY, MOST_OF_FILES = 60_000, 300_000
_followers: list[Callable[[str], None]] = []
_HEAD = """
    setweight(to_tsvector('public.vietnamese', %(title)s), 'A')
    || setweight(to_tsvector('public.vietnamese', %(label)s), 'A')
    || setweight(to_tsvector('public.vietnamese', %(summary)s), 'B')"""
# The same with accents, behind: a question with accents asks for these too.
_EXACT = """
    setweight(to_tsvector('pg_catalog.simple', %(title)s), 'A')
    || setweight(to_tsvector('pg_catalog.simple', %(label)s), 'A')
    || setweight(to_tsvector('pg_catalog.simple', %(summary)s), 'B')"""
_REST = """
    setweight(to_tsvector('public.vietnamese', %(body)s), 'C')
    || setweight(to_tsvector('public.vietnamese', %(files)s), 'D')
    || setweight(to_tsvector('public.vietnamese', %(names)s), 'D')
    || array_to_tsvector(%(marks)s::text[])"""
_COLUMNS = (
    "school_id", "model", "object_id", "kind", "language", "date", "year", "subject", "grade", "weight", "until",
    "title", "label", "summary", "path", "folded", "digest", "changed_at", "body",
)  # fmt: skip
_UPSERT = f"""
    INSERT INTO public.shared_searchentry AS e (key, {", ".join(_COLUMNS)}, head, vector)
    SELECT %(key)s, {", ".join(f"%(c_{name})s" for name in _COLUMNS)}, h.head || {_EXACT}, h.head || {_REST}
    FROM (SELECT {_HEAD} AS head) h
    ON CONFLICT (key) DO UPDATE SET ({", ".join(_COLUMNS)}, head, vector)
        = ({", ".join(f"EXCLUDED.{name}" for name in (*_COLUMNS, "head", "vector"))})
    RETURNING id"""  # noqa: S608 - names of our own columns
_REFRESH = f"UPDATE public.shared_searchentry SET vector = {_HEAD} || {_REST} WHERE id = %(id)s"  # noqa: S608 - the same


def write(school_id: int, label: str, object_id: int, entries: Iterable["Findable"]) -> None:
    """Bring the entries of one object up to date; those that are not among them (any more) go."""
    rows = SearchEntry.objects.filter(school_id=school_id, model=label, object_id=object_id)
    known = dict(rows.values_list("key", "digest"))
    kept = []
    for entry in entries:
        key = key_of(school_id, label, object_id, entry.part)
        kept.append(key)
        hashes = _hashes(entry.files)
        digest = entry.digest(repr(sorted(hashes.items())))
        if known.get(key) != digest:
            with transaction.atomic():
                _write(key, school_id, label, object_id, entry, digest, hashes)
            changed(key)
    gone = known.keys() - set(kept)
    if gone:
        rows.filter(key__in=gone).delete()
        for key in gone:
            changed(key)


def key_of(school_id: int, label: str, object_id: int, part: str = "") -> str:
    """Return the key of an entry: `12:news.newspage:345`, `12:disclosures.disclosureindexpage:9:2025-2026/bm06`."""
    key = f"{school_id}:{label}:{object_id}"
    return f"{key}:{part}"[:KEY_LENGTH] if part else key


def marks_of(school_id: int, date: dt.date | None) -> list[str]:
    """Return what stands in a vector besides words (no word has a tilde): the school, and the month of the date.

    The index of words then finds one school's entries, or the newest, without looking at any other.
    """
    return [f"~s{school_id}", f"~t{date:%Y%m}" if date else NO_DATE]


def names_of(school_id: int, kind: str) -> str:
    """Return what people add to name an entry: its school, and its kind (“thực đơn mầm non hoa sen”)."""
    from cms.shared.searching import names_of_kinds

    school = registry.schools().get(school_id)
    return indexed(told(f"{names_of_kinds().get(kind, '')}\n{school.name if school else ''}"))


def follow(function: Callable[[str], None]) -> None:
    """Let a function know, within the transaction, of every key that was written or removed."""
    _followers.append(function)


def changed(key: str) -> None:
    """An entry was written or removed."""
    for follower in _followers:
        follower(key)


def file_read(file: SearchFile, status: str, pages: Sequence[str] = (), *, has_pages: bool = False) -> None:
    """Keep what was found in a file, and let its entry be found by it."""
    file.status, file.pages, file.has_pages, file.read_at = (
        status,
        [told(page) for page in pages],
        has_pages,
        timezone.now(),
    )
    file.save(update_fields=["status", "pages", "has_pages", "read_at"])
    refresh(file.entry)


def refresh(entry: SearchEntry) -> None:
    """Make an entry's vector anew, with the text of its files as it is now."""
    values = {
        **_texts(entry, _text_of_files(entry.pk)),
        "names": names_of(entry.school_id, entry.kind),
        "marks": marks_of(entry.school_id, entry.date),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, {**values, "id": entry.pk})
    changed(entry.key)


def _write(
    key: str, school_id: int, label: str, object_id: int, entry: "Findable", digest: str, hashes: dict[int, str]
) -> None:
    columns = _row(school_id, label, object_id, entry, digest)
    values = {
        "key": key,
        **{f"c_{name}": columns[name] for name in _COLUMNS},
        **_texts(entry, ""),
        "names": names_of(school_id, entry.kind),
        "marks": marks_of(school_id, entry.date),
    }
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, values)
        (pk,) = cursor.fetchone()
        _write_files(pk, entry.files, hashes)
        if entry.files:
            cursor.execute(_REFRESH, {**values, "id": pk, "files": indexed(told(_text_of_files(pk)))})


def _row(school_id: int, label: str, object_id: int, entry: "Findable", digest: str) -> dict[str, Any]:
    return {
        "school_id": school_id,
        "model": label,
        "object_id": object_id,
        "kind": entry.kind,
        "language": entry.language,
        "date": entry.date,
        "year": entry.year or (entry.date.year if entry.date else None),
        "subject": entry.subject[:40],
        "grade": entry.grade[:10],
        "weight": entry.weight,
        "until": entry.until,
        "title": told(entry.title)[:255],
        "label": told(entry.label)[:120],
        "summary": told(entry.summary)[:600],
        "path": entry.path,
        "folded": fold(plain(entry.title))[:255],
        "digest": digest,
        "changed_at": dt.datetime.now(dt.UTC),
        "body": told(entry.body)[:MOST_BODY],
    }


def _texts(entry: Any, files: str) -> dict[str, str]:
    parts = ("title", "label", "summary")
    head = {name: indexed(told(getattr(entry, name))) for name in parts}
    return {**head, "body": indexed(told(entry.body[:MOST_BODY])), "files": indexed(told(files))}


def _text_of_files(entry_id: int) -> str:
    rows = SearchFile.objects.filter(entry_id=entry_id).values_list("title", "pages")
    return "\n".join("\n".join([title, *pages]) for title, pages in rows)[:MOST_OF_FILES]


def _hashes(files: Iterable["Attached"]) -> dict[int, str]:
    ids = [file.attachment_id for file in files]
    if not ids:
        return {}
    return dict(get_document_model().objects.filter(pk__in=ids).values_list("pk", "file_hash"))


def _write_files(entry_id: int, files: Sequence["Attached"], hashes: dict[int, str]) -> None:
    """Keep a row for each file; what has been read of the same file stays, of another one it is read anew."""
    known = {row.attachment_id: row for row in SearchFile.objects.filter(entry_id=entry_id)}
    for position, file in enumerate(files):
        row = known.pop(file.attachment_id, None) or SearchFile(entry_id=entry_id, attachment_id=file.attachment_id)
        file_hash = hashes.get(file.attachment_id, "")
        if row.pk is None or row.file_hash != file_hash:
            row.status, row.pages, row.has_pages, row.read_at = SearchFile.Status.WAITING, [], False, None
        row.title, row.path, row.file_hash, row.position = file.title[:255], file.path, file_hash, position
        row.save()
    SearchFile.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
