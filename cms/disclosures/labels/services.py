"""Confirming, correcting and taking back: one new row each, who and when; nothing is ever overwritten."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from cms.disclosures.labels.general import GENERAL, month_and_day
from cms.disclosures.labels.items import Kind
from cms.disclosures.labels.reading import Standing
from cms.disclosures.labels.tasks import index_anew
from cms.disclosures.obligations.tasks import reckon_deadlines
from cms.disclosures.regulation import Regulation
from cms.shared.models import LabelDecision, Verdict
from tenants.changes import announce_to_everyone
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import School

logger = logging.getLogger(__name__)


@transaction.atomic
def confirm(regulation: Regulation, standings: Iterable[Standing], seen_in: str, user: Any) -> int:
    """Note that these labels say what the official text says; those that were compared before are left out."""
    rows = [
        _decision(regulation, one, regulation.first_school_year, Verdict.CONFIRMED, one.label, seen_in, user)
        for one in standings
        if not one.is_compared
    ]
    LabelDecision.objects.bulk_create(rows)
    if any(row.form == GENERAL for row in rows):
        # Screens say of a day whether it was compared.
        announce_to_everyone()
    _log("confirmed", regulation, rows, user)
    return len(rows)


@transaction.atomic
def correct(
    regulation: Regulation, standing: Standing, label: str, first_year: int, seen_in: str, user: Any
) -> LabelDecision:
    """Let a label read otherwise from a school year on, at every school that shows it. Raises ValidationError."""
    label = _tidy(standing, label)
    last = regulation.last_school_year
    if first_year < regulation.first_school_year or (last is not None and first_year > last):
        raise ValidationError(_("The circular was not in force in that school year."))
    if label == standing.label_in(first_year):
        raise ValidationError(_("That is what the label says already."))
    row = _decision(regulation, standing, first_year, Verdict.CORRECTED, label, seen_in, user)
    row.save()
    announce_to_everyone()
    _reckon_anew(standing)
    _log("corrected", regulation, [row], user)
    return row


@transaction.atomic
def take_back(regulation: Regulation, standing: Standing, first_year: int, why: str, user: Any) -> LabelDecision:
    """A verdict was wrong: from that school year on the label is again what it was without it."""
    if first_year not in standing.verdicts:
        raise ValidationError(_("There is nothing to take back."))
    without = standing.label_without(first_year)
    row = _decision(regulation, standing, first_year, Verdict.WITHDRAWN, without, why, user)
    row.save()
    if row.was != row.label or row.form == GENERAL:
        announce_to_everyone()
        _reckon_anew(standing)
    _log("taken back", regulation, [row], user)
    return row


def _tidy(standing: Standing, label: str) -> str:
    if standing.item.kind != Kind.DAY:
        return " ".join(label.split())
    try:
        month, day = month_and_day(label)
    except ValueError as error:
        raise ValidationError(_("Write the day and the month, such as 29/06.")) from error
    return f"{day:02}/{month:02}"


def _reckon_anew(standing: Standing) -> None:
    """Another day, and who is late is another question; other words, and forms are found by them.

    Each school answers by a task of its own.
    """
    follow = reckon_deadlines if standing.item.kind == Kind.DAY else index_anew
    schools = School.objects.filter(status=SchoolStatus.READY).exclude(kind=SchoolKind.OFFICE)
    for schema in schools.order_by("pk").values_list("schema_name", flat=True):
        with schema_context(schema):
            follow.enqueue()


def _decision(
    regulation: Regulation, one: Standing, year: int, verdict: Verdict, label: str, seen_in: str, user: Any
) -> LabelDecision:
    key = one.item.key
    return LabelDecision(
        regulation=regulation.code,
        form=key.form,
        kind=key.kind,
        code=key.code,
        first_year=year,
        verdict=verdict,
        was=one.label_in(year),
        label=label,
        seen_in=seen_in.strip(),
        decided_by_id=user.pk,
    )


def _log(done: str, regulation: Regulation, rows: list[LabelDecision], user: Any) -> None:
    for row in rows:
        logger.info("Label %s %s %s %s by user %s", regulation.code, row.form, row.code, done, user.pk)
