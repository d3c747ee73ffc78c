"""The catalogue of components: each drawn as pages draw it, with what it was drawn from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.core.data_files import read_yaml
from cms.core.listing import newest

DATA = Path(__file__).parent / "data" / "catalogue.yaml"
STORY = SimpleNamespace(
    title="Ngày hội đọc sách", url="#", cover=None, summary="Cả trường cùng đọc.", category_title="Hoạt động", date=None
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A component as the catalogue shows it."""

    name: str
    drawn: SafeString
    list_class: str = ""


class SampleForm(forms.Form):
    """A field of each kind, for the look of forms."""

    name = forms.CharField(label=_("Full name"), help_text=_("As in the birth certificate."))
    question = forms.CharField(label=_("Question"), widget=forms.Textarea)
    way = forms.ChoiceField(
        label=_("How we shall answer"),
        choices=[("mail", _("By e-mail")), ("phone", _("By phone"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), required=False)
    agreed = forms.BooleanField(label=_("I agree that the school keeps these data until it has answered."))


@cache
def _samples() -> list[dict[str, Any]]:
    samples: list[dict[str, Any]] = read_yaml(DATA)
    return samples


def entries(request: HttpRequest) -> list[Entry]:
    """Return every component, drawn; stories are the site's own newest where it has any."""
    story = newest("news.NewsPage").first() or STORY
    drawn = [
        _draw(request, "lead_story", lead=story),
        _draw(request, "news_card", "stories__grid stories__grid--rows", story=story, place="row"),
    ]
    for sample in _samples():
        context = {name: value for name, value in sample.items() if name not in {"component", "list"}}
        drawn.append(_draw(request, sample["component"], sample.get("list", ""), **context))
    page = Paginator(range(60), 10).page(3)
    form = SampleForm({"question": "Trường có nhận học sinh trái tuyến không?"}, auto_id="mau_%s")
    return [
        *drawn,
        _draw(request, "pagination", page_obj=page),
        _draw(request, "breadcrumbs", breadcrumbs=[{"title": _("Home"), "url": "/"}, {"title": "Tin tức", "url": "#"}]),
        _draw(request, "form", form=form, button=_("Send the question")),
    ]


def _draw(request: HttpRequest, component: str, list_class: str = "", **context: Any) -> Entry:
    return Entry(component, render_to_string(f"components/{component}.html", context, request), list_class)
