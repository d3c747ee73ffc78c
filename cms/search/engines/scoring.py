"""What ranks one match above another, as SQL.

`short` looks at what lies in the row itself: title, label, summary, age, weight. `long` adds what stands in the text,
of the best of them. Weights are tuned with the judged questions (tests/search/judged.yaml).
"""

from typing import Any

from cms.search.engines.wording import Wording, adjacent

TITLE_PHRASE, TITLE_ALL, HEAD_ALL, HEAD_PAIRS, TITLE_SHARE = 3.0, 2.0, 1.0, 0.8, 1.0
EXACT_WORDS = 1.2
TEXT_PHRASE, TEXT_PAIRS, EVERYTHING = 1.2, 1.5, 0.5
BREVITY, RECENCY, WEIGHT = 1.2, 0.5, 0.2
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

    def met(query: str, configuration: str = "public.vietnamese") -> str:
        name = f"q{len(values)}"
        values[name] = query
        return f"(e.head @@ to_tsquery('{configuration}', %({name})s))::int"

    def worth(query: str, value: float, configuration: str = "public.vietnamese") -> None:
        parts.append(f"{met(query, configuration)} * {value:.3f}::float8")

    words, pairs = asked.typed, asked.pairs[:MOST_PAIRS]
    if len(words) > 1:
        worth(asked.phrase(":A"), TITLE_PHRASE)
    worth(asked.all(":A", negated=False), TITLE_ALL)
    worth(asked.all(negated=False), HEAD_ALL)
    for pair in pairs:
        worth(adjacent(pair), HEAD_PAIRS / len(pairs))
    if asked.has_accents:
        for word in words:
            worth(adjacent([word]), EXACT_WORDS / len(words), "pg_catalog.simple")
    if asked.terms:
        # A short title of these words says more than a long one; one without them says nothing by being short.
        values["length"] = len(" ".join(words))
        brevity = f"{BREVITY}::float8 * least(1, %(length)s::float8 / greatest(length(e.title), 1))"
        titled = " + ".join(met(term.query(":A")) for term in asked.terms)
        parts.append(f"({titled}) / {len(asked.terms)}::float8 * ({TITLE_SHARE}::float8 + {brevity})")
    return " + ".join(parts)


def long(asked: Wording, values: dict[str, Any], *, is_loose: bool = False) -> str:
    """Return what the text of `e` adds, besides what stands side by side in it."""
    parts = ["0::float8"]
    if len(asked.typed) > 1:
        values["text_phrase"] = asked.phrase()
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
