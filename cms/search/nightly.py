"""What comes again."""

import datetime as dt

from django_tasks import task

from cms.search import fruitless
from tenants.periodic import periodic

NIGHT = dt.time(3, 10)


@periodic(at=NIGHT, portal_only=True)
@task()
def clean_up_fruitless_searches() -> int:
    """Task: see `fruitless.clean_up`."""
    return fruitless.clean_up()
