"""All forms of a year: how far each has come, and what waits for whom."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms.core.school_years import SchoolYear
from cms.disclosures import services
from cms.disclosures.entry.views.base import Screen
from cms.disclosures.models import Disclosure, DisclosureSet
from cms.disclosures.models.disclosure import Status
from cms.disclosures.regulation import Form, regulations


@dataclass(frozen=True, slots=True)
class Topic:
    """The forms of one topic."""

    title: str
    rows: list[tuple[Form, Disclosure]]


class Listing(Screen, TemplateView):
    """`?nam=2025`: a year; without it the newest."""

    template_name = "disclosures/listing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sets = list(DisclosureSet.objects.all())
        chosen = next((one for one in sets if str(one.year) == self.request.GET.get("nam")), sets[0] if sets else None)
        topics = list(topics_of(chosen)) if chosen else []
        rows = [row for topic in topics for _form, row in topic.rows]
        return super().get_context_data(  # type: ignore[no-any-return]
            sets=sets,
            chosen=chosen,
            topics=topics,
            waiting=[row for row in rows if row.status == Status.WAITING],
            published=sum(row.is_public for row in rows),
            total=len(rows),
            years=unopened([one.year for one in sets]),
            may_publish=self.may("publish"),
            **kwargs,
        )


def topics_of(chosen: DisclosureSet) -> list[Topic]:
    """Return the forms of a year by topic in the regulation's order; one query."""
    rows = chosen.disclosures.defer("draft").select_related("draft_by", "submitted_by")
    known = {row.form_code: row for row in rows}
    for row in known.values():
        row.set = chosen
    found = [
        Topic(
            title,
            [
                (form, known[form.code])
                for form in chosen.regulation.forms.values()
                if form.topic == code and form.code in known
            ],
        )
        for code, title in chosen.regulation.topics.items()
    ]
    return [topic for topic in found if topic.rows]


def unopened(opened: list[int]) -> list[SchoolYear]:
    """Return the years that may still be opened, the next one first."""
    first = min(regulation.first_school_year for regulation in regulations().values())
    last = SchoolYear.current().start + 1
    return [SchoolYear(year) for year in range(last, first - 1, -1) if year not in opened]


class OpenYear(Screen, View):
    """Begins a year with all forms of the school's kind."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("nam", "")
        if wanted not in {str(year.start) for year in unopened([])}:
            messages.error(request, _("Please choose a school year."))
            return redirect("disclosures:index")
        made = services.open_set(request.tenant, int(wanted))  # type: ignore[attr-defined]
        messages.success(request, _("The school year %(year)s is open.") % {"year": made.school_year})
        return redirect(f"{reverse('disclosures:index')}?nam={made.year}")
