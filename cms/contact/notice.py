"""Tells the forms of all apps where the privacy notice is."""

from cms.contact.models import PrivacyPage
from cms.core.navigation import site_path
from cms.core.privacy import PrivacyNotice, provides_notice


@provides_notice
def read_notice() -> PrivacyNotice | None:
    """The published notice of the current school."""
    page = PrivacyPage.objects.live().first()
    return PrivacyNotice(site_path(page.url_path), str(page.version)) if page else None
