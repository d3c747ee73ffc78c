"""Models of the disclosures app."""

from cms.disclosures.models.deadlines import ChangeNote, DeadlineSettings, SentReminder
from cms.disclosures.models.disclosure import Disclosure, DisclosureSet, Version
from cms.disclosures.models.open_data import OpenDataPage
from cms.disclosures.models.page import DisclosureIndexPage
from cms.disclosures.models.report import YearReport, YearReportPicture, YearReportVersion

__all__ = [
    "ChangeNote",
    "DeadlineSettings",
    "Disclosure",
    "DisclosureIndexPage",
    "DisclosureSet",
    "OpenDataPage",
    "SentReminder",
    "Version",
    "YearReport",
    "YearReportPicture",
    "YearReportVersion",
]
