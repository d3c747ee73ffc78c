"""What a document must have before it may be saved."""

from typing import Any

from django.utils.translation import gettext as _

from cms.core.forms import PageForm
from cms.documents.relations import is_reached


class OfficialDocumentForm(PageForm):
    """Dates in their order, and no document that replaces itself in the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        begins = cleaned.get("effective_on") or cleaned.get("date")
        ends = cleaned.get("expires_on")
        if begins and ends and ends <= begins:
            self.add_error("expires_on", _("This day must come after the day from which the document is in force."))
        return cleaned

    def is_valid(self) -> bool:
        # Child forms are cleaned after this form.
        return bool(super().is_valid()) and self._relations_make_sense()

    def _relations_make_sense(self) -> bool:
        formset = self.formsets.get("relations")
        seen: set[int] = set()
        for form in formset.forms if formset else []:
            target = form.cleaned_data.get("target") if hasattr(form, "cleaned_data") else None
            if target is None or form.cleaned_data.get("DELETE"):
                continue
            message = self._objection(target.pk, seen)
            if message:
                form.add_error("target", message)
            seen.add(target.pk)
        return all(not form.errors for form in (formset.forms if formset else []))

    def _objection(self, target: int, seen: set[int]) -> str:
        own = self.instance.pk
        if own and target == own:
            return _("A document cannot replace or amend itself.")
        if target in seen:
            return _("This document has been chosen already.")
        if own and is_reached(own, start=target):
            return _(
                "That document replaces or amends this one, directly or through others: they cannot do so in a circle."
            )
        return ""
