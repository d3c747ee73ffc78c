"""The form of a timetable: an Excel file or a pasted table becomes its grid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.forms import PageForm
from cms.core.models import BasePage
from cms.core.pasting import pasted_rows
from cms.timetables.grid import Grid


class TimetableForm(PageForm):
    """Without a file and without a pasted table the lessons stay as they are."""

    workbook = forms.FileField(
        label=_("Excel file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("The filled-in template, at most 2 MB. Replaces all lessons of this timetable."),
    )
    pasted = forms.CharField(
        label=_("Or paste a table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "wrap": "off"}),
        help_text=_("The whole sheet with its headings, copied from Excel: Thứ, Buổi, Tiết, then the classes."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("date"):
            self._clean_date(data["date"])
        self.new_grid = self._read(data)
        if self.new_grid is None and not self.instance.data and self.data.get("action-publish"):
            self.add_error("workbook", _("There is no lesson yet: choose the filled-in file, or paste the table."))
        return data

    def _clean_date(self, day: Any) -> None:
        others = BasePage.objects.child_of(self.parent_page).filter(slug=f"tu-{day:%Y-%m-%d}")
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("date", _("There is a timetable from this day on already; change that one."))

    def _read(self, data: dict[str, Any]) -> Grid | None:
        for name, reader in (("workbook", _from_file), ("pasted", _from_text)):
            if data.get(name):
                try:
                    return reader(data[name])
                except ValidationError as error:
                    self.add_error(name, error)
        return None

    def save(self, commit: bool = True) -> Any:
        if self.new_grid is not None:
            self.instance.data = self.new_grid.as_data()
        return super().save(commit=commit)


def _from_file(file: Any) -> Grid:
    # Here, not above: openpyxl takes a tenth of every command's start.
    from cms.timetables.workbook import read_workbook

    return read_workbook(file.read())


def _from_text(text: str) -> Grid:
    from cms.timetables.workbook import read_pasted

    return read_pasted(pasted_rows(text))
