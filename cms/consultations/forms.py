"""The form of a comment, for everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.visitor_forms import ConsentForm


class CommentForm(ConsentForm):
    """Only the comment itself is required."""

    text = forms.CharField(
        label=_("Your opinion"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("At most 3000 characters. Please leave out phone numbers and names of children."),
        error_messages={"required": _("Please write your opinion.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Shown with your opinion. Without it, the opinion is shown without a name."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only so that we can ask you something. Never shown."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["text", "name", "email"])
