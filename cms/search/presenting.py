"""An answer as the page shows it: facets as links, filters as chips, many results of one school folded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.search.asking import PARAMETERS, Asked
from cms.search.contract import FACETS, MAX_PAGE, PAGE_SIZE, Answer, Hit
from cms.search.engines.facets import name_of
from themes.templatetags.theme import vn_date_short

# Of a school's results so many stand on the page; more are folded below them.
OF_ONE_SCHOOL = 3
# More values of a facet than these are folded.
VALUES = 8
NAMES: Mapping[str, Promise] = {
    "kind": gettext_lazy("Kind of content"),
    "school": gettext_lazy("School"),
    "ward": gettext_lazy("Ward"),
    "year": gettext_lazy("Year"),
    "subject": gettext_lazy("Subject"),
    "grade": gettext_lazy("School grade"),
}
# Changes of the address that take every filter away.
NO_FILTERS = dict.fromkeys([*PARAMETERS.values(), "tu", "den"], "")


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as a link: chosen, it leads back to all."""

    name: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's values; `more` are folded."""

    key: str
    name: str
    options: Sequence[Option]
    more: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; its link takes it away."""

    name: str
    value: str
    query: str


@dataclass(slots=True)
class Group:
    """Results that stand together; of many from one school the later ones are folded."""

    hits: list[Hit] = field(default_factory=list)
    folded: list[Hit] = field(default_factory=list)
    # Parameters of the search within that school alone.
    query: str = ""

    @property
    def school(self) -> str:
        return self.hits[0].school


def facets(asked: Asked, answer: Answer) -> list[Facet]:
    """Return the facets that divide what was found, and those chosen."""
    listed = ((key, list(_options(asked, answer, key))) for key in FACETS)
    return [_facet(key, options) for key, options in listed if len(options) > 1 or any(o.is_chosen for o in options)]


def chips(asked: Asked) -> list[Chip]:
    """Return the filters that are on."""
    question = asked.question
    found = [
        Chip(str(NAMES[key]), name_of(key, value), asked.query(**{PARAMETERS[key]: ""}))
        for key, value in question.chosen.items()
    ]
    if question.since:
        found.append(Chip(_("From the day"), vn_date_short(question.since), asked.query(tu="")))
    if question.until:
        found.append(Chip(_("To the day"), vn_date_short(question.until), asked.query(den="")))
    return found


def groups(asked: Asked, answer: Answer) -> list[Group]:
    """Return the results in their order; where one school has many, its later ones are folded below its third.

    Newest first, and within one school, nothing is moved.
    """
    question = asked.question
    if question.sort == "newest" or question.school_id is not None or "school" in question.chosen:
        return [Group([hit]) for hit in answer.hits]
    found: list[Group] = []
    seen: dict[str, int] = {}
    last: dict[str, Group] = {}
    for hit in answer.hits:
        seen[hit.school] = seen.get(hit.school, 0) + 1
        if seen[hit.school] > OF_ONE_SCHOOL:
            last[hit.school].folded.append(hit)
        else:
            last[hit.school] = Group([hit], query=_within(asked, answer, hit.school))
            found.append(last[hit.school])
    return found


def pages(answer: Answer, number: int) -> Page:
    """Return the page for the row of page numbers; there are MAX_PAGE at most."""
    return Paginator(range(min(answer.count, PAGE_SIZE * MAX_PAGE)), PAGE_SIZE).get_page(number)


def _facet(key: str, options: list[Option]) -> Facet:
    options.sort(key=lambda option: not option.is_chosen)
    return Facet(key, str(NAMES[key]), options[:VALUES], options[VALUES:])


def _options(asked: Asked, answer: Answer, key: str) -> Iterator[Option]:
    chosen, parameter = asked.question.chosen.get(key), PARAMETERS[key]
    for value in answer.facets.get(key, ()):
        is_chosen = value.value == chosen
        query = asked.query(**{parameter: "" if is_chosen else value.value})
        yield Option(value.name, value.count, query, is_chosen)


def _within(asked: Asked, answer: Answer, school: str) -> str:
    value = next((count.value for count in answer.facets.get("school", ()) if count.name == school), "")
    return asked.query(truong=value) if value else ""
