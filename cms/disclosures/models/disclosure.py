"""What a school discloses: a set for each school year, its forms, and every version that was published."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.school_years import SchoolYear
from cms.disclosures.calculation import small_figures
from cms.disclosures.labels.book import book
from cms.disclosures.regulation import Form, Regulation
from cms.disclosures.sheet import Sheet


class DisclosureSet(models.Model):
    """All a school discloses for one school year, under the regulation of its time.

    Never converted to a later regulation, never deleted (TT 09/2024 Điều 15 khoản 2: at least 5 years).
    """

    year = models.PositiveSmallIntegerField(
        _("school year"), validators=[MinValueValidator(2017), MaxValueValidator(2099)]
    )
    regulation_code = models.CharField(_("regulation"), max_length=12)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("disclosures of a school year")
        verbose_name_plural = _("disclosures by school year")
        ordering = ["-year", "regulation_code"]
        constraints = [models.UniqueConstraint(fields=["year", "regulation_code"], name="disclosure_set_once")]

    def __str__(self) -> str:
        return f"{self.school_year} ({self.regulation.number})"

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)

    @property
    def regulation(self) -> Regulation:
        """The circular of that year, in the words that hold."""
        return book().regulation(self.regulation_code, self.year)


class Status(models.TextChoices):
    """Where a form stands."""

    EMPTY = "empty", _("empty")
    DRAFT = "draft", _("draft")
    WAITING = "waiting", _("waiting for approval")
    PUBLISHED = "published", _("published")
    # Public, and worked on again: the next version is not public yet.
    CHANGED = "changed", _("changed after publication")


class Disclosure(models.Model):
    """One form of a set: what is being worked on, and how far it has come. Changed by services.py only."""

    set = models.ForeignKey(DisclosureSet, on_delete=models.PROTECT, related_name="disclosures")
    form_code = models.CharField(_("form"), max_length=40)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.EMPTY)
    # See cms/disclosures/sheet.py for what is in it.
    draft: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    # Counts every save: who saves an older state than the newest is told so.
    draft_number = models.PositiveIntegerField(default=0)
    draft_at = models.DateTimeField(_("last changed"), null=True)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Cells ["row column"] taken over from the year before that nobody has confirmed yet.
    carried_over: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("submitted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Why the approver sent it back.
    returned_because = models.CharField(_("sent back because"), max_length=500, blank=True)
    # The day on which the facts changed: 10 working days run from here (TT 09/2024 Điều 15 khoản 1).
    changed_on = models.DateField(_("day of the change"), null=True)
    version_count = models.PositiveIntegerField(default=0)
    first_published_at = models.DateTimeField(_("first published"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        # Entering is `change`; publishing is the approver's.
        permissions = [("publish_disclosure", _("Can publish what the school discloses"))]
        constraints = [models.UniqueConstraint(fields=["set", "form_code"], name="disclosure_form_once")]

    def __str__(self) -> str:
        return f"{self.form.short}, {self.set.school_year}"

    @property
    def form(self) -> Form:
        return self.set.regulation.forms[self.form_code]

    @property
    def sheet(self) -> Sheet:
        """What is being worked on."""
        return Sheet(self.form, self.draft)

    @property
    def is_public(self) -> bool:
        return self.version_count > 0


class Version(models.Model):
    """What was published, as it was: never changed, never deleted."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    data: "models.JSONField[Any, Any]" = models.JSONField()
    # The state of the regulation's data that its labels come from.
    regulation_version = models.CharField(max_length=20)
    reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("published by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the approver decided: figures that could point at a child are read as "fewer than 5" …
    hides_small = models.BooleanField(_("small figures hidden"), default=False, db_default=False)
    # … and why what looks like personal data may be public.
    personal_data_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "number"], name="disclosure_version_once")]

    def __str__(self) -> str:
        return f"{self.disclosure_id}/{self.number}"

    @cached_property
    def replaced_at(self) -> dt.datetime | None:
        """When the next version took its place; None for the newest."""
        if self.number >= self.disclosure.version_count:
            return None
        later = Version.objects.filter(disclosure=self.disclosure_id, number=self.number + 1)
        return later.values_list("published_at", flat=True).first()

    @property
    def form(self) -> Form:
        """The form in the words that hold; of a version that was replaced, in those of its time."""
        row = self.disclosure
        if (moment := self.replaced_at) is None:
            return row.form
        return book().regulation(row.set.regulation_code, row.set.year, moment).forms[row.form_code]

    @property
    def sheet(self) -> Sheet:
        """What was published: figures that the approver has hidden are not in it."""
        form = self.form
        hidden = frozenset(small_figures(form, self.data)) if self.hides_small else frozenset()
        return Sheet(form, self.data, hidden)
