"""To whom something is sent: all schools, some kinds, some wards, or schools chosen one by one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.shared.models import SchoolEntry
from cms.shared.schools import KINDS, finder


class ReceiversForm(forms.Form):
    """Asks for the schools; what is chosen in several fields is added up."""

    everybody = forms.BooleanField(label=_("All schools"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Schools of these kinds"),
        required=False,
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    wards = forms.MultipleChoiceField(
        label=_("Schools of these wards"), required=False, widget=forms.CheckboxSelectMultiple
    )
    schools = forms.MultipleChoiceField(
        label=_("Single schools"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Hold Ctrl to choose several."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = SchoolEntry.objects.in_service().by_name().values_list("school__schema_name", "school__name")
        self.fields["schools"].choices = list(entries)  # type: ignore[attr-defined]
        self.fields["wards"].choices = [(ward.label, ward.label) for ward in finder().wards]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.receivers():
            raise ValidationError(_("Choose at least one school."))
        return data

    def receivers(self) -> list[str]:
        """Return the schemas of all schools that were chosen: at most two queries."""
        data = self.cleaned_data
        entries = SchoolEntry.objects.in_service()
        if data.get("everybody"):
            return list(entries.values_list("school__schema_name", flat=True))
        found = set(data.get("schools", ()))
        if data.get("kinds") or data.get("wards"):
            by_kind = entries.filter(school__kind__in=data.get("kinds", ()))
            by_ward = entries.filter(school__ward__in=data.get("wards", ()))
            found.update((by_kind | by_ward).values_list("school__schema_name", flat=True))
        return sorted(found)
