"""The PDF of a published report is made after publication, by the worker."""

import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from cms.disclosures.models import YearReportVersion
from tenants.changes import announce_content
from tenants.schema import connection

logger = logging.getLogger(__name__)


@task(priority=-10)
def make_pdf(version_id: int) -> bool:
    """Task: draw the PDF of a version and keep it with the version; a second run changes nothing."""
    from cms.disclosures.annual_report.pdf import drawn

    version = YearReportVersion.objects.select_related("report").filter(pk=version_id).first()
    if version is None or version.pdf:
        return False
    content = drawn(version)
    with transaction.atomic():
        row = YearReportVersion.objects.select_for_update().get(pk=version_id)
        if row.pdf:
            return False
        row.pdf.save("report.pdf", ContentFile(content), save=False)
        row.save(update_fields=["pdf"])
        # The kept page says that the file is still being made.
        announce_content(connection.schema_name)
    logger.info("PDF of annual report version %s made: %s bytes", version_id, len(content))
    return True
