"""What the screens share."""

from typing import ClassVar

from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.core.screens import AdminScreen, download
from cms.shared.models import RequirementState

__all__ = ["AdminScreen", "PortalScreen", "download"]


class PortalScreen(PermissionCheckedMixin, AdminScreen):
    """A page of the portal's people who look after the schools."""

    model = RequirementState
    permission_required: ClassVar[str] = "view"
