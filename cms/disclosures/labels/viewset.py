"""The entry of the portal's menu and the addresses below it."""

from collections.abc import Sequence

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from cms.core import menus
from cms.core.portal_paths import portal_path
from cms.core.viewsets import AtThePortal
from cms.disclosures.labels import views


class LabelViewSet(AtThePortal, ViewSet):
    """Labels of the forms that are compared with the official text."""

    name = "form_labels"
    url_prefix = "nhan-bieu-mau"
    menu_label = _("Labels of the forms")
    menu_name = "form-labels"
    menu_permission = "shared.view_labeldecision"
    icon = "doc-full-inverse"
    menu_order = 23
    menu_hook = menus.OFFICE

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            portal_path("", views.Index.as_view(), "index"),
            portal_path("<str:regulation>/<str:form>/", views.OneForm.as_view(), "form"),
            portal_path("<str:regulation>/<str:form>/<str:kind>/<str:code>/", views.OneLabel.as_view(), "label"),
        ]
