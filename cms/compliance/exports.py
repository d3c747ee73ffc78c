"""The report of one site as a table, for its inspection."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms.compliance.report import Line


def report_rows(lines: Iterable[Line]) -> list[list[str]]:
    """Return heading and rows of a site's report."""
    heading = [
        _("Code"),
        _("Requirement"),
        _("How binding"),
        _("State"),
        _("What was found"),
        _("Not seen by software"),
        _("Law"),
        _("Source"),
    ]
    return [heading, *(_row(line) for line in lines)]


def _row(line: Line) -> list[str]:
    asked = line.requirement
    return [
        asked.code,
        asked.title,
        str(asked.level.label),
        str(line.state.label),
        line.message,
        asked.not_seen or asked.by_hand,
        asked.law,
        str(asked.source.label),
    ]
