"""Changes of what is known of documents."""

import logging

from django.conf import settings
from django.db import transaction
from wagtail.documents.models import AbstractDocument

from cms.documents.models import SignatureReport
from cms.documents.signatures import Result, State, inspect, trust_roots
from tenants.changes import announce_content
from tenants.schema import connection

logger = logging.getLogger(__name__)


def check_signature(attachment: AbstractDocument, *, again: bool = False) -> SignatureReport | None:
    """Check a PDF's signatures unless its content is known already; keep the result for that content."""
    file_hash = attachment.get_file_hash()
    if not again and SignatureReport.objects.filter(file_hash=file_hash).exists():
        return None
    result = _inspect(attachment)
    with transaction.atomic():
        report, _created = SignatureReport.objects.update_or_create(
            file_hash=file_hash, defaults={"state": result.state, "signatures": result.signatures}
        )
        announce_content(connection.schema_name)
    logger.info("Signature of attachment %s: %s", attachment.pk, result.state)
    return report


def _inspect(attachment: AbstractDocument) -> Result:
    try:
        if attachment.file.size > settings.SIGNATURE_MAX_SIZE:
            return Result(State.UNREADABLE)
        with attachment.file.open("rb") as stream:
            return inspect(stream.read(), trust_roots(settings.SIGNATURE_TRUST_ROOTS))
    except OSError:
        logger.warning("The file of attachment %s cannot be read", attachment.pk)
        return Result(State.UNREADABLE)
