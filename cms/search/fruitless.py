"""Words that were looked for in vain, for the office's report, without anything that says who asked.

What is kept: folded words, a month, a number, from the third visitor on. What is not: queries with figures, an
e-mail address, or what may be a person's name. That three visitors asked is counted in the cache, for a week, under
digests that belong to one query only.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from itertools import pairwise

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from cms.core import rate_limit
from cms.core.personal_data.people import SURNAMES
from cms.search.asking import Asked
from cms.search.folding import fold
from cms.shared.models import FruitlessSearch

VISITORS = 3
WEEK = 7 * 24 * 3600
# Of one visitor in a day; a robot that types words at random is not listened to.
OF_ONE_VISITOR = 30
DAY = 24 * 3600
LONGEST = 100
MOST_WORDS = 8
MONTHS = 12
OF_A_MONTH = 500
# Rows of the report.
SHOWN = 300
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_NAMES = frozenset(unicodedata.normalize("NFC", name).lower() for name in SURNAMES)
# Typed without accents these are words far more often than names.
_BARE_NAMES = frozenset(map(fold, _NAMES)) - {"truong", "van", "danh", "trang", "vien", "cao", "tu", "chu"}
_MIDDLE = frozenset({"van", "thi", "huu", "duc", "ngoc", "minh", "thanh", "quoc", "gia", "bao"})
_ADD = """
    INSERT INTO public.shared_fruitlesssearch AS f (month, words, searches) VALUES (%s, %s, %s)
    ON CONFLICT (month, words) DO UPDATE SET searches = f.searches + excluded.searches"""


def note(request: HttpRequest, asked: Asked) -> None:
    """Count a visitor who found nothing, unless the words might be about somebody."""
    words = keepable(asked.text)
    if not words:
        return
    visitor = rate_limit.visitor_address(request)
    digest = hashlib.blake2b(words.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12).hexdigest()
    if rate_limit.count("fruitless.visitor", visitor, seconds=DAY) > OF_ONE_VISITOR:
        return
    if rate_limit.count(f"fruitless.{digest}", visitor, seconds=WEEK) > 1:
        return
    visitors = rate_limit.count("fruitless.words", digest, seconds=WEEK)
    if visitors >= VISITORS:
        _add(words, VISITORS if visitors == VISITORS else 1)


def keepable(text: str) -> str:
    """Return the folded words of a query that may be kept, "" if there are none."""
    words = fold(text)
    if len(words) > LONGEST or not _PLAIN.fullmatch(words) or len(words.split()) > MOST_WORDS:
        return ""
    return "" if may_be_a_name(text) else words


def may_be_a_name(text: str) -> bool:
    """Tell whether a surname is followed by more; without accents only where that is likely."""
    typed = unicodedata.normalize("NFC", text).lower().split()
    for position, (word, following) in enumerate(pairwise(typed)):
        if word in _NAMES:
            return True
        if word.isascii() and word in _BARE_NAMES and (position == 0 or fold(following) in _MIDDLE):
            return True
    return False


def clean_up(today: dt.date | None = None) -> int:
    """Delete what is older than a year and, of each month, all but the most frequent; returns how many rows."""
    today = today or timezone.localdate()
    count = today.year * 12 + today.month - 1 - MONTHS
    rows, _by_model = FruitlessSearch.objects.filter(month__lt=dt.date(count // 12, count % 12 + 1, 1)).delete()
    for month in FruitlessSearch.objects.order_by().values_list("month", flat=True).distinct():
        of_month = FruitlessSearch.objects.filter(month=month).order_by("-searches", "words")
        rare = of_month.values_list("pk", flat=True)[OF_A_MONTH:]
        rows += FruitlessSearch.objects.filter(pk__in=list(rare)).delete()[0]
    return rows


def _add(words: str, visitors: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [timezone.localdate().replace(day=1), words, visitors])
