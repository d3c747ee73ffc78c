"""The annual report of TT 09/2024 (Phụ lục I): one for each calendar year, and every version that was published."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.disclosures.models.disclosure import Status

FIRST_YEAR = 2024


def _pdf_name(instance: models.Model, filename: str) -> str:
    # Outside the folders that are served: the file is read through the page of its version only.
    return f"annual-reports/{uuid.uuid4().hex}.pdf"


class YearReport(models.Model):
    """The report of a calendar year as it is worked on. Changed by annual_report/services.py only, never deleted."""

    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2099)]
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.EMPTY)
    # {"head": {"paper_number": …}, "sections": {"I": {"text": "…", "pictures": [{"picture": 1, "caption": "…"}]}}}
    draft: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    draft_number = models.PositiveIntegerField(default=0)
    draft_at = models.DateTimeField(_("last changed"), null=True)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("submitted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    returned_because = models.CharField(_("sent back because"), max_length=500, blank=True)
    version_count = models.PositiveIntegerField(default=0)
    first_published_at = models.DateTimeField(_("first published"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year"]
        # Whoever enters and publishes the forms does so with the report.
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_public(self) -> bool:
        return self.version_count > 0


class YearReportVersion(models.Model):
    """A report as it was published, with all figures in it: never changed, never deleted. The PDF comes afterwards."""

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    # What annual_report/composing.py made of the year's disclosures.
    content: "models.JSONField[Any, Any]" = models.JSONField()
    # Kept for as long as the version is: a picture of a report cannot be deleted.
    pictures: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        settings.WAGTAILIMAGES_IMAGE_MODEL, through="YearReportPicture", related_name="+"
    )
    reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("published by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Why what looks like personal data may be public.
    personal_data_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    pdf = models.FileField(_("PDF"), upload_to=_pdf_name, blank=True)

    class Meta:
        verbose_name = _("published version of an annual report")
        verbose_name_plural = _("published versions of annual reports")
        ordering = ["-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="year_report_version_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class YearReportPicture(models.Model):
    """A picture that a published version shows."""

    version = models.ForeignKey(YearReportVersion, on_delete=models.PROTECT, related_name="shown")
    picture = models.ForeignKey(settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["version", "picture"], name="year_report_picture_once")]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.picture_id}"
