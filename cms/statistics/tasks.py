"""Adding up, several times a day."""

import datetime as dt

from django_tasks import task

from cms.statistics import services
from tenants.periodic import periodic


@periodic(every=dt.timedelta(minutes=30))
@task()
def add_up_views() -> None:
    """Task: see `services.add_up`."""
    services.add_up()
