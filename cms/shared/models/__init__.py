"""Rows by which schools meet; each is written by its own school's outbox only."""

from cms.shared.models.directory import SchoolEntry
from cms.shared.models.documents import SharedDocument
from cms.shared.models.events import SharedEvent
from cms.shared.models.news import NewsCard
from cms.shared.models.statistics import MonthlyViews

__all__ = ["MonthlyViews", "NewsCard", "SharedEvent"]
__all__ = ["NewsCard", "SharedDocument", "SharedEvent"]
from cms.shared.models.requirements import RequirementState, RequirementTotals

__all__ = ["NewsCard", "RequirementState", "RequirementTotals", "SharedEvent"]
__all__ = ["NewsCard", "SchoolEntry", "SharedEvent"]
from cms.shared.models.syndication import Answer, Delivery, Directive, DirectiveReceipt, SharedArticle

__all__ = [
    "Answer",
    "Delivery",
    "Directive",
    "DirectiveReceipt",
    "NewsCard",
    "SchoolEntry",
    "SharedArticle",
    "SharedEvent",
]
