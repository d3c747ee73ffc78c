"""Work that begins with a school: its links are looked at every week."""

import random
from datetime import timedelta
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.core import recurring
from cms.editing.links.services import check_links
from tenants import upkeep
from tenants.changes import announce_content
from tenants.models import School
from tenants.schema import connection
from tenants.signals import school_imported, school_laid


@receiver([school_laid])
def plan_link_check(sender: type, school: School, **kwargs: Any) -> None:
    """Somewhere in the coming week, so that 170 schools do not ask on the same morning."""
    begin_link_check(school)


def begin_link_check(school: School) -> None:
    """Plan the first look at the links of a site, wherever it comes from."""
    recurring.plan(check_links, timezone.now() + timedelta(days=1, minutes=random.randrange(6 * 24 * 60)))  # noqa: S311


@receiver([school_imported])
def plan_link_check_again(sender: type, school: School, **kwargs: Any) -> None:
    """The tasks of an imported school stayed behind."""
    from django_tenants.utils import schema_context

    with schema_context(school.schema_name):
        begin_link_check(school)


@receiver([post_save, post_delete], sender=Redirect)
def note_changed_redirect(sender: type, instance: Redirect, **kwargs: Any) -> None:
    """An address leads elsewhere: what was kept of it is void."""
    announce_content(connection.schema_name)


upkeep.register(lambda: "links1", begin_link_check)
