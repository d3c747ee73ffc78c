"""What ranks one match above another, as SQL.

`short` looks at what is in the narrow row (`m`): title, label, summary, age, weight. `long` adds what stands in the
text of the best of them (`e`). Weights are tuned with the judged questions (tests/search/judged.yaml).
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
    """Return the score of a row of `m`; fills in the values it asks for."""
    parts = [
        f"m.weight * {WEIGHT}",
        f"coalesce({RECENCY} / (1 + greatest(current_date - m.date, 0) / 365.0), {UNDATED})",
    ]
    if asked.is_empty:
        return "0::float"

    def has(query: str, worth: float, column: str = "m.head", configuration: str = "public.vietnamese") -> None:
        if query:
            name = f"q{len(values)}"
            values[name] = query
            parts.append(f"({column} @@ to_tsquery('{configuration}', %({name})s))::int * {worth:.3f}")

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
    parts.append(f"least(1.0, %({name})s::float / greatest(length(m.title), 1)) * {BREVITY}")
    return " + ".join(parts)


def long(asked: Wording, values: dict[str, Any]) -> str:
    """Return what the text of an entry `e` adds."""
    words, pairs = asked.typed, asked.pairs[:MOST_PAIRS]
    if len(words) < 2:
        return "0"
    values["text_phrase"] = adjacent(words)
    parts = [f"(e.vector @@ to_tsquery('public.vietnamese', %(text_phrase)s))::int * {TEXT_PHRASE}"]
    for number, pair in enumerate(pairs):
        values[f"text_pair_{number}"] = adjacent(pair)
        worth = TEXT_PAIRS / len(pairs)
        parts.append(f"(e.vector @@ to_tsquery('public.vietnamese', %(text_pair_{number})s))::int * {worth:.3f}")
    return " + ".join(parts)
