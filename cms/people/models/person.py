"""People of a school or of the office."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.mail_domains import validate_official
from cms.core.models import VisibleRow
from cms.core.person_names import sort_key
from cms.people.enums import LEADERS, PUBLIC_ROLES, PersonRole
from cms.people.models.unit import Unit

LAST = 30_000
RANKS = {role: rank for rank, role in enumerate(PersonRole.values)}


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions asked of the directory."""

    def shown(self) -> "PersonQuerySet":
        """Those whom visitors may see."""
        return self.filter(is_shown=True)

    def leaders(self) -> "PersonQuerySet":
        """Heads and deputies (TT 37/2020 Điều 9)."""
        return self.filter(role__in=LEADERS)

    def in_order(self) -> "list[Person]":
        """Everybody with unit and photo in one query: the set order first, then by Vietnamese given name."""
        return sorted(self.select_related("unit", "photo"), key=Person.order_key)


class Person(VisibleRow):
    """Somebody who works here, with what they agreed to have shown."""

    name = models.CharField(_("full name"), max_length=120, help_text=_("At most 120 characters."))
    post = models.CharField(
        _("post"),
        max_length=120,
        help_text=_("As it stands in the decision, for example “Principal”. At most 120 characters."),
    )
    role = models.CharField(_("role"), max_length=16, choices=PersonRole.choices, default=PersonRole.TEACHER)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit or team"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    leads_unit = models.BooleanField(
        _("heads this unit"), default=False, help_text=_("The name then stands in the organisation chart.")
    )
    email = models.EmailField(
        _("work e-mail"),
        blank=True,
        help_text=_("On the school's own domain or ending in .edu.vn or .gov.vn; no address of a free service."),
    )
    phone = models.CharField(_("work phone"), max_length=30, blank=True)
    duties = models.CharField(
        _("duties"), max_length=500, blank=True, help_text=_("What this person looks after. At most 500 characters.")
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_alt = models.CharField(
        _("description of the photograph"),
        max_length=250,
        blank=True,
        help_text=_("For people who cannot see it; the name is said already. At most 250 characters."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        null=True,
        blank=True,
        help_text=_("Small numbers come first. Left empty: after those with a number, by given name."),
    )
    is_shown = models.BooleanField(_("show on the site"), default=True)
    agreed_contacts = models.BooleanField(
        _("agrees that phone and e-mail are shown"),
        default=False,
        help_text=_("The law asks for them to be shown of leaders and of the office's officers in any case."),
    )
    agreed_photo = models.BooleanField(_("agrees that the photograph is shown"), default=False)

    objects = PersonQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("post"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("leads_unit")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("agreed_contacts")],
            heading=_("Contact"),
        ),
        FieldPanel("duties", widget=forms.Textarea(attrs={"rows": 3})),
        MultiFieldPanel(
            [FieldPanel("photo"), FieldPanel("photo_alt"), FieldPanel("agreed_photo")], heading=_("Photograph")
        ),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_shown")]),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.email:
            try:
                validate_official(self.email)
            except ValidationError as error:
                raise ValidationError({"email": error}) from error

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.name = " ".join(self.name.split())
        super().clean_fields(*args, **kwargs)

    def order_key(self) -> tuple[int, int, Any]:
        """Set order, then rank, then given name."""
        return (LAST if self.position is None else self.position, RANKS.get(self.role, LAST), sort_key(self.name))

    @property
    def shows_contacts(self) -> bool:
        """By law, or by consent."""
        return self.role in PUBLIC_ROLES or self.agreed_contacts
