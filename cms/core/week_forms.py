"""The form of a week: begins with what was there before, and takes a pasted table."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.forms import PageForm
from cms.core.models.weekly import WeekPage
from cms.core.pasting import MOST_ROWS, pasted_rows
from cms.core.weeks import WEEK, monday_of, this_monday


class WeekPageForm(PageForm):
    """Form of one week; subclasses say how a new week begins and how a pasted row is read."""

    pasted = forms.CharField(
        label=_("Paste a table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "wrap": "off"}),
        help_text=_("Copy the rows from Excel or Word and paste them here; they replace all rows below."),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        parent = kwargs.get("parent_page")
        if instance is not None and instance.pk is None and not instance.date and parent is not None:
            self.begin(instance, parent.specific)
        self.pasted_objects, self.pasted_errors = self._read((data or {}).get("pasted") or "")
        if self.pasted_objects and not self.pasted_errors:
            data = self._without_rows(data)
        super().__init__(data, *args, **kwargs)

    def _without_rows(self, data: Any) -> Any:
        """The rows of the form are replaced: what they say, and what has become of them meanwhile, is no matter."""
        relation = self._meta.model.rows_relation
        data = data.copy()
        data[f"{relation}-TOTAL_FORMS"] = data[f"{relation}-INITIAL_FORMS"] = "0"
        return data

    def begin(self, week: WeekPage, parent: Any) -> None:
        """Fill in a new week: the first after the latest one, with its rows to start from."""
        latest = parent.week_model.objects.child_of(parent).filter(date__isnull=False).order_by("-date").first()
        week.date = max(latest.date + WEEK, this_monday()) if latest else this_monday()
        setattr(week, week.rows_relation, self.first_rows(latest))

    def first_rows(self, latest: Any) -> list[models.Model]:
        """Return the rows a new week begins with, given the latest one, if any."""
        return [copied(row) for row in latest.rows] if latest else []

    def read_row(self, cells: list[str], before: Any) -> models.Model:
        """Return the row that pasted cells say; `before` is the row above. Raises ValidationError."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("date"):
            self.instance.date = monday_of(data["date"])
            try:
                self.instance.clean_is_free(self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
        for error in self.pasted_errors:
            self.add_error("pasted", error)
        return data

    def save(self, commit: bool = True) -> Any:
        week = super().save(commit=False)
        if self.pasted_objects:
            setattr(week, week.rows_relation, self.pasted_objects)
        if commit:
            week.save()
        return week

    def _read(self, text: str) -> tuple[list[Any], list[str]]:
        """Return the rows of a pasted table, and what is wrong with it."""
        rows = pasted_rows(text)
        if len(rows) > MOST_ROWS:
            return [], [_("More than %(most)s rows; paste one week.") % {"most": MOST_ROWS}]
        found: list[Any] = []
        errors: list[str] = []
        for number, cells in rows:
            if self.is_heading(cells):
                continue
            try:
                row = self.read_row(cells, found[-1] if found else None)
                row.clean_fields(exclude=["page"])
                found.append(row)
            except ValidationError as error:
                errors.append(_line(number, error))
        return found, errors

    def is_heading(self, cells: list[str]) -> bool:
        """Tell whether it is the line with the names of the columns."""
        return bool(cells and cells[0].casefold() in {"thứ", "ngày", "thứ, ngày", "thứ/ngày"})


def copied(row: Any) -> models.Model:
    """Return a new row of the same content that belongs to nobody yet."""
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name not in {"page", "sort_order"}]
    return type(row)(**{f.attname: getattr(row, f.attname) for f in fields})  # type: ignore[no-any-return]


def _line(number: int, error: ValidationError) -> str:
    return str(_("Line %(number)s: %(problem)s")) % {"number": number, "problem": " ".join(error.messages)}
