"""Asking all checks of one site, and keeping what they found."""

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.compliance.models import Evaluation
from cms.compliance.regulation import Automation, Requirement, regulation
from cms.compliance.site.visitor import visiting
from cms.core import outbox
from cms.core.requirements import Check, Finding, State, registered
from tenants.models import School
from tenants.schema import connection

logger = logging.getLogger(__name__)
KEEP_DAYS = 3 * 366
MESSAGE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """A requirement and how the site stands with it."""

    requirement: Requirement
    finding: Finding


def evaluate(school: School) -> list[Outcome]:
    """Ask every requirement of a site, in its schema and in the site's own language."""
    checks = registered()
    with visiting(), translation.override(settings.LANGUAGE_CODE):
        return [Outcome(one, finding(one, checks.get(one.code), school)) for one in regulation().asked_of(school.kind)]


def finding(requirement: Requirement, check: Check | None, school: School) -> Finding:
    """Return what is known of one requirement. Whatever goes wrong in a check stays in that check."""
    if requirement.exempts(school.kind):
        return Finding(State.NOT_APPLICABLE, _("Not asked of this kind of school."))
    if check is None:
        return _unchecked(requirement)
    try:
        # A failed query would spoil the transaction for the checks that follow.
        with transaction.atomic():
            return check(school)
    except Exception:
        logger.exception("Check %s failed", requirement.code)
        return Finding(State.UNKNOWN, _("It could not be checked: the check itself failed."))


def _unchecked(requirement: Requirement) -> Finding:
    if requirement.awaits:
        return Finding(State.MISSING, requirement.awaits)
    if requirement.automation == Automation.NONE:
        return Finding(State.UNKNOWN, requirement.by_hand)
    return Finding(State.UNKNOWN, _("There is no check for this yet."))


def check_school() -> Evaluation:
    """Evaluate the current school and keep the result; the row of public follows through the outbox."""
    school = School.objects.get(schema_name=connection.schema_name)
    outcomes = evaluate(school)
    with transaction.atomic():
        evaluation = _keep(outcomes)
        outbox.record(evaluation, seen=False)
    return evaluation


def _keep(outcomes: list[Outcome]) -> Evaluation:
    now = timezone.now()
    today = timezone.localdate(now)
    evaluation, _created = Evaluation.objects.update_or_create(
        day=today,
        defaults={
            "checked_at": now,
            "findings": [_row(outcome) for outcome in outcomes],
            "totals": Counter(outcome.finding.state.value for outcome in outcomes),
        },
    )
    # Of days past the trend needs the totals only.
    Evaluation.objects.filter(day__lt=today).exclude(findings=[]).update(findings=[])
    Evaluation.objects.filter(day__lt=today - dt.timedelta(days=KEEP_DAYS)).delete()
    return evaluation


def _row(outcome: Outcome) -> dict[str, str]:
    found = outcome.finding
    return {
        "code": outcome.requirement.code,
        "state": found.state.value,
        "message": str(found.message)[:MESSAGE_LENGTH],
        "fix_url": str(found.fix_url)[:MESSAGE_LENGTH],
    }


def newest() -> Evaluation | None:
    """Return the current site's newest evaluation, or None."""
    return Evaluation.objects.order_by("-day").first()
