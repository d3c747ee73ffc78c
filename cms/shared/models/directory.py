"""What each school says of itself in the portal's directory."""

from typing import Self

from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from cms.core.folding import fold
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School, url_of_host

VIETNAMESE = "vi-x-icu"
# An archived school is history: it keeps its page, but is in no list.
LISTED = (SchoolStatus.READY, SchoolStatus.SUSPENDED)
MAX_WORDS = 8


class SchoolEntryQuerySet(models.QuerySet["SchoolEntry"]):
    """Questions asked of the directory."""

    def known(self) -> Self:
        """All schools that visitors may know of, archived ones too; the portal is none."""
        return self.exclude(school__kind=SchoolKind.OFFICE).filter(school__status__in=(*LISTED, SchoolStatus.ARCHIVED))

    def listed(self) -> Self:
        """The schools of the list."""
        return self.filter(school__status__in=LISTED).exclude(school__kind=SchoolKind.OFFICE)

    def in_service(self) -> Self:
        """The schools whose site answers."""
        return self.listed().filter(school__status=SchoolStatus.READY)

    def named(self, text: str) -> Self:
        """Those in whose name, ward or address each word occurs; accents and case aside."""
        found = self
        for word in fold(text.replace("\x00", " ")).split()[:MAX_WORDS]:
            found = found.filter(folded__contains=word)
        return found

    def by_name(self) -> Self:
        """In the order of the Vietnamese alphabet."""
        return self.order_by(Collate("school__name", VIETNAMESE), "school__slug")


class SchoolEntry(models.Model):
    """One school of the directory: its own contacts, else the registry's."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, primary_key=True, related_name="entry")
    folded = models.CharField(max_length=700)
    host = models.CharField(max_length=253)
    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    map_url = models.URLField(_("link to a map"), blank=True)
    responsible_person = models.CharField(_("responsible for the content"), max_length=120, blank=True)
    responsible_post = models.CharField(_("post of this person"), max_length=120, blank=True)

    objects = SchoolEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")

    def __str__(self) -> str:
        return self.host

    @property
    def url(self) -> str:
        """Absolute address of the school's site."""
        return url_of_host(self.host) + "/"

    @property
    def is_open(self) -> bool:
        """Whether the site may be visited: a suspended one may not."""
        return self.school.status != SchoolStatus.SUSPENDED
