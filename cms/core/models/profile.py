"""What every page says about the site's owner: who answers for it and how to reach them."""

from typing import Any

from django.db import models, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.core import outbox
from tenants.registry import registry
from tenants.schema import connection

# The contacts that the office keeps for each school.
FROM_REGISTRY = ("address", "phone", "email")


class SiteProfileForm(WagtailAdminModelForm):
    """Says beside each empty field what visitors read meanwhile: the registry's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = registry.school_for_schema(connection.schema_name)
        for name in FROM_REGISTRY:
            known = getattr(school, name, "")
            if known and name in self.fields:
                left_empty = _("Left empty, visitors read what the registry of schools says: “%(known)s”.")
                field = self.fields[name]
                field.help_text = format_lazy("{} {}", field.help_text, left_empty % {"known": known})


@register_setting(icon="home", order=100)
class SiteProfile(BaseGenericSetting):
    """Contacts and responsibilities of this site (TT 32/2017/TT-BTTTT Điều 16.3.c; TT 37/2020 Điều 9).

    What is left empty is taken from the registry of schools, which the office keeps.
    """

    address = models.CharField(
        _("address"),
        max_length=255,
        blank=True,
        help_text=_("House number, street, ward, city. At most 255 characters."),
    )
    phone = models.CharField(
        _("phone"), max_length=30, blank=True, help_text=_("As people dial it, for example 0274 3822 101.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("An address of the school's own, not of a person."))
    responsible_person = models.CharField(
        _("responsible for the content"),
        max_length=120,
        blank=True,
        help_text=_("Name as it stands at the foot of every page. At most 120 characters."),
    )
    responsible_post = models.CharField(
        _("post of this person"),
        max_length=120,
        blank=True,
        help_text=_("For example: principal. At most 120 characters."),
    )
    opening_hours = models.CharField(
        _("opening hours"),
        max_length=200,
        blank=True,
        help_text=_("When visitors are received. At most 200 characters."),
    )
    map_url = models.URLField(
        _("link to a map"), blank=True, help_text=_("Address of the place on a map service; opened by a link only.")
    )

    base_form_class = SiteProfileForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("opening_hours"),
                FieldPanel("map_url"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("responsible_person"), FieldPanel("responsible_post")])],
            heading=_("Responsibility"),
        ),
    ]

    class Meta:
        verbose_name = _("about this site")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and void the pages that show it: all."""
        super().save(*args, **kwargs)
        outbox.record(self)
