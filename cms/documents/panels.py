"""The form of a document, in the order in which a clerk reads one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel

from cms.core.models import BasePage
from cms.core.panels import PublicationPanel

CONTENT = [
    # What stands in the way of publication is said first, as on every page.
    *(panel for panel in BasePage.content_panels if isinstance(panel, PublicationPanel)),
    FieldRowPanel([FieldPanel("number"), FieldPanel("kind", widget=forms.Select)]),
    TitleFieldPanel(
        "title",
        heading=_("Abstract, short"),
        help_text=_("What the document is about, in at most 255 characters. Stands in lists and as the heading."),
    ),
    FieldRowPanel(
        [
            FieldPanel("issuing_body"),
            FieldPanel("date", heading=_("Day of issue"), help_text=_("As it stands on the document.")),
        ]
    ),
    MultiFieldPanel(
        [
            InlinePanel("files", label=_("File"), min_num=1, max_num=20),
        ],
        heading=_("Files"),
        help_text=_("The main document first. A digital signature in a PDF is checked after publication."),
    ),
    FieldRowPanel([FieldPanel("field", widget=forms.Select), FieldPanel("signer")]),
    FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
    FieldPanel("abstract", widget=forms.Textarea(attrs={"rows": 3})),
    InlinePanel(
        "relations",
        heading=_("Replaces or amends"),
        label=_("Earlier document"),
        help_text=_("A replaced document is shown as no longer in force, with a link to this one."),
        max_num=20,
    ),
    FieldPanel("body"),
]
