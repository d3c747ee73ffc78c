"""What a search server is asked (built with elasticsearch-dsl): the same conditions and weights as PostgreSQL's."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from cms.core.folding import fold
from cms.search.contract import MAX_PAGE, PAGE_SIZE, Question
from cms.search.engines import scoring
from cms.search.engines.facets import MOST
from cms.search.engines.stored import EXACT, FOLDED, LONGEST_BEGINNING
from cms.search.engines.widening import FEWEST_TERMS
from cms.search.engines.wording import Term, Ways, Wording

# The whole entry; title, label and summary; title and label.
TEXT, HEAD, TITLE = "text", "head", "title"
MOST_COUNTED = 10_000
MILLISECONDS = "800ms"
FACET_COLUMNS = {"kind": MOST, "school_id": 500, "year": MOST, "subject": MOST, "grade": MOST}
# So many titles are looked at for the few that are suggested.
MOST_TITLES = 60
MOST_PHRASES = 12
FITTING = "fitting"


def search(
    question: Question, asked: Wording, schools: Iterable[int], ways: Ways = (), withdrawn: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the body of a search; `schools` are those that may be shown, `ways` ask for less than everything.

    Of entries that were `withdrawn` the server has not heard yet.
    """
    from elasticsearch.dsl import A, Q, Search

    everything = [_term(term, TEXT) for term in asked.terms]
    needed = [_any_of(ways)] if ways else everything
    conditions = [*_conditions(question, schools), *needed, *(_phrase(words, TEXT) for words in asked.phrases)]
    without = [_phrase(words, TEXT) for words in asked.without]
    if withdrawn:
        without.append(Q("ids", values=list(withdrawn)))
    found = Q("bool", filter=conditions, must_not=without)
    found.should = [*_worths(asked), *([_worth(Q("bool", filter=everything), scoring.EVERYTHING)] if ways else ())]
    first = (min(max(question.page, 1), MAX_PAGE) - 1) * PAGE_SIZE
    body = Search().extra(from_=first, size=PAGE_SIZE, track_total_hits=MOST_COUNTED, timeout=MILLISECONDS)
    newest = {"date": {"order": "desc", "missing": "_last"}}
    if question.sort == "newest" or asked.is_empty:
        body = body.query(found).sort(newest, "school_id", "folded")
    else:
        body = body.query(_ranked(found, asked)).sort("_score", newest, "school_id", "folded")
    for column, most in FACET_COLUMNS.items():
        body.aggs.bucket(column, A("terms", field=column, size=most))
    if len(asked.terms) >= FEWEST_TERMS:
        body.aggs.bucket(FITTING, A("filter", _most_side_by_side(asked)))
    return _body(body)


def pairs(asked: Wording) -> Sequence[Sequence[str]]:
    """Return the words typed side by side that are looked at."""
    return asked.pairs[: scoring.MOST_PAIRS]


def suggest(folded: str, schools: Iterable[int]) -> dict[str, Any]:
    """Return the body of a search for titles that begin so: how often each stands, and an entry that has it."""
    from elasticsearch.dsl import A, Q, Search

    begins = Q("match", beginning={"query": folded[:LONGEST_BEGINNING]})
    body = Search().query(Q("bool", filter=[Q("terms", school_id=sorted(schools)), begins, _not_over()]))
    titles = body.aggs.bucket("titles", A("terms", field="folded", size=MOST_TITLES))
    titles.metric("one", A("top_hits", size=1))
    return _body(body.extra(size=0, timeout=MILLISECONDS))


def _body(body: Any) -> dict[str, Any]:
    made: dict[str, Any] = body.to_dict()
    return made


def _conditions(question: Question, schools: Iterable[int]) -> list[Any]:
    from elasticsearch.dsl import Q

    conditions = [Q("term", language=question.language), Q("terms", school_id=sorted(schools)), _not_over()]
    days = {sign: day.isoformat() for sign, day in (("gte", question.since), ("lte", question.until)) if day}
    if days:
        conditions.append(Q("range", date=days))
    for facet in ("kind", "subject", "grade"):
        if chosen := question.chosen.get(facet):
            conditions.append(Q("term", **{facet: chosen}))
    if year := question.chosen.get("year"):
        conditions.append(Q("term", year=int(year) if year.isdecimal() and len(year) == 4 else 0))
    return conditions


def _not_over() -> Any:
    from elasticsearch.dsl import Q

    return Q("bool", must_not=[Q("range", until={"lte": timezone.now().isoformat()})])


def _ranked(found: Any, asked: Wording) -> Any:
    """The same weights as `scoring.short` and `scoring.long`."""
    from elasticsearch.dsl import Q

    dated = Q("exists", field="date")
    length = len(" ".join(asked.typed)) or 1
    functions = [
        {"filter": dated, "exp": {"date": {"origin": "now", "scale": "365d"}}, "weight": scoring.RECENCY},
        {"filter": Q("bool", must_not=[dated]), "weight": scoring.UNDATED},
        {"field_value_factor": {"field": "weight", "factor": scoring.WEIGHT, "missing": 0}},
        *(
            {
                "filter": _term(term, TITLE),
                "field_value_factor": {
                    "field": "length",
                    "factor": 1 / length,
                    "modifier": "reciprocal",
                    "missing": 100,
                },
                "weight": scoring.BREVITY / len(asked.terms),
            }
            for term in asked.terms
        ),
    ]
    return Q("function_score", query=found, functions=functions, score_mode="sum", boost_mode="sum")


def _worths(asked: Wording) -> Iterable[Any]:
    """Yield what lifts a match above others."""
    words = asked.typed
    if len(words) > 1:
        yield _worth(_as_phrase(asked, TITLE), scoring.TITLE_PHRASE)
        yield _worth(_as_phrase(asked, TEXT), scoring.TEXT_PHRASE)
    yield _worth(_all(asked, TITLE), scoring.TITLE_ALL)
    yield _worth(_all(asked, HEAD), scoring.HEAD_ALL)
    for term in asked.terms:
        yield _worth(_term(term, TITLE), scoring.TITLE_SHARE / len(asked.terms))
    typed_so = pairs(asked)
    for pair in typed_so:
        yield _worth(_phrase(pair, HEAD), scoring.HEAD_PAIRS / len(typed_so))
        yield _worth(_phrase(pair, TEXT), scoring.TEXT_PAIRS / len(typed_so))
    if asked.has_accents:
        for word in words:
            yield _worth(_phrase([word], HEAD, EXACT), scoring.EXACT_WORDS / len(words))


def _worth(query: Any, worth: float) -> Any:
    from elasticsearch.dsl import Q

    return Q("constant_score", filter=query, boost=round(worth, 4))


def _most_side_by_side(asked: Wording) -> Any:
    """At least half of the words typed side by side stand so."""
    from elasticsearch.dsl import Q

    each = [_phrase(pair, TEXT) for pair in pairs(asked)]
    return Q("bool", should=each, minimum_should_match=(len(each) + 1) // 2)


def _any_of(ways: Ways) -> Any:
    from elasticsearch.dsl import Q

    each = [Q("bool", filter=[_term(term, TEXT) for term in way]) for way in ways]
    return Q("bool", should=each, minimum_should_match=1)


def _as_phrase(asked: Wording, field: str) -> Any:
    """Everything side by side as typed, or with one of its terms as it is also called."""
    from elasticsearch.dsl import Q

    ways = [tuple(asked.typed)]
    for place, term in enumerate(() if asked.phrases else asked.terms):
        before, after = ([word for one in terms for word in one.words] for terms in _around(asked.terms, place))
        ways += [(*before, *words, *after) for words in term.alternatives]
    return Q("bool", should=[_phrase(words, field) for words in ways[:MOST_PHRASES]], minimum_should_match=1)


def _around(terms: Sequence[Term], place: int) -> tuple[Sequence[Term], Sequence[Term]]:
    return terms[:place], terms[place + 1 :]


def _all(asked: Wording, field: str) -> Any:
    from elasticsearch.dsl import Q

    parts = [_term(term, field) for term in asked.terms] + [_phrase(words, field) for words in asked.phrases]
    return Q("bool", filter=parts)


def _term(term: Term, field: str) -> Any:
    """The term's words, or what else they are called; the number of a document in one piece, or its beginning."""
    from elasticsearch.dsl import Q

    if term.number:
        ways = [Q("prefix", **{field: {"value": fold(term.number)}}), _phrase(term.words, field)]
    elif term.is_run:
        return _phrase(term.words, field)
    else:
        together = Q("match", **{field: {"query": " ".join(term.words), "operator": "and", "analyzer": FOLDED}})
        ways = [together, *(_phrase(words, field) for words in term.alternatives)]
    return ways[0] if len(ways) == 1 else Q("bool", should=ways, minimum_should_match=1)


def _phrase(words: Sequence[str], field: str, analyzer: str = FOLDED) -> Any:
    from elasticsearch.dsl import Q

    return Q("match_phrase", **{field: {"query": " ".join(words), "analyzer": analyzer}})
