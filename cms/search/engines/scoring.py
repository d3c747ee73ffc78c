"""What ranks one match above another, as SQL.

`short` looks at what lies in the row itself: title, label, summary, age, weight. `long` adds what stands in the text,
of the best of them. Weights are tuned with the judged questions (tests/search/judged.yaml).
"""

from typing import Any

from cms.search.engines.wording import Wording, adjacent

TITLE_PHRASE, TITLE_ALL, HEAD_ALL, TITLE_PAIRS, HEAD_PAIRS, TITLE_SHARE = 3.0, 2.0, 1.0, 1.5, 0.8, 1.0
EXACT_WORDS, EXACT_PAIRS = 1.2, 0.8
TEXT_PHRASE, TEXT_PAIRS = 1.2, 1.0
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


def long(asked: Wording, values: dict[str, Any]) -> str:
    """Return what the text of `e` adds."""
    words, pairs = asked.typed, asked.pairs[:MOST_PAIRS]
    if len(words) < 2:
        return "0"
    values["text_phrase"] = adjacent(words)
    parts = [f"(e.vector @@ to_tsquery('public.vietnamese', %(text_phrase)s))::int * {TEXT_PHRASE}::float8"]
    for number, pair in enumerate(pairs):
        values[f"text_pair_{number}"] = adjacent(pair)
        worth = TEXT_PAIRS / len(pairs)
        parts.append(
            f"(e.vector @@ to_tsquery('public.vietnamese', %(text_pair_{number})s))::int * {worth:.3f}::float8"
        )
    return " + ".join(parts)
