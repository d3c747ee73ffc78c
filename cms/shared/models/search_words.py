"""Words of the search: what means the same, what is shown first, what was looked for in vain."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.addresses import validate_address
from tenants.changes import announce_to_everyone

SEPARATOR = ","


class _OfTheOffice(models.Model):
    """Rows the portal writes and every site's search reads."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what every process keeps of these rows is void."""
        super().save(*args, **kwargs)
        announce_to_everyone()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        announce_to_everyone()
        return super().delete(*args, **kwargs)


class SearchSynonym(_OfTheOffice):
    """Words that mean the same, besides those that come with the program."""

    words = models.CharField(
        _("words"),
        max_length=300,
        help_text=_(
            "Words or short forms that mean the same, with commas between them: THCS, trung học cơ sở. "
            "With or without accents. Two to ten, at most 300 characters."
        ),
    )
    is_one_way = models.BooleanField(
        _("only from the first"),
        default=False,
        help_text=_("Tick if only who types the first shall also find the others, not the other way round."),
    )

    panels = [FieldPanel("words"), FieldPanel("is_one_way")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def ways(self) -> list[str]:
        """The words one by one."""
        return [word.strip() for word in self.words.split(SEPARATOR) if word.strip()]

    def clean(self) -> None:
        super().clean()
        if not 2 <= len(self.ways) <= 10:
            raise ValidationError({"words": _("Please write two to ten, with commas between them.")})


class PromotedResultQuerySet(models.QuerySet["PromotedResult"]):
    """Those of today."""

    def current(self) -> "PromotedResultQuerySet":
        """Keep those whose days have come and are not over."""
        today = timezone.localdate()
        begun = models.Q(starts_on=None) | models.Q(starts_on__lte=today)
        return self.filter(begun, models.Q(ends_on=None) | models.Q(ends_on__gte=today))


class PromotedResult(_OfTheOffice):
    """An address that the office shows on top when certain words are searched."""

    words = models.CharField(
        _("words"),
        max_length=300,
        help_text=_(
            "When one of these is searched, with commas between them: tuyển sinh lớp 1, đăng ký lớp 1. "
            "With or without accents, at most 300 characters."
        ),
    )
    title = models.CharField(_("title"), max_length=120, help_text=_("What people click on. At most 120 characters."))
    url = models.CharField(
        _("address"),
        max_length=300,
        validators=[validate_address],
        help_text=_("Page with more about it: /tin-tuc/… or https://…"),
    )
    text = models.CharField(
        _("text"), max_length=200, blank=True, help_text=_("One sentence below the title. At most 200 characters.")
    )
    starts_on = models.DateField(_("shown from"), null=True, blank=True, help_text=_("Empty: from now on."))
    ends_on = models.DateField(_("shown until"), null=True, blank=True, help_text=_("Empty: until it is deleted."))
    in_schools = models.BooleanField(
        _("also on the schools' sites"),
        default=False,
        help_text=_("Not ticked: only the portal's search shows it. On schools' sites the address must be complete."),
    )

    objects = PromotedResultQuerySet.as_manager()

    panels = [
        FieldPanel("words"),
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("in_schools"),
    ]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ways(self) -> list[str]:
        """The words one by one."""
        return [word.strip() for word in self.words.split(SEPARATOR) if word.strip()]

    def clean(self) -> None:
        super().clean()
        if not self.ways:
            raise ValidationError({"words": _("Please write at least one word.")})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})
        if self.in_schools and not self.url.startswith("http"):
            raise ValidationError({"url": _("On the schools' sites only a complete address works: https://…")})


class FruitlessSearch(models.Model):
    """Words that at least three visitors looked for in vain in a month; `month` is its first day.

    Nothing of the visitors: no address, no mark, no time. Words that might name a person are not kept
    (cms/search/fruitless.py).
    """

    month = models.DateField()
    words = models.CharField(max_length=100)
    searches = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [models.UniqueConstraint(fields=["month", "words"], name="shared_fruitlesssearch_words")]

    def __str__(self) -> str:
        return f"{self.words} {self.month:%m/%Y}"
