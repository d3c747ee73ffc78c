"""What ranks one match above another, as SQL.

`short` looks at what lies in the row itself: title, label, summary, age, weight. `long` adds what stands in the text,
of the best of them. Weights are tuned with the judged questions (tests/search/judged.yaml).
"""

from typing import Any

from cms.search.engines.wording import Wording, adjacent

TITLE_PHRASE, TITLE_ALL, HEAD_ALL, TITLE_PAIRS, HEAD_PAIRS, TITLE_SHARE = 3.0, 2.0, 1.0, 1.5, 0.8, 1.0
EXACT_WORDS, EXACT_PAIRS = 1.2, 0.8
TEXT_PHRASE, TEXT_PAIRS, EVERYTHING = 1.2, 1.0, 0.5
BREVITY, RECENCY, WEIGHT = 0.8, 0.5, 0.12
# What has no date is kept up to date.
UNDATED = 0.3
MOST_PAIRS = 6


def short(asked: Wording, values: dict[str, Any]) -> str:
    """Return the score of an entry `e`; fills in the values it asks for."""
    parts = [
        f"e.weight * {WEIGHT}::float8",
        f"coalesce({RECENCY}::float8 / (1 + greatest(current_date - e.date, 0) / 365), {UNDATED}::float8)",
    ]
    if asked.is_empty:
        return "0::float8"

    def has(query: str, worth: float, column: str = "e.head", configuration: str = "public.vietnamese") -> None:
        if query:
            name = f"q{len(values)}"
            values[name] = query
            parts.append(f"({column} @@ to_tsquery('{configuration}', %({name})s))::int * {worth:.3f}::float8")

    words, pairs = asked.typed, asked.pairs[:MOST_PAIRS]
    if len(words) > 1:
        has(adjacent(words, ":A"), TITLE_PHRASE)
    has(asked.all(":A", negated=False), TITLE_ALL)
    has(asked.all(negated=False), HEAD_ALL)
    for term in asked.terms:
        has(term.query(":A"), TITLE_SHARE / len(asked.terms))
    for pair in pairs:
        has(adjacent(pair, ":A"), TITLE_PAIRS / len(pairs))
        has(adjacent(pair), HEAD_PAIRS / len(pairs))
    if asked.has_accents:
        for word in words:
            has(adjacent([word]), EXACT_WORDS / len(words), configuration="pg_catalog.simple")
        for pair in pairs:
            has(adjacent(pair), EXACT_PAIRS / len(pairs), configuration="pg_catalog.simple")
    name = f"q{len(values)}"
    values[name] = len(" ".join(words))
    parts.append(f"least(1::float8, %({name})s::float8 / greatest(length(e.title), 1)) * {BREVITY}::float8")
    return " + ".join(parts)


def long(asked: Wording, values: dict[str, Any], *, is_loose: bool = False) -> str:
    """Return what the text of `e` adds, besides what stands side by side in it."""
    parts = ["0::float8"]
    if len(asked.typed) > 1:
        values["text_phrase"] = adjacent(asked.typed)
        parts.append(f"(e.vector @@ to_tsquery('public.vietnamese', %(text_phrase)s))::int * {TEXT_PHRASE}::float8")
    if is_loose:
        # What lacks a word stands below what has them all.
        values["everything"] = asked.all()
        parts.append(f"(e.vector @@ to_tsquery('public.vietnamese', %(everything)s))::int * {EVERYTHING}::float8")
    return " + ".join(parts)


def side_by_side(asked: Wording, values: dict[str, Any]) -> str:
    """Return which share of the words typed side by side stand so in the text of `e`."""
    pairs = asked.pairs[:MOST_PAIRS]
    parts = []
    for number, pair in enumerate(pairs):
        values[f"text_pair_{number}"] = adjacent(pair)
        parts.append(f"(e.vector @@ to_tsquery('public.vietnamese', %(text_pair_{number})s))::int")
    return f"({' + '.join(parts)})::float8 / {len(pairs)}" if parts else "0::float8"
