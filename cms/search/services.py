"""What a query finds. A plain first version: every word must occur in title, summary or label (the number of a
document, say), accents aside."""

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Case, F, Q, QuerySet, When

from cms.core.languages import in_language
from cms.core.models import BasePage
from cms.search.folding import fold
from cms.shared.models import NewsCard
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import Domain, url_of_host

MAX_WORDS = 8
MAX_RESULTS = 40
MAX_SCHOOLS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results."""

    title: str
    url: str
    summary: str
    label: str
    date: dt.date | None = None


def words_of(query: str) -> list[str]:
    """Return the folded words of a query, at most MAX_WORDS; PostgreSQL accepts no NUL."""
    return fold(query.replace("\x00", " ")).split()[:MAX_WORDS]


def find_pages(words: list[str]) -> list[Hit]:
    """Return published, unrestricted pages of this site: those named so first, then the newest."""
    pages: QuerySet[BasePage] = in_language(BasePage.objects.live().public()).filter(depth__gt=2)
    found = pages.filter(_all_words(words, "title", "summary", "list_label"))
    found = found.order_by(_named(words), F("date").desc(nulls_last=True), "path")[:MAX_RESULTS]
    return [Hit(page.title, page.url, page.summary, page.list_label, page.date) for page in found]


def find_news_of_schools(words: list[str]) -> list[Hit]:
    """Return news of all schools in service, newest first."""
    cards = NewsCard.objects.newest().filter(_all_words(words, "title", "summary"))[:MAX_RESULTS]
    return [Hit(card.title, card.url, card.summary, card.school_name) for card in cards]


def find_schools(words: list[str]) -> list[Hit]:
    """Return schools in service whose name or ward has all words."""
    domains = (
        Domain.objects.filter(is_primary=True, tenant__status=SchoolStatus.READY)
        .exclude(tenant__kind=SchoolKind.OFFICE)
        .filter(_all_words(words, "tenant__name", "tenant__ward"))
        .select_related("tenant")
        .order_by("tenant__name")[:MAX_SCHOOLS]
    )
    return [Hit(d.tenant.name, url_of_host(d.domain) + "/", d.tenant.address, d.tenant.ward) for d in domains]


def _named(words: list[str]) -> Case:
    """Sort what has all words in its title or label before what has them only in its summary."""
    return Case(When(_all_words(words, "title", "list_label"), then=0), default=1)


def _all_words(words: list[str], *fields: str) -> Q:
    """Each word in at least one field."""

    def anywhere(word: str) -> Q:
        return reduce(lambda left, right: left | right, (Q(**{f"{f}__unaccent__icontains": word}) for f in fields))

    return reduce(and_, (anywhere(word) for word in words))
