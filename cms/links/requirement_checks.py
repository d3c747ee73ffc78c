"""Links to those above the school: NĐ 43/2011 Điều 15.1.b."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.links.models import Link
from tenants.models import School

MINISTRY = ("moet.gov.vn",)
DEPARTMENT = ("hcm.edu.vn", "edu.hochiminhcity.gov.vn", "sgddt.hochiminhcity.gov.vn")


@checks("fn-links")
def state_bodies(school: School) -> Finding:
    """Links to the ministry and the department; a school's also to the office's portal.

    The portal's links to its schools are its directory, which every home page of it shows.
    """
    hosts = {urlsplit(url).hostname or "" for url in Link.objects.values_list("url", flat=True)}
    wanted = {_("the Ministry"): MINISTRY, _("the provincial department"): DEPARTMENT}
    if not school.is_portal:
        wanted[_("the education office")] = (settings.PORTAL_DOMAIN,)
    absent = [label for label, names in wanted.items() if not any(_leads_to(host, names) for host in hosts)]
    if absent:
        text = _("The links to %(bodies)s are missing.") % {"bodies": ", ".join(absent)}
        return Finding(State.MISSING, text, reverse("links:index"))
    return Finding(State.PASSED)


def _leads_to(host: str, names: tuple[str, ...]) -> bool:
    return host.removeprefix("www.") in names
