"""Questions asked of official documents."""

import datetime as dt
import re
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.query import PageQuerySet

from cms.core.folding import fold

MAX_WORDS = 8
WORD = re.compile(r"[a-z0-9]+")
LEADING_DIGITS = re.compile(r"^[0-9]+")


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: `123/QĐ-UBND` -> `["123", "qd", "ubnd"]`."""
    return WORD.findall(fold(text.replace("\x00", " ")))


def search_text(number: str, *texts: str) -> str:
    """Return what a document is found by: its words, and its number also in one piece.

    Begins with a space, so that ` 123` finds 123/QĐ-UBND and not 2123/QĐ-UBND.
    """
    whole = "".join(words_of(number))
    words = [*words_of(number), whole, LEADING_DIGITS.sub("", whole)]
    for text in texts:
        words += words_of(text)
    return " " + " ".join(dict.fromkeys(words))


class DocumentQuerySet(PageQuerySet):
    """Documents as visitors ask for them."""

    def with_status(self, day: dt.date | None = None) -> Any:
        """Add `is_replaced`: a published document in force by that day says so."""
        from cms.documents.models import DocumentRelation

        replacing = DocumentRelation.objects.filter(
            target=OuterRef("pk"), kind=DocumentRelation.Kind.REPLACES, page__live=True
        ).annotate(since=Coalesce("page__effective_on", "page__date"))
        return self.annotate(is_replaced=Exists(replacing.filter(since__lte=day or timezone.localdate())))

    def in_force(self, day: dt.date | None = None) -> Any:
        """Those that hold on that day."""
        day = day or timezone.localdate()
        begun = Q(effective_on__isnull=True) | Q(effective_on__lte=day)
        not_ended = Q(expires_on__isnull=True) | Q(expires_on__gt=day)
        return self.with_status(day).filter(begun & not_ended, is_replaced=False)

    def found_by(self, query: str) -> Any:
        """Those that have all words of the query, accents and punctuation aside."""
        found = self
        for word in words_of(query)[:MAX_WORDS]:
            found = found.filter(search_text__contains=f" {word}")
        return found

    def newest(self) -> Any:
        """Newest first, always in the same order."""
        return self.order_by("-date", "-first_published_at", "-pk")
