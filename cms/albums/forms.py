"""What an album must say before it goes on the site."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.forms import PageForm


class AlbumForm(PageForm):
    """A draft may be unfinished; on the site every picture has words and the parents' consent."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if not cleaned.get("parents_consent"):
            self.add_error("parents_consent", _("Without this word the album cannot be published."))
        formset = self.formsets.get("pictures")
        if formset is not None:
            self._check_pictures(formset, (cleaned.get("common_alt") or "").strip())
        return cleaned

    def _check_pictures(self, formset: Any, common_alt: str) -> None:
        kept = [form for form in formset.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        if not kept:
            self.add_error(None, _("An album needs at least one picture."))
        if not common_alt and not all((form.cleaned_data.get("alt") or "").strip() for form in kept):
            message = _("Describe each picture, or give one description that holds for all of them.")
            self.add_error("common_alt", message)

    def save(self, commit: bool = True) -> Any:
        """Save, and note who gave the word on the parents' consent, and when."""
        page = self.instance
        if page.parents_consent and not page.consent_at:
            page.consent_at = timezone.now()
            page.consent_by = self.for_user
        elif not page.parents_consent:
            page.consent_at = page.consent_by = None
        return super().save(commit=commit)
