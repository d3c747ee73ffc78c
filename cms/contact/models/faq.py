"""Questions that are asked often."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from cms.contact.enums import Topic
from cms.core.blocks.text import PARAGRAPH_FEATURES
from cms.core.models import VisibleRow


class FaqEntry(VisibleRow):
    """A question with its answer, written by the school itself."""

    question = models.CharField(
        _("question"), max_length=200, help_text=_("As a parent would ask it. At most 200 characters.")
    )
    answer = RichTextField(_("answer"), features=PARAGRAPH_FEATURES)
    topic = models.CharField(_("field"), max_length=16, choices=Topic.choices, default=Topic.OTHER)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Small numbers come first."))
    is_shown = models.BooleanField(_("show on the site"), default=True)

    panels = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("position")]),
        FieldPanel("is_shown"),
    ]

    class Meta:
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.question
