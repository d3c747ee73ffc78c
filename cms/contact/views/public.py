"""Asking a question and reading the answer; never kept by any cache, no code in any address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.contact import services
from cms.contact.forms import LookUpForm, QuestionForm
from cms.contact.models import Question
from cms.core.navigation import MenuItem, site_frame
from cms.core.rate_limit import is_allowed

QUESTIONS_PER_HOUR = 6
LOOK_UPS_PER_HOUR = 30
HOUR = 3600
INDEX = "/hoi-dap/"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/gui/`: the form; sent, it answers with the code, so that no address ever holds it."""
    form = QuestionForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        if is_allowed(request, "question", limit=QUESTIONS_PER_HOUR, seconds=HOUR):
            question = services.receive(form.asked())
            return _page(
                request, "pages/question_received_page.html", _("Your question was received"), question=question
            )
        form.add_error(
            None, _("Too many questions came from your connection. Please try again in an hour, or call us.")
        )
    status = 400 if form.is_bound else 200
    return _page(request, "pages/question_form_page.html", _("Ask a question"), status=status, form=form)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/tra-cuu/`: the state of a question, for whoever has its code."""
    form, question = LookUpForm(request.POST or None, label_suffix=""), None
    if request.method == "POST" and form.is_valid():
        if not is_allowed(request, "look-up", limit=LOOK_UPS_PER_HOUR, seconds=HOUR):
            form.add_error(None, _("Too many codes were tried from your connection. Please try again in an hour."))
        else:
            question = Question.objects.filter(code=form.cleaned_data["code"], scrubbed_at=None).first()
            if question is None:
                form.add_error("code", _("There is no question with this code here. Please check each letter."))
    status = 400 if form.is_bound and question is None else 200
    title = _("Look up your question")
    return _page(request, "pages/question_look_up_page.html", title, status=status, form=form, question=question)


def _page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    crumbs = [MenuItem(_("Home"), "/"), MenuItem(_("Questions and answers"), INDEX)]
    values = {**site_frame(request), "breadcrumbs": crumbs, "title": title, **context}
    response = render(request, template, values, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    # The next site must not learn that somebody asked something here.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
