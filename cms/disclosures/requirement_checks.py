"""Requirements of the law that disclosures answer."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.core.school_years import SchoolYear
from cms.disclosures.models import DisclosureIndexPage, DisclosureSet
from cms.disclosures.obligations.duties import owed_years
from cms.disclosures.obligations.reading import Standing, standings
from cms.shared.models import DutyKind, DutyState
from tenants.models import School

NAMED = 5
YEARS_BACK = 5


@checks("cat-school-disclosure")
def disclosure(school: School) -> Finding:
    """TT 37/2020 Điều 9: every form that TT 09/2024 asks for by today is public, and no change waits too long."""
    if not DisclosureIndexPage.objects.live().public().exists():
        return Finding(State.MISSING, _("There is no published section of disclosures."), _where())
    today = timezone.localdate()
    newest = next(owed_years(today))
    asked = [one for one in standings(school, today) if one.duty.year >= newest]
    late = [one for one in asked if one.state(today) == DutyState.LATE]
    if forms := [one for one in late if one.duty.kind != DutyKind.CHANGE]:
        years = ", ".join(sorted({str(SchoolYear(one.duty.year)) for one in forms}))
        words = _("Not public in time for %(years)s: %(forms)s.") % {"years": years, "forms": _named(forms)}
        return Finding(State.MISSING, words, _where())
    if late:
        words = _("Changed more than 10 working days ago and not brought up to date: %(forms)s.")
        return Finding(State.OUTDATED, words % {"forms": _named(late)}, _where())
    return Finding(State.PASSED)


def _named(found: list[Standing]) -> str:
    names = ", ".join(one.duty.title for one in found[:NAMED])
    rest = len(found) - NAMED
    return _("%(names)s and %(count)s more") % {"names": names, "count": rest} if rest > 0 else names


@checks("hcm-disclosure-by-year")
def disclosure_by_year(school: School) -> Finding:
    """Something public for this school year and for each of the four before it, from when the site exists."""
    current = SchoolYear.current().start
    began = SchoolYear.of(timezone.localdate(school.created_at)).start
    wanted = [year for year in range(current, current - YEARS_BACK, -1) if year >= began]
    public = set(DisclosureSet.objects.filter(disclosures__version_count__gt=0).values_list("year", flat=True))
    if absent := [str(SchoolYear(year)) for year in wanted if year not in public]:
        return Finding(
            State.MISSING, _("Nothing is disclosed for: %(years)s.") % {"years": ", ".join(absent)}, _where()
        )
    return Finding(State.PASSED)


def _where() -> str:
    return reverse("disclosure_deadlines:index")
