"""What changes the answers of a site without a page being published."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect

from tenants.changes import announce_content
from tenants.schema import connection


@receiver([post_save, post_delete], sender=Redirect)
def note_changed_redirect(sender: type, instance: Redirect, **kwargs: Any) -> None:
    """An address leads elsewhere: what was kept of it is void."""
    announce_content(connection.schema_name)
