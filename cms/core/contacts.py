"""Who answers for this site and how to reach them, as every page shows it."""

from dataclasses import asdict, dataclass

from cms.core.frame import kept
from tenants.models import School
from tenants.registry import CurrentSchool


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts of a site; what nobody has filled in is empty."""

    address: str
    phone: str
    email: str
    responsible_person: str
    responsible_post: str
    opening_hours: str
    map_url: str


def contacts(school: "School | CurrentSchool") -> Contacts:
    """Return the current school's contacts: its own words first, then the registry's.

    Kept under the school's content version: no query on a warm site.
    """
    return Contacts(**kept("contacts", lambda: asdict(contacts_of(school))))


def contacts_of(school: "School | CurrentSchool") -> Contacts:
    """The same, read anew: for read models."""
    from cms.core.models import SiteProfile

    profile = SiteProfile.objects.first() or SiteProfile()
    return Contacts(
        address=profile.address or school.address,
        phone=profile.phone or school.phone,
        email=profile.email or school.email,
        responsible_person=profile.responsible_person,
        responsible_post=profile.responsible_post,
        opening_hours=profile.opening_hours,
        map_url=profile.map_url,
    )
