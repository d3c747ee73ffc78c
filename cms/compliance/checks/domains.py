"""Domain names."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from cms.compliance.checks.common import current, missing, passed, unknown
from cms.compliance.probing import probed
from cms.compliance.site.visitor import visit
from cms.core.requirements import Finding, checks
from tenants.models import Domain, School

EDUCATION = re.compile(r"(?:^|\.)[a-z0-9-]+\.edu\.vn$")


@checks("dom-rule")
def domain_name(school: School) -> Finding:
    """A name below .vn, one below edu.vn among them, and one that all others lead to."""
    names = list(Domain.objects.filter(tenant_id=school.pk).order_by("pk").values_list("domain", flat=True))
    primary = current().primary_host
    if not primary.endswith(".vn"):
        return missing(_("The address %(host)s does not end in .vn.") % {"host": primary})
    if not any(EDUCATION.search(name) for name in names):
        return missing(_("None of the site's names ends in edu.vn."))
    for name in names:
        if name != primary and visit("/", host=name).status not in {301, 308}:
            return missing(_("%(host)s does not lead to %(primary)s.") % {"host": name, "primary": primary})
    return passed()


@checks("dom-state-body")
def state_body(school: School) -> Finding:
    """A ward's office stands below gov.vn and is reached over IPv6."""
    host = current().primary_host
    if not host.endswith(".gov.vn"):
        return missing(_("The address %(host)s does not end in .gov.vn, as a state body's must.") % {"host": host})
    return _ipv6()


@checks("dom-ipv6")
def ipv6(school: School) -> Finding:
    """The name has an IPv6 address at which the site answers."""
    return _ipv6()


def _ipv6() -> Finding:
    if not settings.REQUIREMENT_NETWORK_CHECKS:
        return unknown(_("Checks over the network are off (REQUIREMENT_NETWORK_CHECKS)."))
    seen = probed()
    if seen.get("ipv6") is None:
        return unknown(_("The network has not been asked yet, or did not answer."))
    if not seen["ipv6"]:
        return missing(_("The name has no IPv6 address (AAAA record)."))
    if seen.get("ipv6_answers") is None:
        return unknown(_("The site could not be reached over IPv6 from here."))
    return passed()
