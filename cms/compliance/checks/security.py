"""Security, as far as it can be seen from inside."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from cms.compliance.checks.common import (
    asked_fields,
    governance,
    missing,
    outdated,
    passed,
    settings_url,
    unknown,
)
from cms.compliance.models import Governance
from cms.compliance.probing import probed
from cms.compliance.recent import older_than, stamp_age
from cms.compliance.site import markup
from cms.compliance.site.visitor import visit
from cms.core.requirements import Finding, State, checks
from tenants.models import School

LEAST_CERTIFICATE_DAYS = 14
DAY = dt.timedelta(hours=24)
QUARTER = dt.timedelta(days=90)
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")


@checks("sec-https")
def https(school: School) -> Finding:
    """Settings first; the certificate is known only when the network is asked."""
    if settings.PUBLIC_SCHEME != "https":
        return missing(_("The site is served over plain HTTP."))
    if not settings.SECURE_SSL_REDIRECT or not settings.SECURE_HSTS_SECONDS:
        return missing(_("Plain HTTP does not lead to HTTPS, or browsers are not told to keep to it (HSTS)."))
    mixed = visit("/").document.xpath("//*[starts-with(@src, 'http://')] | //link[starts-with(@href, 'http://')]")
    if mixed:
        return missing(_("The home page loads parts over plain HTTP."))
    days = probed().get("certificate_days")
    if days is None:
        return unknown(_("The settings are right; the certificate was not seen, as the network was not asked."))
    if days < LEAST_CERTIFICATE_DAYS:
        return outdated(_("The certificate ends in %(days)d days.") % {"days": days})
    if not probed().get("redirects_to_https"):
        return missing(_("Plain HTTP does not lead to HTTPS."))
    return passed()


@checks("sec-level")
def security_level(school: School) -> Finding:
    """The level with the decision that approves it."""
    return asked_fields("security_level", "security_number", "security_date")


@checks("sec-trust-label")
def trust_label(school: School) -> Finding:
    """The label's code stands at the foot; the last assessment is less than a year old."""
    asked = asked_fields("trust_label", "assessed_on")
    if asked.state != State.PASSED:
        return asked
    values = governance()
    foot = markup.words(markup.first(visit("/").document, "//footer"))
    if values.trust_label not in foot:
        return missing(_("The foot of the page does not show the trust label."), settings_url(Governance))
    if values.assessed_on is None or older_than(values.assessed_on, days=365):
        return outdated(_("The last security assessment is more than a year old."), settings_url(Governance))
    return passed()


@checks("sec-attack")
def against_attacks(school: School) -> Finding:
    """Protecting headers, a fresh backup, and a restore that somebody has tried."""
    headers = visit("/").headers
    if absent := [name for name in HEADERS if name not in headers]:
        return missing(_("Answers lack the headers %(names)s.") % {"names": ", ".join(absent)})
    return backup() or restore() or passed()


def backup() -> Finding | None:
    """Return what is wrong with the backup, or None."""
    age = stamp_age(settings.BACKUP_STAMP_FILE)
    if age is None:
        return missing(_("No backup has left its mark (BACKUP_STAMP_FILE)."))
    if age > DAY:
        return outdated(_("The last backup is more than 24 hours old."))
    return None


def restore() -> Finding | None:
    """Return what is wrong with the last trial of a restore, or None."""
    age = stamp_age(settings.RESTORE_STAMP_FILE)
    if age is None:
        return missing(_("No trial of a restore has left its mark (RESTORE_STAMP_FILE)."))
    if age > QUARTER:
        return outdated(_("The last trial of a restore is more than 90 days old."))
    return None
