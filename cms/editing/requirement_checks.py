"""What the law wants to know of texts: that they are there, looked at, and read before they are public."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, WorkflowPage

from cms.core.models import BasePage
from cms.core.requirements import Finding, State, checks
from cms.editing import dashboard
from cms.editing.guard import OWN_APPROVAL_ACTION
from tenants.models import School

ABOUT = "gioi-thieu"
# History, functions, structure: the parts that Điều 9 names.
ABOUT_PARTS = ("lich-su", "chuc-nang-nhiem-vu", "co-cau-to-chuc")
LOG_DAYS = 90


@checks("cat-school-intro")
def introduction(school: School) -> Finding:
    """TT 37/2020 Điều 9: history, functions and structure are there, and somebody looked at them within a year."""
    if school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    section = BasePage.objects.live().filter(depth=3, slug=ABOUT).first()
    if section is None:
        return Finding(
            State.MISSING, _("The section “Giới thiệu” is not published."), reverse("wagtailadmin_explore_root")
        )
    parts = {page.slug: page for page in section.get_children().live().specific() if page.slug in ABOUT_PARTS}
    for slug in ABOUT_PARTS:
        page = parts.get(slug)
        if page is None:
            return Finding(State.MISSING, _("Not published: %(part)s") % {"part": slug}, _explore(section))
        if not page.is_filled():
            return Finding(State.MISSING, _("“%(title)s” is still empty.") % {"title": page.title}, _edit(page))
    return _looked_at([page.pk for page in parts.values()])


def _looked_at(ids: list[int]) -> Finding:
    limit = timezone.localdate() - relativedelta(months=dashboard.REVIEW_MONTHS)
    seen = dict(dashboard.looked_at(BasePage.objects.filter(pk__in=ids)).values_list("pk", "looked_at"))
    for pk in ids:
        day = seen.get(pk)
        if day is None or day < limit:
            page = BasePage.objects.get(pk=pk)
            words = (
                _("Nobody has checked “%(title)s” yet: read it and enter the day.")
                if day is None
                else _("Nobody has looked at “%(title)s” for a year.")
            )
            return Finding(State.OUTDATED, words % {"title": page.title}, _edit(page))
    return Finding(State.PASSED)


@checks("gov-principles")
def principles(school: School) -> Finding:
    """TT 37/2020 Điều 7: what is published was read by somebody else before."""
    if not WorkflowPage.objects.filter(page__depth=2, workflow__active=True).exists():
        return Finding(State.MISSING, _("Pages go live without an approval: there is no workflow."))
    log = PageLogEntry.objects.filter(timestamp__gte=timezone.now() - timedelta(days=LOG_DAYS))
    if not log.filter(action="wagtail.publish", user__isnull=False).exists():
        return Finding(State.MISSING, _("Nothing was published in the last three months, so there is nothing to see."))
    alone = log.filter(action=OWN_APPROVAL_ACTION).count()
    if alone:
        message = _("%(count)d texts were published by their own author in the last three months.") % {"count": alone}
        return Finding(State.MISSING, message, reverse("wagtailsettings:edit", args=["editing", "editorialrules"]))
    return Finding(State.PASSED)


@checks("fn-update-immediate")
def kept_up(school: School) -> Finding:
    """NĐ 224/2026 Điều 9.3: every page that is to be kept right was looked at within a year."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    old = dashboard.outdated()
    if old:
        message = _("Nobody has looked at “%(title)s” for a year.") % {"title": old[0].title}
        return Finding(State.OUTDATED, message, old[0].edit_url)
    if not dashboard.kept_up_pages().exists():
        return Finding(State.MISSING, _("No page to be kept up was published or checked yet."))
    return Finding(State.PASSED)


def _edit(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _explore(page: BasePage) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])
