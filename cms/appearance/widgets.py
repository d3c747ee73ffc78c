"""Widgets of the appearance form."""

from django import forms


class ColourInput(forms.TextInput):
    """A colour as text: the browser's own colour picker cannot leave it empty."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"placeholder": "#9d2159", "spellcheck": "false", "autocomplete": "off", **(attrs or {})})
