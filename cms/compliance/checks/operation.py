"""How the site is run: interruptions, archive, visits, mail."""

import datetime as dt

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from cms.compliance.checks.common import missing, not_applicable, outdated, passed, unknown
from cms.compliance.checks.security import backup, restore
from cms.compliance.models import Evaluation, MaintenanceNotice
from cms.compliance.site import markup
from cms.compliance.site.visitor import visit
from cms.core.requirements import Finding, checks
from tenants.models import School

YEAR = dt.timedelta(days=365)
WATCHED_DAYS = 30


@checks("fn-outage-notice")
def outage_notice(school: School) -> Finding:
    """Every planned interruption of the last year was told in time; one to come is on the page."""
    now = timezone.now()
    notices = list(MaintenanceNotice.objects.filter(starts_at__gt=now - YEAR))
    fix = reverse("maintenance:index")
    if not notices:
        return not_applicable(_("No interruption is planned or was planned in the last twelve months."))
    for notice in notices:
        if not notice.is_in_time:
            return missing(_("“%(reason)s” was announced too late.") % {"reason": notice.reason}, fix)
    head = markup.words(markup.first(visit("/").document, "//body"))
    for notice in notices:
        if notice.ends_at > now and notice.reason not in head:
            return missing(_("“%(reason)s” is not shown on the front page.") % {"reason": notice.reason}, fix)
    return passed()


@checks("svc-24x7")
def every_day(school: School) -> Finding:
    """The nightly check has run on each of the last thirty days; no interruption was told too late."""
    if not visit("/").ok:
        return missing(_("The home page does not answer."))
    today = timezone.localdate()
    wanted = [today - dt.timedelta(days=number) for number in range(1, WATCHED_DAYS + 1)]
    noted = set(Evaluation.objects.filter(day__lt=today).values_list("day", flat=True))
    if not noted or min(noted) > wanted[-1]:
        return unknown(_("It is known after %(days)d days of daily checks.") % {"days": WATCHED_DAYS})
    if gaps := [day for day in wanted if day not in noted]:
        return missing(
            _("On %(count)d of the last %(days)d days the service did not do its daily check, last on %(day)s.")
            % {"count": len(gaps), "days": WATCHED_DAYS, "day": f"{gaps[0]:%d/%m/%Y}"}
        )
    since = timezone.now() - dt.timedelta(days=WATCHED_DAYS)
    for notice in MaintenanceNotice.objects.filter(starts_at__gt=since):
        if not notice.is_in_time:
            words = _("“%(reason)s” was announced too late.") % {"reason": notice.reason}
            return missing(words, reverse("maintenance:index"))
    return passed()


@checks("fn-archive")
def archive(school: School) -> Finding:
    """Nothing published was deleted within a year, and there is a backup that was tried."""
    since = timezone.now() - YEAR
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", timestamp__gt=since, deleted=True)
    published = PageLogEntry.objects.filter(action="wagtail.publish", page_id__in=deleted.values("page_id"))
    count = published.values("page_id").distinct().count()
    if count:
        return missing(
            _("%(count)d published pages were deleted in the last twelve months; unpublish them instead.")
            % {"count": count},
            reverse("wagtailadmin_reports:site_history"),
        )
    return backup() or restore() or passed()


@checks("mail-100")
def sector_mail(school: School) -> Finding:
    """Only the sender of the site's own mail can be seen; the rest is for a person."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">").lower()
    if not (domain == settings.PORTAL_DOMAIN or domain.endswith((".edu.vn", ".gov.vn"))):
        return missing(_("Mail of the site is sent from %(domain)s, outside the sector.") % {"domain": domain})
    return unknown(_("The sender is right; whether offices write to one another there, a person has to look."))


@checks("fn-stats-visits")
def visits(school: School) -> Finding:
    """Visits of this month or the last are counted."""
    counted = counted_visits()
    if counted is None:
        return missing(_("The site does not count its visits."))
    newest, fix = counted
    if newest is None:
        return missing(_("No visit has been counted yet."), fix)
    if (timezone.localdate() - newest).days > 31:
        return outdated(_("No visit has been counted for a month."), fix)
    return passed()


def counted_visits() -> tuple[dt.date | None, str] | None:
    """Return the newest day with a counted visit and where the figures are; None without a counter."""
    from django.apps import apps

    days = [
        model._default_manager.order_by("-day").values_list("day", flat=True).first()
        for model in apps.get_app_config("statistics").get_models()
        if any(field.name == "day" for field in model._meta.fields)
    ]
    if not days:
        return None
    return max((day for day in days if day), default=None), _statistics_url()


def _statistics_url() -> str:
    try:
        return reverse("page_views")
    except NoReverseMatch:
        return ""
