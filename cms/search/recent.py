"""The newest entries have an index of their own: of common words it has short lists, which are read in a moment."""

from django.db import transaction

from cms.search.engines import windows
from tenants.schema import connection

# With a date; those without are always among them.
KEPT = 10_000
BATCH = 2_000
_SINCE = """
    SELECT max(date) FROM (
        SELECT date, sum(count(*)) OVER (ORDER BY date DESC) AS newer
        FROM public.shared_searchentry WHERE date IS NOT NULL GROUP BY date) d
    WHERE newer >= %s"""
_TURN = """
    UPDATE public.shared_searchentry SET is_recent = NOT is_recent WHERE id IN (
        SELECT id FROM public.shared_searchentry
        WHERE is_recent <> (date IS NULL OR date >= coalesce(%s, '-infinity'::date)) LIMIT %s)"""


def keep_recent() -> int:
    """Let the KEPT newest entries count as recent, and no others; returns for how many that has changed.

    New entries are recent, whatever their date, until this is called again: none of the newest is ever missing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [KEPT])
        (since,) = cursor.fetchone()
    turned = 0
    while batch := _turn(since):
        turned += batch
    windows.forget()
    return turned


def _turn(since: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TURN, [since, BATCH])
        return int(cursor.rowcount)
