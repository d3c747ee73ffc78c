"""What happens to a consultation without anybody's doing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.consultations import services
from tenants.changes import announce_content
from tenants.schema import connection

# So long after the deadline names and e-mail addresses are needed for nothing any more.
RETENTION = dt.timedelta(days=365)


@task()
def close_consultation() -> None:
    """A deadline has passed: what was kept of this site is void."""
    with transaction.atomic():
        announce_content(connection.schema_name)


@task()
def forget_commenters(page_id: int) -> None:
    """Scrub the comments of a consultation that ended a year ago; a deadline moved since has its own task."""
    from cms.consultations.models import ConsultationPage

    page = ConsultationPage.objects.filter(pk=page_id).first()
    if page is not None and page.deadline is not None and page.deadline + RETENTION <= timezone.localdate():
        services.forget_commenters(page)
