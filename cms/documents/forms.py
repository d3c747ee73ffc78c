"""What a document must have before it may be saved."""

from typing import Any

from cms.core.forms import PageForm
from cms.documents.relations import objection


class OfficialDocumentForm(PageForm):
    """Says beside each row why a document cannot stand in that relation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].required = True

    def is_valid(self) -> bool:
        # Child forms are cleaned after this form.
        return bool(super().is_valid()) and (self.is_deferred_validation or self._relations_make_sense())

    def _relations_make_sense(self) -> bool:
        formset = self.formsets.get("relations")
        seen: set[int] = set()
        for form in formset.forms if formset else []:
            target = form.cleaned_data.get("target") if hasattr(form, "cleaned_data") else None
            if target is None or form.cleaned_data.get("DELETE"):
                continue
            message = objection(self.instance, target.pk, seen)
            if message:
                form.add_error("target", message)
            seen.add(target.pk)
        return all(not form.errors for form in (formset.forms if formset else []))
