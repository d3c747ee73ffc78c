"""A draft may be unfinished; what is public is complete.

The form asks for completeness when somebody sends or publishes. The guard here asks again on the
ways that know no form: the explorer's bulk action, an approval from the dashboard, the interface
for programs.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from cms.core.publication import Children, Remark

if TYPE_CHECKING:
    from cms.core.models import BasePage


def errors(demand: Callable[[], None]) -> dict[str | None, list[str]]:
    """Return what `demand` objects to, by field; None stands for the whole page."""
    try:
        demand()
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        return {None if name == NON_FIELD_ERRORS else name: messages for name, messages in found.items()}
    return {}


class CompletenessGuard:
    """Refuses what the form would refuse."""

    def remarks(self, page: "BasePage", children: Children | None = None) -> list[Remark]:
        """Nothing: the form's own fields say it."""
        return []

    def decide(self, page: "BasePage", user: Any, remarks: list[Remark], reason: str) -> None:
        """Nothing here can be decided otherwise."""

    def objection(self, page: "BasePage", user: Any) -> str:
        return ""

    def refusal(self, page: "BasePage", revision: Any, user: Any) -> str:
        """Without a user it is the clock, which publishes what a form has let pass before."""
        if user is None or not (missing := list(_incomplete(revision.as_object()))):
            return ""
        return _("“%(title)s” is not complete: %(missing)s Open it, mend that, and publish from there.") % {
            "title": page.title,
            "missing": " ".join(missing),
        }


def _incomplete(page: "BasePage") -> Iterator[str]:
    streams = [field for field in page._meta.concrete_fields if isinstance(field, StreamField)]
    demands = [page.clean_fields, page.clean_for_publication, page.clean_rows_for_publication]
    for demand in demands:
        for field, messages in errors(demand).items():
            yield _named(page, field, " ".join(messages))
    for stream in streams:
        try:
            stream.stream_block.clean(getattr(page, stream.name))
        except ValidationError:
            yield _named(page, stream.name, _("a part of it is unfinished."))


def _named(page: "BasePage", field: str | None, words: str) -> str:
    if field is None:
        return words
    label = str(page._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    return f"{label[:1].upper()}{label[1:]} – {words}"
