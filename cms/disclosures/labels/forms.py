"""What somebody says of a label: where it was compared, what it should read, from which school year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.school_years import SchoolYear
from cms.disclosures.labels.items import Kind
from cms.disclosures.regulation import Regulation

YEARS_AHEAD = 1


class SeenForm(forms.Form):
    """Where the official text was read: whoever comes later can look there again."""

    seen_in = forms.CharField(
        label=_("Compared with"),
        max_length=200,
        help_text=_("Number, day and page of the gazette, or the address of the text. At most 200 characters."),
    )


class CorrectionForm(SeenForm):
    """Another label, from a school year on."""

    label = forms.CharField(
        label=_("Label by the official text"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Word for word, without the number of the row. At most 500 characters."),
    )
    first_year = forms.TypedChoiceField(
        label=_("From the school year"),
        coerce=int,
        help_text=_("A later year where only the wording changed: earlier years keep their label."),
    )
    field_order = ("label", "first_year", "seen_in")

    def __init__(self, *args: object, regulation: Regulation, kind: Kind, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        first = regulation.first_school_year
        last = regulation.last_school_year or SchoolYear.current().start + YEARS_AHEAD
        years = [(year, str(SchoolYear(year))) for year in range(first, max(first, last) + 1)]
        self.fields["first_year"].choices = years  # type: ignore[attr-defined]
        if kind == Kind.DAY:
            self.fields["label"] = forms.CharField(
                label=_("Last day by the official text"),
                max_length=5,
                help_text=_("Day and month, such as 29/06: what must be public before 30 June is on time on the 29th."),
            )
            self.order_fields(self.field_order)


class TakeBackForm(forms.Form):
    """A verdict that was wrong."""

    first_year = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why it is taken back"), max_length=200, help_text=_("At most 200 characters."))
