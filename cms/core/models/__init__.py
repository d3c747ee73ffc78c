"""Models of cms.core."""

from cms.core.models.base import BasePage
from cms.core.models.outbox import OutboxEvent
from cms.core.models.profile import SiteProfile
from cms.core.models.visible import VisibleRow

__all__ = ["BasePage", "OutboxEvent", "SiteProfile", "VisibleRow"]
