"""What a regulation says beside its forms: topics, deadlines with their days, the annual report and its sections."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cms.disclosures.labels.items import Item, Key, Kind
from cms.disclosures.regulation import Deadline, Regulation, Source
from cms.disclosures.regulation.shapes import AnnualReport

# In the place of a form's code.
GENERAL = "chung"
ONE_DAY = dt.timedelta(days=1)
# 29 February is no day that comes every year.
SOME_YEAR = 2023


class General:
    """Stands in lists of forms for what belongs to none of them."""

    code = GENERAL
    title = _("Topics, deadlines, annual report")


def general_items(regulation: Regulation) -> Iterator[Item]:
    """Yield everything that is compared with the official text beside the forms."""
    for code, title in regulation.topics.items():
        yield Item(_key(Kind.TOPIC, code), title, regulation.topic_sources[code])
    for row in regulation.deadlines.values():
        yield Item(_key(Kind.DEADLINE, row.code), row.rule, row.source, row.law)
        if row.due is not None:
            yield Item(_key(Kind.DAY, row.code), day_of(row), row.source, about=row.rule)
    if regulation.report:
        yield Item(_key(Kind.REPORT, regulation.report.code), regulation.report.title, regulation.report.source)
        for one in regulation.report.sections:
            yield Item(_key(Kind.SECTION, one.number), one.title, one.source, one.number)


def _key(kind: Kind, code: str) -> Key:
    return Key(GENERAL, kind, code)


def day_of(deadline: Deadline) -> str:
    """Return the last day on which it is on time, as written: "29/06" where it is due before 30 June."""
    if deadline.due is None:
        raise LookupError(f"{deadline.code} names no day")
    day = dt.date(SOME_YEAR, *deadline.due)
    return f"{day - ONE_DAY if deadline.before else day:%d/%m}"


def month_and_day(text: str) -> tuple[int, int]:
    """Return a day of each year that was written as "29/06"; raises ValueError."""
    found = re.fullmatch(r"\s*([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*", text)
    if found is None:
        raise ValueError(text)
    day = dt.date(SOME_YEAR, int(found[2]), int(found[1]))
    return day.month, day.day


def general_words(regulation: Regulation, labels: Mapping[Key, str], confirmed: Mapping[Key, str]) -> Regulation:
    """Return the regulation with what the office has decided about its topics, deadlines and report."""
    topics = {code: labels.get(_key(Kind.TOPIC, code), title) for code, title in regulation.topics.items()}
    deadlines = {code: _deadline(row, labels, confirmed) for code, row in regulation.deadlines.items()}
    report = regulation.report and _report(regulation.report, labels)
    return replace(regulation, topics=topics, deadlines=deadlines, report=report)


def _deadline(row: Deadline, labels: Mapping[Key, str], confirmed: Mapping[Key, str]) -> Deadline:
    row = replace(row, rule=labels.get(_key(Kind.DEADLINE, row.code), row.rule))
    if row.due is None:
        return row
    key = _key(Kind.DAY, row.code)
    if key in labels:
        return replace(row, due=month_and_day(labels[key]), before=False, source=Source.TEXT)
    return replace(row, source=Source.TEXT) if confirmed.get(key) == day_of(row) else row


def _report(report: AnnualReport, labels: Mapping[Key, str]) -> AnnualReport:
    sections = (replace(one, title=labels.get(_key(Kind.SECTION, one.number), one.title)) for one in report.sections)
    title = labels.get(_key(Kind.REPORT, report.code), report.title)
    return replace(report, title=title, sections=tuple(sections))
