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
            self._check_pictures(formset, cleaned.get("common_alt") or "")
        return cleaned

    def _check_pictures(self, formset: Any, common_alt: str) -> None:
        kept = [form for form in formset.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        for field, message in row_problems([form.cleaned_data.get("alt") or "" for form in kept], common_alt).items():
            self.add_error(field, message)

    def save(self, commit: bool = True) -> Any:
        """Save, and note who gave the word on the parents' consent, and when."""
        page = self.instance
        if page.parents_consent and not page.consent_at:
            page.consent_at = timezone.now()
            page.consent_by = self.for_user
        elif not page.parents_consent:
            page.consent_at = page.consent_by = None
        return super().save(commit=commit)


def row_problems(alts: list[str], common_alt: str) -> dict[str | None, str]:
    """Return what an album's pictures, known by their descriptions, lack, by the form's field."""
    if not alts:
        return {None: _("An album needs at least one picture.")}
    if not common_alt.strip() and not all(alt.strip() for alt in alts):
        return {"common_alt": _("Describe each picture, or give one description that holds for all of them.")}
    return {}
