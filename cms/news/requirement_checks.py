"""What the law wants to know of news: that there are some, and whose they are."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.news.models import NewsIndexPage, NewsPage
from tenants.models import School

SCHOOL_DAYS = 30
OFFICE_DAYS = 14
# From June to August nobody is at school: the last news of May are enough.
HOLIDAYS = (6, 7, 8)
CREDIT_DAYS = 365


@checks("cat-school-news")
def school_news(school: School) -> Finding:
    """TT 37/2020 Điều 9: at least one story in the last 30 days of the school year."""
    if school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    today = timezone.localdate()
    end = datetime.date(today.year, 5, 31) if today.month in HOLIDAYS else today
    return _fresh(end - datetime.timedelta(days=SCHOOL_DAYS))


@checks("cat-office-news")
def office_news(school: School) -> Finding:
    """TT 37/2020 Điều 8: at least one story in the last 14 days."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    return _fresh(timezone.localdate() - datetime.timedelta(days=OFFICE_DAYS))


def _fresh(since: datetime.date) -> Finding:
    newest = NewsPage.objects.live().filter(date__lte=timezone.localdate()).order_by("-date").first()
    index = NewsIndexPage.objects.first()
    fix = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]) if index else ""
    if newest is None:
        return Finding(State.MISSING, _("No news are published yet."), fix)
    if newest.date < since:
        day = newest.date.strftime("%d/%m/%Y")
        return Finding(State.OUTDATED, _("The newest story is of %(day)s.") % {"day": day}, fix)
    return Finding(State.PASSED)


@checks("fn-source-credit")
def source_credit(school: School) -> Finding:
    """NĐ 43/2011 Điều 5.3: author or source stands at every story of the last year."""
    since = timezone.localdate() - datetime.timedelta(days=CREDIT_DAYS)
    stories = NewsPage.objects.live().filter(date__gte=since)
    if not stories.exists():
        return Finding(State.MISSING, _("No news of the last year to look at."))
    nameless = stories.filter(author_name="", source_credit="").order_by("-date")
    first = nameless.first()
    if first is None:
        return Finding(State.PASSED)
    words = {"count": nameless.count(), "title": first.title}
    return Finding(
        State.MISSING,
        _("%(count)d stories name neither author nor source, the newest is “%(title)s”.") % words,
        reverse("wagtailadmin_pages:edit", args=[first.pk]),
    )
