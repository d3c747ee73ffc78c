"""Writing the index: entries, their files, and the vectors that PostgreSQL makes of their texts."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.documents import get_document_model

from cms.core.folding import fold
from cms.shared.models import SearchEntry, SearchFile
from cms.shared.models.search import KEY_LENGTH
from cms.shared.search_text import indexed, plain, told
from tenants.models import School
from tenants.schema import connection

if TYPE_CHECKING:
    from cms.shared.findable import Attached, Findable

# Beyond this nobody's words are looked for; PostgreSQL keeps at most a megabyte.
NO_DATE = "~t0"
MOST_BODY, MOST_OF_FILES = 60_000, 300_000
# Entries of one statement.
BATCH = 100
_followers: list[Callable[[Sequence[str]], None]] = []
# Of a row `r` with the texts as they are indexed.
_HEAD = """
    setweight(to_tsvector('public.vietnamese', r.i_title), 'A')
    || setweight(to_tsvector('public.vietnamese', r.i_label), 'A')
    || setweight(to_tsvector('public.vietnamese', r.i_summary), 'B')"""
# The same with accents, behind: a question with accents asks for these too.
_EXACT = """
    setweight(to_tsvector('pg_catalog.simple', r.i_title), 'A')
    || setweight(to_tsvector('pg_catalog.simple', r.i_label), 'A')
    || setweight(to_tsvector('pg_catalog.simple', r.i_summary), 'B')"""
_REST = """
    setweight(to_tsvector('public.vietnamese', r.i_body), 'C')
    || setweight(to_tsvector('public.vietnamese', r.i_files), 'D')
    || setweight(to_tsvector('public.vietnamese', r.i_names), 'D')
    || array_to_tsvector(r.i_marks)"""
_COLUMNS = {
    "school_id": "bigint", "model": "text", "object_id": "bigint", "kind": "text", "language": "text", "date": "date",
    "year": "smallint", "subject": "text", "grade": "text", "weight": "smallint", "until": "timestamptz",
    "title": "text", "label": "text", "summary": "text", "path": "text", "folded": "text", "digest": "text",
    "body": "text", "is_recent": "boolean",
}  # fmt: skip
_TEXTS = {
    "i_title": "text", "i_label": "text", "i_summary": "text", "i_body": "text", "i_files": "text", "i_names": "text",
    "i_marks": "text[]",
}  # fmt: skip
_ROWS = ", ".join(f"{name} {kind}" for name, kind in {"key": "text", **_COLUMNS, **_TEXTS}.items())
_WRITTEN = ", ".join([*_COLUMNS, "changed_at", "head", "vector"])
_UPSERT = f"""
    INSERT INTO public.shared_searchentry AS e (key, {_WRITTEN})
    SELECT r.key, {", ".join(f"r.{name}" for name in _COLUMNS)}, now(), h.head || {_EXACT}, h.head || {_REST}
    FROM json_to_recordset(%s) AS r({_ROWS}), LATERAL (SELECT {_HEAD} AS head) h
    ON CONFLICT (key) DO UPDATE SET ({_WRITTEN}) = ({", ".join(f"EXCLUDED.{name}" for name in _WRITTEN.split(", "))})
    RETURNING key, id"""  # noqa: S608 - names of our own columns
_REFRESH = f"""
    UPDATE public.shared_searchentry e SET vector = {_HEAD} || {_REST}
    FROM json_to_recordset(%s) AS r(id bigint, {", ".join(f"{name} {kind}" for name, kind in _TEXTS.items())})
    WHERE e.id = r.id"""  # noqa: S608 - the same


def write(school_id: int, label: str, found: Mapping[int, Iterable["Findable"]]) -> None:
    """Bring the entries of objects of one model up to date; those that are not among them (any more) go."""
    rows = SearchEntry.objects.filter(school_id=school_id, model=label, object_id__in=list(found))
    known = dict(rows.values_list("key", "digest"))
    wanted = {
        key_of(school_id, label, object_id, entry.part): (object_id, entry)
        for object_id, entries in found.items()
        for entry in entries
    }
    hashes = _hashes(file for _object_id, entry in wanted.values() for file in entry.files)
    # Stands in every vector.
    name = _name_of_school(school_id)
    differing = {}
    for key, (object_id, entry) in wanted.items():
        told_of_files = [(file.attachment_id, hashes.get(file.attachment_id, "")) for file in entry.files]
        digest = entry.digest(repr((told_of_files, name)))
        if known.get(key) != digest:
            differing[key] = (entry, _row(key, school_id, label, object_id, entry, digest))
    keys = list(differing)
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            _write(school_id, {key: differing[key] for key in keys[start : start + BATCH]}, hashes)
    gone = sorted(known.keys() - wanted.keys())
    if gone:
        with transaction.atomic():
            rows.filter(key__in=gone).delete()
            changed(gone)


def key_of(school_id: int, label: str, object_id: int, part: str = "") -> str:
    """Return the key of an entry: `12:news.newspage:345`, `12:disclosures.disclosureindexpage:9:2025-2026/bm06`."""
    key = f"{school_id}:{label}:{object_id}"
    return f"{key}:{part}"[:KEY_LENGTH] if part else key


def marks_of(school_id: int, date: dt.date | None, folded: str) -> list[str]:
    """Return what stands in a vector besides words: school, day, ten days of a month, and the words of the title.

    No word has a tilde or an equals sign. The index of words then finds one school's entries, or the newest, or those
    with words in their `folded` titles, without looking at any other.
    """
    days = [f"~d{date:%Y%m%d}", f"~t{date:%Y%m}{min((date.day - 1) // 10, 2)}"] if date else [NO_DATE]
    return [f"~s{school_id}", *days, *(f"={word}" for word in sorted(set(folded.split())))]


def follow(function: Callable[[Sequence[str]], None]) -> None:
    """Let a function know, within the transaction, of all keys that were written or removed."""
    _followers.append(function)


def changed(keys: Sequence[str]) -> None:
    """These entries were written or removed."""
    for follower in _followers:
        follower(keys)


def file_read(
    file: SearchFile, status: str, pages: Sequence[str] = (), *, has_pages: bool = False, version: int = 1
) -> None:
    """Keep what was found in a file, and let its entry be found by it; `version` is the reader's."""
    file.status, file.pages, file.has_pages, file.read_at = (
        status,
        [told(page) for page in pages],
        has_pages,
        timezone.now(),
    )
    file.version = version
    file.save(update_fields=["status", "pages", "has_pages", "read_at", "version"])
    refresh(file.entry)


def refresh(entry: SearchEntry) -> None:
    """Make an entry's vector anew, with the text of its files as it is now."""
    files = _text_of_files(SearchFile.objects.filter(entry=entry).values_list("title", "pages"))
    name = naming_of(entry.school_id)(entry.kind)
    row = {
        "id": entry.pk,
        **_texts(vars(entry), files),
        "i_names": name,
        "i_marks": marks_of(entry.school_id, entry.date, entry.folded),
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, [json.dumps([row])])
    changed([entry.key])


def _name_of_school(school_id: int) -> str:
    return School.objects.values_list("name", flat=True).get(pk=school_id)


def naming_of(school_id: int) -> Callable[[str], str]:
    """Return what people add to name an entry of a kind: its school, and the kind (“thực đơn mầm non hoa sen”)."""
    from cms.shared.searching import names_of_kinds

    # As the digest knows it: what a process remembers may be older.
    kinds, name = names_of_kinds(), _name_of_school(school_id)

    @cache
    def naming(kind: str) -> str:
        return indexed(told(f"{kinds.get(kind, '')}\n{name}"))

    return naming


def _write(school_id: int, rows: dict[str, tuple["Findable", dict[str, Any]]], hashes: dict[int, str]) -> None:
    """Write entries by their keys, each with its row, in one statement; then say so."""
    known: dict[str, dict[int, SearchFile]] = {key: {} for key in rows}
    found = SearchFile.objects.filter(entry__key__in=list(rows)).annotate(entry_key=F("entry__key"))
    for one in found:
        known[one.entry_key][one.attachment_id] = one
    files = {key: _files(entry, known[key], hashes) for key, (entry, _row) in rows.items()}
    naming = naming_of(school_id)
    for key, (entry, row) in rows.items():
        row |= _texts(row, _text_of_files((file.title, file.pages) for file in files[key]))
        row |= {"i_names": naming(entry.kind), "i_marks": marks_of(school_id, entry.date, row["folded"])}
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [json.dumps([row for _entry, row in rows.values()], default=str)])
        ids = dict(cursor.fetchall())
    for key, kept in files.items():
        gone = known[key].keys() - {file.attachment_id for file in kept}
        if gone:
            SearchFile.objects.filter(entry_id=ids[key], attachment_id__in=gone).delete()
        for file in kept:
            file.entry_id = ids[key]
            file.save()
    changed(list(rows))


def _files(entry: "Findable", known: Mapping[int, SearchFile], hashes: Mapping[int, str]) -> list[SearchFile]:
    """Return a row for each file; what has been read of the same file stays, of another one it is read anew."""
    rows = []
    for position, file in enumerate({file.attachment_id: file for file in entry.files}.values()):
        row = known.get(file.attachment_id) or SearchFile(attachment_id=file.attachment_id)
        file_hash = hashes.get(file.attachment_id, "")
        if row.pk is None or row.file_hash != file_hash:
            row.status, row.pages, row.has_pages, row.read_at = SearchFile.Status.WAITING, [], False, None
        row.title, row.path, row.file_hash, row.position = file.title[:255], file.path, file_hash, position
        rows.append(row)
    return rows


def _row(key: str, school_id: int, label: str, object_id: int, entry: "Findable", digest: str) -> dict[str, Any]:
    return {
        "key": key,
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
        "is_recent": True,
        "body": told(entry.body)[:MOST_BODY],
    }


def _texts(row: Mapping[str, Any], files: str) -> dict[str, str]:
    """Return the texts of an entry as they are indexed."""
    own = {f"i_{name}": indexed(row[name]) for name in ("title", "label", "summary", "body")}
    return {**own, "i_files": indexed(told(files))}


def _text_of_files(files: Iterable[tuple[str, Sequence[str]]]) -> str:
    return "\n".join("\n".join([title, *pages]) for title, pages in files)[:MOST_OF_FILES]


def _hashes(files: Iterable["Attached"]) -> dict[int, str]:
    ids = {file.attachment_id for file in files}
    if not ids:
        return {}
    return dict(get_document_model().objects.filter(pk__in=ids).values_list("pk", "file_hash"))
