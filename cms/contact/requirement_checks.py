"""Contact, questions, privacy, guide: what the law asks of a site."""

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.contact.models import ContactPage, FaqEntry, FaqPage, PrivacyPage, Question, QuestionIndexPage
from cms.core.contacts import contacts
from cms.core.requirements import Finding, State, checks
from tenants.models import School

GUIDE = ("pages.StandardPage", "huong-dan")


@checks("cat-school-contact")
def contact(school: School) -> Finding:
    """TT 37/2020 Điều 9: a contact page in the menu with address, phone, e-mail and a way to ask."""
    if not ContactPage.objects.live().filter(show_in_menus=True).exists():
        return _missing(_("The contact page is not published, or not in the menu."))
    own = contacts(school)
    if not (own.address and own.phone and own.email):
        return _missing(_("Address, phone or e-mail of the school is missing."), _profile_url())
    if not QuestionIndexPage.objects.live().exists():
        return _missing(_("The page of questions and answers is not published."))
    return Finding(State.PASSED)


@checks("fn-qa")
def questions(school: School) -> Finding:
    """NĐ 43/2011 Điều 15.2, 17.1.đ: questions can be asked and followed, and none is overdue."""
    if not QuestionIndexPage.objects.live().exists():
        return _missing(_("The page of questions and answers is not published."))
    overdue = Question.objects.overdue().count()
    if overdue:
        text = ngettext("%(count)d question is overdue.", "%(count)d questions are overdue.", overdue)
        return Finding(State.OUTDATED, text % {"count": overdue}, reverse("questions:index"))
    return Finding(State.PASSED)


@checks("fn-footer")
def footer(school: School) -> Finding:
    """TT 32/2017 Điều 16.3.c: owner, responsible person, address, phone and e-mail at the foot of every page."""
    own = contacts(school)
    fields = {
        _("owner"): school.name,
        _("responsible for the content"): own.responsible_person,
        _("address"): own.address,
        _("phone"): own.phone,
        _("e-mail"): own.email,
    }
    empty = [label for label, value in fields.items() if not value]
    if empty:
        return _missing(_("Missing at the foot of the page: %(fields)s") % {"fields": ", ".join(empty)}, _profile_url())
    return Finding(State.PASSED)


@checks("sec-privacy")
def privacy(school: School) -> Finding:
    """Luật 91/2025/QH15; NĐ 224/2026 Điều 21.4.a: a published notice, which every form stores the version of."""
    page = PrivacyPage.objects.live().first()
    if page is None or not page.body:
        return _missing(_("The privacy notice is not published or empty."), _edit_url(page))
    return Finding(State.PASSED)


@checks("svc-faq-guide")
def guide(school: School) -> Finding:
    """TT 32/2017/TT-BTTTT Điều 11.1: a guide and frequent questions."""
    if not FaqPage.objects.live().exists() or not FaqEntry.objects.filter(is_shown=True).exists():
        return _missing(_("There are no frequent questions on the site."), reverse("faq:index"))
    page = apps.get_model(GUIDE[0])._default_manager.filter(slug=GUIDE[1], live=True).first()
    if page is None or not page.body:
        return _missing(_("The guide is not published or empty."), _edit_url(page))
    return Finding(State.PASSED)


def _missing(message: str, fix_url: str = "") -> Finding:
    return Finding(State.MISSING, message, fix_url or reverse("wagtailadmin_explore_root"))


def _edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""


def _profile_url() -> str:
    return reverse("wagtailsettings:edit", args=["core", "siteprofile"])
