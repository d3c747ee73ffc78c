"""The form in which a page is written."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from cms.core import completeness, publication
from cms.core.publication import Remark, Severity

SENDING = ("action-submit", "action-restart-workflow")


class PageForm(WagtailAdminPageForm):
    """Asks the guards before a page is sent or published, and takes the decision of who may decide.

    Saving a draft is never kept back.
    """

    publish_anyway = forms.BooleanField(
        required=False, label=_("I have looked at these places and take responsibility")
    )
    publish_reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("Reason"),
        help_text=_(
            "For example: the parents have agreed in writing. Kept in the page's history. At most 200 characters."
        ),
    )
    # Set where the guards keep the page back, so that the panel shows why.
    kept_back = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            for field, messages in completeness.errors(self.instance.clean_for_publication).items():
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, messages)

    @property
    def is_sent(self) -> bool:
        """Tell whether this is the wish to have the page approved."""
        return any(self.data.get(name) for name in SENDING)

    @property
    def is_published(self) -> bool:
        """Tell whether this is the wish to put the page before the public, now or at a set time."""
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(self.data.get("action-publish") or approves)

    @cached_property
    def remarks(self) -> list[Remark]:
        """What the guards say of the page as it stands in the form."""
        if not self.is_bound:
            return publication.remarks(self.instance) if self.instance.pk else []
        rows = {
            name: [form.instance for form in formset.forms if form not in formset.deleted_forms]
            for name, formset in self.formsets.items()
            if name != "comments"
        }
        return publication.remarks(self.instance, rows)

    def of(self, severity: Severity) -> list[Remark]:
        """Return the remarks of one severity."""
        return [remark for remark in self.remarks if remark.severity == severity]

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        if valid and (self.is_sent or self.is_published):
            self._ask_guards()
            return not self.errors
        return valid

    def _ask_guards(self) -> None:
        errors, decisions = self.of(Severity.ERROR), self.of(Severity.DECISION)
        if self.is_published:
            for objection in publication.objections(self.instance, self.for_user):
                self.add_error(None, objection)
        if errors:
            self.kept_back = True
            self.add_error(None, _told(len(errors)))
        if decisions and not self.cleaned_data.get("publish_anyway"):
            self.kept_back = True
            self.add_error(None, _asked(len(decisions)))
        elif decisions and self.is_published and not self.cleaned_data.get("publish_reason", "").strip():
            self.kept_back = True
            self.add_error("publish_reason", _("Say in a few words why this may be published."))

    def save(self, commit: bool = True) -> Any:
        """Save, and keep the decision of whoever lets the page pass."""
        if self.instance.pk is None:
            # Wagtail makes a page live and publishes it a moment later; here it waits for the guards.
            self.instance.live = False
        page = super().save(commit=commit)
        decisions = self.of(Severity.DECISION) if self.is_sent or self.is_published else []
        if decisions and page.pk:
            self._keep(page, decisions)
        elif decisions:
            # A new page has no number yet: the hook that comes before its publication keeps it.
            page.keep_decision = lambda: self._keep(page, decisions)
        return page

    def _keep(self, page: Any, decisions: list[Remark]) -> None:
        if self.is_published:
            publication.decide(page, self.for_user, decisions, self.cleaned_data["publish_reason"].strip())


def _told(count: int) -> str:
    return ngettext(
        "%(count)d place has to be mended first; it is named at the top of the form. Nothing you wrote is lost.",
        "%(count)d places have to be mended first; they are named at the top of the form. Nothing you wrote is lost.",
        count,
    ) % {"count": count}


def _asked(count: int) -> str:
    return ngettext(
        "The text may contain personal data in %(count)d place. Look at it at the top of the form: take it out, or tick"
        " that it may stay.",
        "The text may contain personal data in %(count)d places. Look at them at the top of the form: take them out, or"
        " tick that they may stay.",
        count,
    ) % {"count": count}
