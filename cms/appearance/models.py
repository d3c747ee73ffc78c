"""How a site looks: layout, palette, emblem, cover and colours of its own."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from cms.appearance.widgets import ColourInput
from cms.core import outbox
from cms.core.models import BasePage
from tenants.models import PORTAL_SCHEMA
from tenants.schema import connection
from themes import brand, layouts, palettes


def default_palette() -> str:
    """The portal begins with the sea, a school with the lotus."""
    return "bien" if connection.schema_name == PORTAL_SCHEMA else palettes.DEFAULT


class ColourField(models.CharField):
    """A colour as #rrggbb, or nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, "blank": True, **kwargs})

    def to_python(self, value: Any) -> Any:
        """Colours are kept in small letters; a forgotten # is put before them."""
        text = (super().to_python(value) or "").strip().lower()
        return f"#{text}" if text and not text.startswith("#") else text

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value and not brand.HEX.match(value):
            raise ValidationError(_("Write the colour as # and six digits or letters a to f, for example #9d2159."))


@register_setting(icon="view", order=110)
class Appearance(PreviewableMixin, BaseGenericSetting):  # type: ignore[misc]
    """The look of this site; every page shows it."""

    layout = models.CharField(
        _("layout"),
        max_length=20,
        choices=layouts.CHOICES,
        default=layouts.DEFAULT,
        help_text=_("How pages are arranged. The preview shows your home page in it."),
    )
    palette = models.CharField(
        _("colours"),
        max_length=20,
        choices=palettes.CHOICES,
        default=default_palette,
        help_text=_("Six sets of colours that can be read by day and by night."),
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown beside the name on every page. Best square, transparent around, at least 200 pixels."),
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover of the home page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture of your school, at least 1600 pixels. On narrow screens only Báo tường shows it."),
    )
    cover_alt = models.CharField(
        _("description of the cover"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it. At most 250 characters."),
    )
    brand = ColourField(
        _("own colour"),
        help_text=_("Replaces the main colour of the set: headings, links and buttons. Leave empty to keep the set's."),
    )
    brand_night = ColourField(
        _("own colour by night"),
        help_text=_("For dark screens. Leave empty and it is made of the colour beside it."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("layout"), FieldPanel("palette")], heading=_("Layout and colours")),
        MultiFieldPanel(
            [
                HelpPanel(template="appearance/colour_help.html"),
                FieldRowPanel(
                    [FieldPanel("brand", widget=ColourInput), FieldPanel("brand_night", widget=ColourInput)],
                ),
            ],
            heading=_("Own colours"),
        ),
        MultiFieldPanel(
            [FieldPanel("logo"), FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Emblem and cover")
        ),
    ]
    MODES: ClassVar[dict[str, str]] = {"brand": "light", "brand_night": "dark"}

    class Meta:
        verbose_name = _("appearance")

    def clean(self) -> None:
        """Refuse what cannot be read or seen, and say what can."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.cover_id and not self.cover_alt.strip():
            errors["cover_alt"] = _("Describe the cover in a few words.")
        if self.brand_night and not self.brand:
            errors["brand"] = _("Choose the colour by day first.")
        for name, mode in self.MODES.items():
            colour = getattr(self, name)
            found = brand.problem(self.palette, mode, colour) if brand.HEX.match(colour) and self._known() else None
            if found:
                errors[name] = _refusal(found)
        if errors:
            raise ValidationError(errors)

    def _known(self) -> bool:
        return self.palette in dict(palettes.CHOICES)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and void the pages that show it: all."""
        super().save(*args, **kwargs)
        outbox.record(self)

    # -- Preview: the home page as it would look ---------------------------------------------------
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Draw the home page in what is on the form and not saved yet."""
        from cms.appearance.look import look_of

        request.previewed_look = look_of(self)  # type: ignore[attr-defined]
        home = BasePage.objects.get(depth=2).specific
        response: HttpResponse = home.serve(request)
        return response


def _refusal(found: brand.Problem) -> Any:
    return _(
        "This colour is too hard to read: its contrast is %(ratio)s : 1, and at least %(least)s : 1 is needed."
        " The nearest one that works is %(suggestion)s."
    ) % {
        "ratio": localize(int(found.ratio * 100) / 100),
        "least": localize(found.least),
        "suggestion": found.suggestion,
    }
