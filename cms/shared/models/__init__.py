"""Rows by which schools meet; each is written by its own school's outbox only."""

from cms.shared.models.alerts import CityAlert
from cms.shared.models.directory import SchoolEntry
from cms.shared.models.disclosures import (
    DisclosureDuty,
    DisclosureFigures,
    DisclosureNotice,
    DisclosureNoticeReceipt,
    DutyKind,
    DutyState,
)
from cms.shared.models.documents import SharedDocument
from cms.shared.models.events import SharedEvent
from cms.shared.models.labels import LabelDecision, Verdict
from cms.shared.models.news import NewsCard
from cms.shared.models.open_data import OpenDataset
from cms.shared.models.rebuilding import RebuiltSchool
from cms.shared.models.requirements import RequirementState, RequirementTotals
from cms.shared.models.search import SearchEntry, SearchFile, SearchWords
from cms.shared.models.search_queue import SearchWaiting
from cms.shared.models.search_words import FruitlessSearch, PromotedResult, SearchSynonym
from cms.shared.models.statistics import MonthlyViews
from cms.shared.models.syndication import Answer, Delivery, Directive, DirectiveReceipt, SharedArticle
from cms.shared.models.working_days import WorkingDayOverride

__all__ = [
    "Answer",
    "CityAlert",
    "Delivery",
    "Directive",
    "DirectiveReceipt",
    "DisclosureDuty",
    "DisclosureFigures",
    "DisclosureNotice",
    "DisclosureNoticeReceipt",
    "DutyKind",
    "DutyState",
    "FruitlessSearch",
    "LabelDecision",
    "MonthlyViews",
    "NewsCard",
    "OpenDataset",
    "PromotedResult",
    "RebuiltSchool",
    "RequirementState",
    "RequirementTotals",
    "SchoolEntry",
    "SearchEntry",
    "SearchFile",
    "SearchSynonym",
    "SearchWaiting",
    "SearchWords",
    "SharedArticle",
    "SharedDocument",
    "SharedEvent",
    "Verdict",
    "WorkingDayOverride",
]
