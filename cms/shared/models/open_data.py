"""What each school has published of a school year, with where to get it as data."""

from typing import Self

from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from cms.core.school_years import SchoolYear
from cms.shared.models.directory import VIETNAMESE
from tenants.enums import SchoolStatus
from tenants.models import School, url_of_host


class OpenDatasetQuerySet(models.QuerySet["OpenDataset"]):
    """Questions asked of the city's open data."""

    def listed(self) -> Self:
        """Those of schools whose site answers, by the school's name, the newest year first; one query."""
        found = self.filter(school__status=SchoolStatus.READY).select_related("school")
        return found.order_by(Collate("school__name", VIETNAMESE), "school_id", "-year", "regulation_code")


class OpenDataset(models.Model):
    """All that a school has published for one school year under one regulation."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="open_datasets")
    # First calendar year of the school year.
    year = models.PositiveSmallIntegerField(_("school year"))
    regulation_code = models.CharField(max_length=12)
    regulation = models.CharField(_("regulation"), max_length=40)
    forms = models.PositiveSmallIntegerField(_("published forms"))
    # As stated; None where nobody has stated it.
    pupils = models.PositiveIntegerField(_("pupils"), null=True)
    classes = models.PositiveIntegerField(_("classes"), null=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True)
    published_at = models.DateTimeField(_("published"))
    host = models.CharField(max_length=253)
    # Address of the year on the school's site.
    path = models.CharField(max_length=255)

    objects = OpenDatasetQuerySet.as_manager()

    class Meta:
        verbose_name = _("open dataset")
        verbose_name_plural = _("open datasets")
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "regulation_code"], name="shared_opendataset_once")
        ]

    def __str__(self) -> str:
        return f"{self.host} {self.school_year}"

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)

    @property
    def url(self) -> str:
        """Absolute address of the year on the school's site."""
        return url_of_host(self.host) + self.path
