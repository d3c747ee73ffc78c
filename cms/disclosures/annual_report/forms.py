"""The school's own words and pictures for the report, section by section."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from cms.disclosures.annual_report.composing import HEAD, shape

LONGEST_TEXT, LONGEST_CAPTION = 20_000, 200
PICTURES = 2


class ReportForm(forms.Form):
    """Fields of the head, and for each section a text and up to two pictures."""

    paper_number = forms.CharField(
        label=_("Number of the report"),
        max_length=40,
        required=False,
        help_text=_("As in the register, for example 15/BC-THPH. At most 40 characters."),
    )
    place = forms.CharField(
        label=_("Place"), max_length=60, required=False, help_text=_("Before the date. At most 60 characters.")
    )
    signed_on = forms.DateField(
        label=_("Day of signature"), widget=AdminDateInput, help_text=_("The day in the head of the report.")
    )
    signer = forms.CharField(label=_("Who signs"), max_length=120, help_text=_("Full name. At most 120 characters."))
    signer_post = forms.CharField(
        label=_("Post"), max_length=80, initial="Hiệu trưởng", help_text=_("At most 80 characters.")
    )

    def __init__(self, *args: Any, draft: dict[str, Any], year: int, **kwargs: Any) -> None:
        self.year = year
        given = {"signed_on": timezone.localdate(), **_initial(draft)}
        super().__init__(*args, initial={name: value for name, value in given.items() if value}, **kwargs)
        for section in shape(self.year).sections:
            self.fields.update(_section_fields(section.number))

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The fields of each section, with its title."""
        return [
            {
                "number": section.number,
                "title": section.title,
                "text": self[f"text_{section.number}"],
                "pictures": [
                    (self[f"picture_{section.number}_{place}"], self[f"caption_{section.number}_{place}"])
                    for place in range(PICTURES)
                ],
            }
            for section in shape(self.year).sections
        ]

    @property
    def head(self) -> list[Any]:
        """The fields of the head."""
        return [self[name] for name in HEAD]

    def draft(self) -> dict[str, Any]:
        """Return what was filled in, as the report keeps it."""
        data = self.cleaned_data
        head = {name: str(data[name]) for name in HEAD}
        return {"head": head, "sections": {one.number: _words(data, one.number) for one in shape(self.year).sections}}


def _section_fields(number: str) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        f"text_{number}": forms.CharField(
            label=_("Text of the school"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=AdminAutoHeightTextInput,
            help_text=_("Stands before the figures. An empty line begins a new paragraph. At most 20,000 characters."),
        )
    }
    for place in range(PICTURES):
        fields[f"picture_{number}_{place}"] = forms.ModelChoiceField(
            label=_("Picture"), queryset=get_image_model().objects.all(), required=False, widget=AdminImageChooser
        )
        fields[f"caption_{number}_{place}"] = forms.CharField(
            label=_("Caption"),
            required=False,
            max_length=LONGEST_CAPTION,
            help_text=_("What is to be seen, without names of children. At most 200 characters."),
        )
    return fields


def _words(data: dict[str, Any], number: str) -> dict[str, Any]:
    pictures = [
        {"picture": data[f"picture_{number}_{place}"].pk, "caption": data[f"caption_{number}_{place}"]}
        for place in range(PICTURES)
        if data[f"picture_{number}_{place}"]
    ]
    return {"text": data[f"text_{number}"], "pictures": pictures}


def _initial(draft: dict[str, Any]) -> dict[str, Any]:
    initial = dict(draft.get("head", {}))
    if day := initial.get("signed_on"):
        initial["signed_on"] = dt.date.fromisoformat(day)
    for number, words in draft.get("sections", {}).items():
        initial[f"text_{number}"] = words.get("text", "")
        for place, row in enumerate(words.get("pictures", [])[:PICTURES]):
            initial[f"picture_{number}_{place}"] = row["picture"]
            initial[f"caption_{number}_{place}"] = row["caption"]
    return initial
