"""Finding broken links: own ones in the database, others by asking, a few at a time."""

import time
from datetime import time as clock
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from cms.core.models import BasePage
from cms.editing.links import fetch
from cms.editing.models import ExternalLink, FoundLink
from cms.editing.own_links import broken_own_links, own_path
from cms.editing.passages import passages
from tenants.periodic import periodic
from tenants.tasks import enqueue_once

WEEK = timedelta(days=7)
SUNDAY_NIGHT = clock(1)
# A link that failed once is asked again the next day; it is called broken when it failed twice.
AGAIN = timedelta(days=1)
BATCH = 20
BATCH_SECONDS = 30
PAUSE_BETWEEN_BATCHES = timedelta(minutes=2)
PAUSE_SAME_HOST = 1.0
PER_HOST = 5


@periodic(at=SUNDAY_NIGHT, weekday=6, spread=WEEK - timedelta(hours=12))
@task(priority=-50)
def check_links() -> int:
    """Look at every published page of the current school; returns how many links lead nowhere on it.

    Each school on its own day of the week, so that 170 schools do not ask on the same morning.
    """
    broken = collect()
    ask_others.enqueue()
    return broken


def collect() -> int:
    """Write down all links of the published pages; returns how many of the own ones are broken."""
    rows: list[FoundLink] = []
    for page in BasePage.objects.live().specific().iterator(chunk_size=50):
        rows += found_on(page)
    with transaction.atomic():
        FoundLink.objects.all().delete()
        FoundLink.objects.bulk_create(rows, batch_size=500)
        others = {row.href for row in rows if not row.is_own}
        ExternalLink.objects.exclude(href__in=others).delete()
        ExternalLink.objects.bulk_create([ExternalLink(href=href) for href in sorted(others)], ignore_conflicts=True)
    return sum(row.is_broken for row in rows)


def found_on(page: BasePage) -> list[FoundLink]:
    """Return the links of one page to other servers, and those to this site that lead nowhere."""
    texts = list(passages(page))
    broken = broken_own_links(page, [text.words for text in texts if text.words])
    found = []
    for text in texts:
        for link in text.links:
            href = link.attrs.get("href", "").strip()
            if id(link) in broken or is_elsewhere(href):
                found.append(
                    FoundLink(
                        page_id=page.pk,
                        place=text.place[:250],
                        anchor=text.anchor[:120],
                        href=href[:1000],
                        words=" ".join(link.text.split())[:200],
                        is_own=id(link) in broken,
                        is_broken=id(link) in broken,
                    )
                )
    return found


def is_elsewhere(href: str) -> bool:
    """Tell whether an address belongs to nobody of this install: only those are asked."""
    if not href.startswith(("http://", "https://")) or len(href) > 1000:
        return False
    host = urlsplit(href).hostname or ""
    return not own_path(href) and host != settings.PORTAL_DOMAIN and not host.endswith(f".{settings.PORTAL_DOMAIN}")


@task(priority=-50)
def ask_others() -> int:
    """Ask a few other servers, then leave the worker to others until the next batch."""
    asked = _ask_batch(due())
    if due().exists():
        enqueue_once(ask_others, timezone.now() + PAUSE_BETWEEN_BATCHES)
    return asked


def due() -> models.QuerySet[ExternalLink]:
    """Return the links that were not asked this week, or failed and were not asked today."""
    now = timezone.now()
    return ExternalLink.objects.filter(
        Q(checked_at__isnull=True)
        | Q(checked_at__lt=now - WEEK + timedelta(hours=12))
        | Q(failures=1, checked_at__lt=now - AGAIN)
    ).order_by(F("checked_at").asc(nulls_first=True), "pk")


def _ask_batch(links: models.QuerySet[ExternalLink]) -> int:
    hosts: dict[str, int] = {}
    deadline, asked = time.monotonic() + BATCH_SECONDS, 0
    for link in list(links[: 3 * BATCH]):
        host = urlsplit(link.href).hostname or ""
        if asked >= BATCH or time.monotonic() > deadline:
            break
        if hosts.get(host, 0) >= PER_HOST:
            continue
        if host in hosts:
            time.sleep(PAUSE_SAME_HOST)
        hosts[host] = hosts.get(host, 0) + 1
        note(link, fetch.ask(link.href))
        asked += 1
    return asked


def note(link: ExternalLink, answer: fetch.Answer) -> None:
    """Keep what a server answered."""
    link.checked_at = timezone.now()
    link.status, link.reason = answer.status, answer.reason
    link.failures = min(link.failures + 1, 100) if answer.is_broken else 0
    link.save()


def report() -> list[FoundLink]:
    """Return the links to be mended, with the page each is on, newest page first."""
    failed = dict(ExternalLink.objects.filter(failures__gte=2).values_list("href", "pk"))
    found = FoundLink.objects.filter(Q(is_broken=True) | Q(href__in=failed)).select_related("page")
    answers = ExternalLink.objects.in_bulk(failed.values())
    rows = list(found.order_by("page_id", "pk"))
    for row in rows:
        row.answer = answers.get(failed.get(row.href, 0))
    return rows
