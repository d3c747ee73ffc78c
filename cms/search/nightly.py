"""What comes again."""

import datetime as dt

from django_tasks import task

from cms.search import fruitless, recent, rereading, words
from tenants.periodic import periodic

NIGHT, EVERY, SPREAD = dt.time(3, 10), dt.timedelta(hours=6), dt.timedelta(hours=2)
OFTEN = dt.timedelta(minutes=5)


@periodic(at=NIGHT, portal_only=True)
@task()
def clean_up_fruitless_searches() -> int:
    """Task: see `fruitless.clean_up`."""
    return fruitless.clean_up()


@periodic(every=EVERY, portal_only=True)
@task()
def count_words() -> int:
    """Task: see `words.count_words`."""
    return words.count_words()


@periodic(every=OFTEN, portal_only=True)
@task()
def count_many_new_words() -> int:
    """Task: count when much has come, as in an install that begins; costs a question otherwise."""
    if not words.has_changed_much():
        return 0
    recent.keep_recent()
    return words.count_words()


@periodic(at=NIGHT, portal_only=True)
@task()
def keep_recent() -> int:
    """Task: see `recent.keep_recent`."""
    return recent.keep_recent()


@periodic(at=NIGHT, spread=SPREAD)
@task()
def read_files_again() -> int:
    """Task: see `rereading.read_again`."""
    return rereading.read_again()
