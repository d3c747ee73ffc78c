"""What the law wants of the office's introduction, its member sites, and their place on the portal."""

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.contacts import contacts
from cms.core.models import BasePage
from cms.core.requirements import Finding, State, checks
from cms.shared.models import NewsCard, SchoolEntry
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import Domain, School

# Right below the home page.
DUTIES = "/gioi-thieu/chuc-nang-nhiem-vu/"
LEADER_FIELDS = ("name", "post", "phone", "email", "duties")


@checks("cat-office-intro")
def office_introduction(school: School) -> Finding:
    """TT 37/2020 Điều 8: duties, leaders with five fields, contacts, directory whose links work."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    page = BasePage.objects.live().filter(url_path__endswith=DUTIES, depth=4).first()
    if page is None or not getattr(page.specific, "body", None):
        return _missing(_("The page about the office's duties is empty."), reverse("wagtailadmin_explore_root"))
    if not _leaders_are_complete():
        return _missing(_("No leader is entered with name, post, phone, e-mail and duties."), reverse("people:index"))
    said = contacts(school)
    if not (said.address and said.phone and said.email):
        return _missing(_("Address, phone or e-mail of the office is missing."), reverse("wagtailadmin_home"))
    if lost := schools_without_entry():
        return _missing(_("These schools are not in the directory: %(names)s") % {"names": ", ".join(lost)}, "/truong/")
    return Finding(State.PASSED)


@checks("dom-member-portal")
def member_sites(school: School) -> Finding:
    """TT 37/2020 Điều 3.1.c: every school that the office looks after has a site that answers."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    schools = School.objects.exclude(kind=SchoolKind.OFFICE).exclude(status=SchoolStatus.ARCHIVED)
    if not schools.exists():
        return _missing(_("There is no school yet."), reverse("schools:index"))
    down = list(schools.exclude(status=SchoolStatus.READY).order_by("name").values_list("name", flat=True))
    if lost := down + schools_without_entry():
        return _missing(_("Without a site: %(names)s") % {"names": ", ".join(lost)}, reverse("schools:index"))
    return Finding(State.PASSED)


@checks("hcm-integrated")
def integrated(school: School) -> Finding:
    """Bộ tiêu chí của thành phố, mục 3.2: the portal lists the school and shows its news."""
    if school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    entry = SchoolEntry.objects.in_service().filter(school_id=school.pk).first()
    if entry is None or entry.host not in Domain.objects.filter(tenant_id=school.pk).values_list("domain", flat=True):
        return _missing(_("The portal's directory does not list the school's site."), reverse("wagtailadmin_home"))
    if not NewsCard.objects.newest().filter(school_id=school.pk).exists():
        return _missing(
            _("The portal shows no news of the school: publish an article."), reverse("wagtailadmin_explore_root")
        )
    return Finding(State.PASSED)


def schools_without_entry() -> list[str]:
    """Return the names of schools in service that the directory does not show under their own address."""
    schools = School.objects.filter(status=SchoolStatus.READY).exclude(kind=SchoolKind.OFFICE)
    hosts = dict(SchoolEntry.objects.in_service().values_list("school_id", "host"))
    own = set(Domain.objects.filter(is_primary=True).values_list("tenant_id", "domain"))
    return [name for pk, name in schools.order_by("name").values_list("pk", "name") if (pk, hosts.get(pk)) not in own]


def _leaders_are_complete() -> bool:
    people: Any = apps.get_model("people", "Person")
    leaders = list(people.objects.shown().leaders())
    return bool(leaders) and all(getattr(leader, field) for leader in leaders for field in LEADER_FIELDS)


def _missing(message: str, fix_url: str) -> Finding:
    return Finding(State.MISSING, message, fix_url)
