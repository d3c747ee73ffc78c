"""Forms of the portal's school screens."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants.city_import.reading import LARGEST_FILE
from tenants.enums import SchoolKind
from tenants.lifecycle import DETAILS
from tenants.models import School
from tenants.provisioning import SchoolRequest, problems
from tenants.slugs import school_slug

KINDS = [(value, label) for value, label in SchoolKind.choices if value != SchoolKind.OFFICE]
EMAIL_HELP = _("Gets a one-time link to choose a password. Leave empty to invite someone later.")


class SchoolForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new school. The address is made from the name when none is given."""

    slug = forms.CharField(
        label=_("Web address"),
        required=False,
        max_length=48,
        help_text=_("First part of the address, for example th-phu-hoa. Leave empty to make it from the name."),
    )
    kind = forms.ChoiceField(label=_("Kind of school"), choices=[("", "—"), *KINDS])
    authority = forms.CharField(
        label=_("Managing authority"),
        required=False,
        max_length=200,
        help_text=_("Full name, for example Ủy ban nhân dân phường Phú Lợi."),
        # The names known so far are offered (templates/schools/_form.html).
        widget=forms.TextInput(attrs={"list": "authorities"}),
    )
    admin_email = forms.EmailField(label=_("Administrator's e-mail"), required=False, help_text=EMAIL_HELP)

    class Meta:
        model = School
        fields = (
            "name", "short_name", "kind", "slug", "ministry_code", "ward", "address", "phone", "email",
            "authority", "admin_email",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            data["slug"] = data.get("slug", "").lower() or school_slug(data["name"], data["kind"])
            # The services check again; here the person sees all at once, in the form.
            for problem in problems(self.request()):
                self.add_error(None, problem)
        return data

    def request(self) -> SchoolRequest:
        """The wish as provisioning takes it."""
        return SchoolRequest(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def _post_clean(self) -> None:
        """No model instance is made here: the authority is a name, not yet a row."""


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and contacts of a school, and who manages it."""

    authority = SchoolForm.base_fields["authority"]

    class Meta:
        model = School
        fields = (*DETAILS, "authority")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.authority:
            self.initial["authority"] = self.instance.authority.name

    def _post_clean(self) -> None:
        """The services write; the instance stays as it is."""

    def changes(self) -> dict[str, str]:
        """The details that differ from what is stored."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in DETAILS}


class NoForm(forms.Form):
    """A step that asks for nothing."""


class ReasonForm(forms.Form):
    """A step whose reason visitors read."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Visitors of the site read it. One or two sentences, at most 500 characters."),
    )


class OptionalReasonForm(ReasonForm):
    """A step that may say why."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown above the archived pages. May stay empty; at most 500 characters."),
    )


class AddressForm(forms.Form):
    """A school's new address."""

    slug = forms.SlugField(
        label=_("New address"),
        max_length=48,
        help_text=_("Small letters a–z, digits and hyphens, at most 48. The old address will lead to the new one."),
    )


class ListForm(forms.Form):
    """A list of schools to check."""

    file = forms.FileField(
        label=_("List of schools"),
        help_text=_("Excel (.xlsx) or CSV in UTF-8, at most 2 MB and 1,000 schools."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 2 MB."))
        return file
