"""What the search server keeps of an entry, and how it reads words (built with elasticsearch-dsl).

The texts come prepared (cms/shared/search_text.py): small letters, words and single spaces, the numbers of documents
in one piece. Each word is kept twice at its place, with accents and without. Sources are not kept: what is shown
comes from SearchEntry, which also has the last word on what may be shown.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.core.folding import fold
from cms.shared.models import SearchEntry, SearchFile
from cms.shared.search_index import MOST_BODY, MOST_OF_FILES, naming_of
from cms.shared.search_text import indexed, plain

# Raise it when the mapping changes: the next push builds a new index.
VERSION = 2
LONGEST_BEGINNING = 40
# With and without accents; the names of the analyzers are asked for in asking_server.py.
STORED, FOLDED, EXACT = "vietnamese_stored", "vietnamese_folded", "vietnamese_exact"
# A server adds no negative worths.
LIFT = 20
# Between the texts of one field: no phrase reaches over it.
GAP = 100


def index() -> dict[str, Any]:
    """Return settings and mapping of an index."""
    from elasticsearch.dsl import Mapping, analyzer, token_filter, tokenizer

    words = tokenizer("whitespace")
    keeping = token_filter("folding_kept", "asciifolding", preserve_original=True)
    stored = analyzer(STORED, tokenizer=words, filter=["lowercase", keeping])
    folded = analyzer(FOLDED, tokenizer=words, filter=["lowercase", "asciifolding"])
    exact = analyzer(EXACT, tokenizer=words, filter=["lowercase"])
    beginnings = analyzer(
        "beginnings",
        tokenizer=tokenizer("keyword"),
        filter=["lowercase", token_filter("edges", "edge_ngram", min_gram=2, max_gram=LONGEST_BEGINNING)],
    )
    mapping = Mapping()
    mapping.meta("dynamic", False)
    mapping.meta("_source", enabled=False)
    mapping.meta("_meta", version=VERSION)
    for name in ("head", "title", "text"):
        mapping.field(name, "text", analyzer=stored, search_analyzer=folded, position_increment_gap=GAP, norms=False)
    mapping.field("beginning", "text", analyzer=beginnings, search_analyzer="keyword", norms=False)
    for name in ("kind", "language", "subject", "grade", "folded"):
        mapping.field(name, "keyword")
    for name in ("school_id", "year", "weight", "length"):
        mapping.field(name, "integer")
    for name in ("date", "until"):
        mapping.field(name, "date")
    used: dict[str, Any] = {}
    for one in (stored, folded, exact, beginnings):
        for part, named in one.get_analysis_definition().items():
            used.setdefault(part, {}).update(named)
    return {
        "settings": {
            "index": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "1s"},
            "analysis": used,
        },
        "mappings": mapping.to_dict(),
    }


def documents(entries: Iterable[SearchEntry], name: str) -> Iterator[dict[str, Any]]:
    """Yield what is sent of entries to the index of that name: one query for the files of all."""
    rows = list(entries)
    files: dict[int, list[str]] = {}
    read = SearchFile.objects.filter(entry__in=rows).order_by("position", "pk")
    for entry_id, title, pages in read.values_list("entry_id", "title", "pages"):
        files.setdefault(entry_id, []).append("\n".join([title, *pages]))
    naming = {key: naming_of(key) for key in {row.school_id for row in rows}}
    for row in rows:
        source = _document(row, files.get(row.pk, []), naming[row.school_id](row.kind))
        yield {"_op_type": "index", "_index": name, "_id": row.key, "_source": source}


def _document(row: SearchEntry, files: list[str], names: str) -> dict[str, Any]:
    title, label, summary = indexed(row.title), indexed(row.label), indexed(row.summary)
    return {
        **{name: getattr(row, name) for name in ("school_id", "kind", "language", "subject", "grade")},
        "weight": max(0, row.weight + LIFT),
        "year": row.year,
        "date": row.date.isoformat() if row.date else None,
        "until": row.until.isoformat() if row.until else None,
        "length": len(row.title),
        "title": [title, label],
        "head": [title, label, summary],
        "text": [
            title,
            label,
            summary,
            indexed(row.body[:MOST_BODY]),
            indexed("\n".join(files)[:MOST_OF_FILES]),
            names,
        ],
        "folded": row.folded,
        "beginning": fold(plain(row.title))[:LONGEST_BEGINNING],
    }
