"""What the bench does with Django loaded: `python -m tests.bench.inside FUNCTION [ARGUMENT …]`."""

import json
import sys
import time

import django
from django.core.files.base import ContentFile

from tests.bench.inside_disclosing import disclosure_board, save_disclosure
from tests.bench.inside_search import (
    ask_index,
    count_words,
    fill_index,
    judge_demo,
    publish_and_find,
    publish_pages,
    rebuild_entries,
)
from tests.bench.stories import COVER_ALT, cover, stories

__all__ = [
    "ask_index",
    "count_words",
    "disclosure_board",
    "fill_index",
    "judge_demo",
    "publish_and_find",
    "publish_pages",
    "rebuild_entries",
    "save_disclosure",
]
FIRST_SCHEMA = "s_truong_1"


def create_schools(first: str, last: str) -> None:
    """Create schools by number, as an import of the whole city does; prints the seconds of each."""
    from tenants.provisioning import SchoolRequest, build_school, request_school

    for number in range(int(first), int(last) + 1):
        started = time.monotonic()
        kind = ("preschool", "primary", "lower_secondary")[number % 3]
        build_school(request_school(SchoolRequest(f"truong-{number}", f"Trường số {number}", kind)))
        print(f"{time.monotonic() - started:.3f}", flush=True)


def publish_stories() -> None:
    """Publish the articles at the first school, and make each picture's sizes."""
    from django.test import Client
    from django_tenants.utils import schema_context

    from cms.media.models import Picture
    from cms.news.models import NewsIndexPage, NewsPage
    from tests.bench.install import SCHOOL

    with schema_context(FIRST_SCHEMA):
        index = NewsIndexPage.objects.get()
        for story in stories():
            picture = Picture.objects.create(title=story.title, file=ContentFile(cover(), f"{story.slug}.jpg"))
            page = NewsPage(
                title=story.title,
                slug=story.slug,
                summary=story.summary,
                date=story.date,
                cover=picture,
                cover_alt=COVER_ALT,
                body=json.dumps(story.body),
            )
            index.add_child(instance=page)
            page.save_revision().publish()
    for path in ("/", "/tin-tuc/", *(f"/tin-tuc/{story.slug}/" for story in stories())):
        assert Client(HTTP_HOST=SCHOOL).get(path).status_code == 200, path


def print_menu() -> None:
    """Print the first school's sections as JSON."""
    from django_tenants.utils import schema_context

    from cms.core.navigation import top_pages

    with schema_context(FIRST_SCHEMA):
        print(json.dumps([(ref.title, ref.url, ref.depth) for ref in top_pages()]))


def publish_on_demand() -> None:
    """For each line read: publish the first article under that title, print when it was committed."""
    from django_tenants.utils import schema_context

    from cms.news.models import NewsPage

    with schema_context(FIRST_SCHEMA):
        page = NewsPage.objects.get(slug=stories()[0].slug)
        print("ready", flush=True)
        for line in sys.stdin:
            page.title = line.strip()
            page.save_revision().publish()
            print(time.monotonic(), flush=True)


def count_queries(path: str) -> None:
    """Print how many SQL statements one warm page of the first school costs."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.install import SCHOOL

    client = Client(HTTP_HOST=SCHOOL)
    for _ in range(3):
        client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    print(len(queries))


if __name__ == "__main__":
    django.setup()
    globals()[sys.argv[1]](*sys.argv[2:])
