"""The circulars on disclosure as versioned data: forms are drawn from here, never from columns of a table.

Import from here: `regulations()`, `regulation_for(school_year)` and the shapes.
"""

from cms.disclosures.regulation.loading import RegulationError, regulation_for, regulations
from cms.disclosures.regulation.shapes import (
    COMPUTED,
    FIGURES,
    GROUP,
    LEVELS_OF_KIND,
    Column,
    Deadline,
    Form,
    Level,
    Part,
    PartKind,
    Period,
    Regulation,
    Row,
    Rule,
    Severity,
    Source,
    ValueType,
)

__all__ = [
    "COMPUTED",
    "FIGURES",
    "GROUP",
    "LEVELS_OF_KIND",
    "Column",
    "Deadline",
    "Form",
    "Level",
    "Part",
    "PartKind",
    "Period",
    "Regulation",
    "RegulationError",
    "Row",
    "Rule",
    "Severity",
    "Source",
    "ValueType",
    "regulation_for",
    "regulations",
]
