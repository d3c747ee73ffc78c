"""What the law wants to know of leaders, officers and mailboxes."""

from collections.abc import Iterable

from django.contrib.admin.utils import label_for_field
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.contacts import contacts
from cms.core.mail_domains import is_official
from cms.core.requirements import Finding, State, checks
from cms.people.enums import PUBLIC_ROLES, PersonRole, Scope
from cms.people.models import PeoplePage, Person
from tenants.models import School

# What a mailbox is called that stays when people change (TT 53/2012 Điều 6, TT 37/2020 Điều 4).
OF_POSTS = {"hieutruong", "phohieutruong", "bgh", "bangiamhieu", "truongphong", "vanthu", "tiepdan", "bbt", "portal"}
OF_UNITS = {"vanphong", "hanhchinh", "lienhe", "tuyensinh", "pgd", "pgddt", "gddt", "giaoduc", "info", "office"}
POST_WORDS = OF_POSTS | OF_UNITS


@checks("cat-school-leaders")
def leaders(school: School) -> Finding:
    """TT 37/2020 Điều 9: every leader with name, post, phone, e-mail and duties; at least one head."""
    people = list(Person.objects.shown().leaders())
    if not any(person.role == PersonRole.HEAD for person in people):
        return _missing(_("The principal is not entered yet, or not shown."), reverse("people:index"))
    if not PeoplePage.objects.live().exists():
        return _missing(_("There is no published page that shows the leaders."), reverse("wagtailadmin_explore_root"))
    return _complete(people, ("post", "phone", "email", "duties"))


@checks("cat-office-staff-contacts")
def office_contacts(school: School) -> Finding:
    """NĐ 43/2011 Điều 10.1.k: every competent officer with name, post, unit, phone and official e-mail."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    people = list(Person.objects.shown().filter(role__in=PUBLIC_ROLES))
    if not people:
        return _missing(_("No officer is entered yet."), reverse("people:index"))
    if not PeoplePage.objects.live().filter(scope=Scope.EVERYONE).exists():
        return _missing(
            _("There is no published page that shows the whole staff."), reverse("wagtailadmin_explore_root")
        )
    return _complete(people, ("post", "unit_id", "phone", "email"))


@checks("mail-own-domain")
def own_domain(school: School) -> Finding:
    """TT 37/2020 Điều 4: every address shown lies on an official domain."""
    own = contacts(school).email
    shown = [person.email for person in Person.objects.shown().exclude(email="") if person.shows_contacts]
    if not own:
        return _missing(_("The site shows no e-mail address of its own."), _profile_url())
    wrong = sorted(address for address in {own, *shown} if not is_official(address))
    if wrong:
        text = _("These addresses are not official: %(addresses)s") % {"addresses": ", ".join(wrong)}
        return _missing(text, _profile_url() if own in wrong else reverse("people:index"))
    return Finding(State.PASSED)


@checks("mail-by-post")
def by_post(school: School) -> Finding:
    """TT 53/2012 Điều 6: the contact address is a post's or the unit's, not a person's."""
    address = contacts(school).email
    if not address:
        return _missing(_("The site shows no e-mail address of its own."), _profile_url())
    local = address.partition("@")[0].lower()
    words = set(local.replace("_", ".").replace("-", ".").split("."))
    if words & POST_WORDS or _is_the_schools(local, school):
        return Finding(State.PASSED)
    return _missing(
        _("%(address)s looks like a person's address. Use one of a post, such as vanthu@ or hieutruong@.")
        % {"address": address},
        _profile_url(),
    )


def _is_the_schools(local: str, school: School) -> bool:
    """The unit's own mailbox: its short address, with or without a letter before it (c.th-phu-hoa@)."""
    plain = local.replace(".", "").replace("-", "").replace("_", "")
    slug = school.slug.replace("-", "")
    return plain.endswith(slug) and len(plain) - len(slug) <= 2


def _complete(people: Iterable[Person], fields: tuple[str, ...]) -> Finding:
    for person in people:
        empty = [field for field in fields if not getattr(person, field)]
        if not empty and not is_official(person.email):
            empty = ["email"]
        if empty:
            labels = [str(label_for_field(field.removesuffix("_id"), Person)) for field in empty]
            text = _("%(name)s: still missing or not official: %(fields)s")
            return _missing(
                text % {"name": person.name, "fields": ", ".join(labels)}, reverse("people:edit", args=[person.pk])
            )
    return Finding(State.PASSED)


def _missing(message: str, fix_url: str) -> Finding:
    return Finding(State.MISSING, message, fix_url)


def _profile_url() -> str:
    return reverse("wagtailsettings:edit", args=["core", "siteprofile"])
