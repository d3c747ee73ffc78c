"""Forms of visitors: ask a question, look one up."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.contact import codes
from cms.contact.enums import Topic
from cms.contact.services import Asked
from cms.core.visitor_forms import ConsentForm


def autocomplete(kind: str) -> dict[str, str]:
    """Attributes that let a browser fill in what it knows."""
    return {"autocomplete": kind}


class QuestionForm(ConsentForm):
    """Asks for no more than an answer needs."""

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Please choose")), *Topic.choices],
        help_text=_("Choose the nearest field; if none fits, the last one."),
    )
    subject = forms.CharField(
        label=_("Your question in a few words"), max_length=150, help_text=_("At most 150 characters.")
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Please do not write a child's full name, address or number of an identity card here."),
    )
    asker_name = forms.CharField(
        label=_("Your full name"),
        max_length=120,
        widget=forms.TextInput(attrs=autocomplete("name")),
        help_text=_("Seen by the office alone. At most 120 characters."),
    )
    asker_email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        widget=forms.EmailInput(attrs=autocomplete("email")),
        help_text=_("We send the answer there. Without it you read the answer with the code you get."),
    )
    asker_phone = forms.CharField(
        label=_("Your phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={**autocomplete("tel"), "type": "tel"}),
        help_text=_("Only if we may call you."),
    )
    keep_private = forms.BooleanField(label=_("Do not publish my question and the answer"), required=False)
    show_initials = forms.BooleanField(
        label=_("My initials may stand beside the published question"),
        required=False,
        help_text=_("Your name is never published."),
    )

    def clean_asker_phone(self) -> str:
        typed: str = self.cleaned_data["asker_phone"]
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "VN")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValidationError(_("This is no telephone number. Example: 0912 345 678."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)

    def asked(self) -> Asked:
        """Return what was sent, once the form is valid."""
        data: dict[str, Any] = {name: self.cleaned_data[name] for name in Asked.__slots__ if name in self.cleaned_data}
        return Asked(**data, consent_version=self.consent_version)


class LookUpForm(forms.Form):
    """One field: the code."""

    code = forms.CharField(
        label=_("Code of your question"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Ten letters and digits, for example K7PMX-3Q9BT; capitals and hyphens do not matter."),
    )

    def clean_code(self) -> str:
        return codes.normalised(self.cleaned_data["code"])
