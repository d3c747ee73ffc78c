"""Files that a published form lists stay as they were published, as long as its versions do (TT 09/2024 Điều 15)."""

from typing import Any

from django.db.models import BooleanField, Func, Value
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from cms.core.keeping import MustBeKept
from cms.disclosures.models import Version


class _Finds(Func):
    """Whether a path finds something in a JSON column."""

    function = "jsonb_path_exists"
    template = "%(function)s(%(expressions)s::jsonpath)"
    output_field = BooleanField()


def version_listing(document_id: int) -> Version | None:
    """Return the newest version that lists a file, or None."""
    path = f'$.files.*[*] ? (@.document == {document_id:d} || @.document == "{document_id:d}")'
    found = Version.objects.filter(_Finds("data", Value(path))).select_related("disclosure__set").defer("data")
    return found.order_by("-published_at", "-pk").first()


@receiver(pre_delete, sender=get_document_model())
def keep_file(instance: Any, **kwargs: Any) -> None:
    """Nobody deletes a file that was disclosed."""
    if version := version_listing(instance.pk):
        words = _(
            "“%(title)s” cannot be deleted: it was published with “%(form)s”, version %(number)s, and what was "
            "disclosed stays readable for at least five years (Circular 09/2024, Article 15)."
        )
        raise MustBeKept(words % _told(instance, version), version)


@receiver(pre_save, sender=get_document_model())
def keep_content(instance: Any, **kwargs: Any) -> None:
    """Nobody puts another file in the place of one that was disclosed; its title may change."""
    if instance._state.adding or not instance.file or instance.file._committed:
        return
    if version := version_listing(instance.pk):
        words = _(
            "The file of “%(title)s” cannot be exchanged: it was published with “%(form)s”, version %(number)s. Please "
            "add the new one as a document of its own and choose it in the form."
        )
        raise MustBeKept(words % _told(instance, version), version)


def _told(instance: Any, version: Version) -> dict[str, Any]:
    return {"title": instance.title, "form": version.disclosure, "number": version.number}
