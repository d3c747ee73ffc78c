"""What the checks need to know and what they found."""

from cms.compliance.models.evaluation import Evaluation, NetworkProbe, SelfCheck
from cms.compliance.models.governance import Governance
from cms.compliance.models.maintenance import MaintenanceNotice
from cms.compliance.models.rating import RatingCount, Satisfaction

__all__ = [
    "Evaluation",
    "Governance",
    "MaintenanceNotice",
    "NetworkProbe",
    "RatingCount",
    "Satisfaction",
    "SelfCheck",
]
