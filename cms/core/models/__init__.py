"""Models of cms.core."""

from cms.core.models.base import BasePage
from cms.core.models.outbox import OutboxEvent

__all__ = ["BasePage", "OutboxEvent"]
