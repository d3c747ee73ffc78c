"""What all forms for visitors share: a trap for machines, one row per sending, consent."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms.core.privacy import current_notice


class VisitorForm(forms.Form):
    """Base of public forms; templates draw it with `components/visitor_form.html`.

    `submission` is new for each form that is opened: whoever stores what was sent keeps it unique,
    so that a form sent twice on a weak line makes one row.
    """

    trap = "website"
    submission = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_website(self) -> str:
        """Nobody sees this field; programs fill in everything."""
        if self.cleaned_data.get("website"):
            raise ValidationError(_("Please leave this field empty."))
        return ""

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """What a person fills in."""
        return [field for field in self.visible_fields() if field.name != self.trap]


class ConsentForm(VisitorForm):
    """A visitor form that takes personal data: consent to the notice, whose version is stored."""

    consent = forms.BooleanField(
        label=_("I have read the privacy notice and agree that my data are used to answer me"),
        error_messages={"required": _("Without your consent we may not keep what you send.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = current_notice()
        if self.notice:
            link = '<a href="{}" target="_blank" rel="noopener">{}</a>'
            self.fields["consent"].help_text = format_html(link, self.notice.url, _("Read the privacy notice"))
        # Asked last, whatever fields a form adds.
        self.fields["consent"] = self.fields.pop("consent")

    @property
    def consent_version(self) -> str:
        """Version of the notice the visitor agreed to."""
        return self.notice.version if self.notice else ""
