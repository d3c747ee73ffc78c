"""Changes that no `save()` of ours sees: deleting, moving, restricting."""

from collections.abc import Callable
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django_tenants.utils import schema_context
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import PageViewRestriction, Revision, Site
from wagtail.signals import page_published, post_page_move

from cms.core import blueprint, indexing, invitations, outbox, roles, scheduling
from cms.core.models import BasePage
from tenants import upkeep
from tenants.changes import announce_content
from tenants.models import School
from tenants.registry import PUBLIC
from tenants.schema import connection
from tenants.signals import school_changed, school_heard, school_imported, school_laid


@receiver(post_delete)
def note_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A deleted page leaves the read models."""
    if isinstance(instance, BasePage):
        outbox.record(instance)


@receiver(post_page_move)
def note_moved_pages(instance: Any, **kwargs: Any) -> None:
    """A moved page takes its descendants along: all their addresses change."""
    note_subtree(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_restricted_pages(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Pages that become private leave the read models; pages that become public enter them."""
    note_subtree(instance.page)


@receiver([post_save, post_delete])
def note_changed_site(sender: type, instance: Any, **kwargs: Any) -> None:
    """Another host or home page, picture or file: what is kept per content version is void."""
    if isinstance(instance, (Site, AbstractImage, AbstractDocument)) and connection.schema_name != PUBLIC:
        announce_content(connection.schema_name)


@receiver(post_save, sender=Revision)
def plan_publication(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A revision approved for later gets a task at that time."""
    if instance.approved_go_live_at:
        scheduling.publish_due.using(run_after=instance.approved_go_live_at).enqueue()


@receiver(page_published)
def plan_withdrawal(sender: type, instance: BasePage, **kwargs: Any) -> None:
    """A page with an end gets a task at that time."""
    if instance.expire_at:
        scheduling.publish_due.using(run_after=instance.expire_at).enqueue()


def note_subtree(page: BasePage) -> None:
    """Record a page and all below it."""
    outbox.record_pages(BasePage.objects.descendant_of(page, inclusive=True))


@receiver(school_laid)
def lay_new_site(sender: type, school: School, report: Callable[[str], None], **kwargs: Any) -> None:
    """A new school gets its tree, its roles and an invitation for its first administrator."""
    home = blueprint.lay_site(school)
    roles.create_roles(home, is_portal=school.is_portal)
    upkeep.mark(school)
    indexing.reindex_school.enqueue()
    if school.admin_email:
        invitations.invite(school.admin_email, role=roles.ADMINISTRATORS)


@receiver(school_changed)
def follow_school_change(sender: type, school: School, **kwargs: Any) -> None:
    """Name and host are copied to Wagtail's site and to every row in public: write them anew."""
    with schema_context(school.schema_name):
        blueprint.update_site(school)
        outbox.rebuild()


@receiver(school_imported)
def take_up_work(sender: type, school: School, **kwargs: Any) -> None:
    """Tasks stay behind in the install a school comes from."""
    with schema_context(school.schema_name):
        scheduling.plan_all()


@receiver(school_heard)
def forget_site_addresses(sender: object, schema_name: str, **kwargs: Any) -> None:
    """Wagtail keeps the site's address in the cache; where that is this process's memory, drop it here."""
    with schema_context(schema_name):
        Site.clear_site_root_paths_cache()


def follow_code(school: School) -> None:
    """Bring a site's roles up to the code's."""
    home = BasePage.objects.filter(depth=2).first()
    if home is not None:
        roles.update(home, is_portal=school.is_portal)


def refresh_read_models(school: School) -> None:
    """Let the worker write a site's rows of public anew: a new version shows more of them."""
    if BasePage.objects.filter(depth=2).exists():
        outbox.rebuild()


upkeep.register(roles.stamp, follow_code)
upkeep.register(outbox.stamp, refresh_read_models)
