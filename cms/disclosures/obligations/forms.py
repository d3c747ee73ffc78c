"""Forms of the deadlines: a change at a school, a message of the office."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from cms.disclosures.models import ChangeNote, Disclosure
from cms.shared.models import DisclosureNotice


class PublicForms(forms.ModelChoiceField):
    """The forms that are public, by their names."""

    def label_from_instance(self, obj: Disclosure) -> str:
        return f"{obj.set.school_year} – {obj.form.short}"


class ChangeForm(forms.ModelForm):
    """What changed on which day."""

    disclosure = PublicForms(
        label=gettext_lazy("form"),
        queryset=Disclosure.objects.none(),
        help_text=gettext_lazy("Only what is public already; other forms are simply filled in."),
    )

    class Meta:
        model = ChangeNote
        fields = ("disclosure", "changed_on", "what")
        widgets = {"changed_on": AdminDateInput(), "what": forms.TextInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        public = Disclosure.objects.filter(version_count__gt=0).select_related("set").defer("draft")
        self.fields["disclosure"].queryset = public.order_by("-set__year", "pk")  # type: ignore[attr-defined]

    def clean_changed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["changed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day of the change lies in the future."))
        return day


class NoticeForm(forms.ModelForm):
    """What the office writes to schools that are late."""

    class Meta:
        model = DisclosureNotice
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
