"""Work on documents that no visitor or clerk waits for."""

from django.db import transaction
from django_tasks import task
from wagtail.documents import get_document_model

from tenants.changes import announce_content
from tenants.schema import connection


@task(priority=-20)
def check_signature(attachment_id: int) -> None:
    """Check a PDF's digital signatures; the pages that show the result follow at once."""
    # Here, not above: reading signatures takes three hundred modules that few commands need.
    from cms.documents import services

    attachment = get_document_model().objects.filter(pk=attachment_id).first()
    if attachment is not None:
        services.check_signature(attachment)


@task()
def announce_day() -> None:
    """A document begins or ceases to hold today: what was kept of this site is void."""
    with transaction.atomic():
        announce_content(connection.schema_name)
