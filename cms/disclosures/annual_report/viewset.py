"""The addresses of the annual report in the admin."""

from collections.abc import Sequence

from django.urls import URLPattern, path
from wagtail.admin.viewsets.base import ViewSet

from cms.disclosures.annual_report import views


class AnnualReportViewSet(ViewSet):
    """Annual reports by year; reached from the list of forms."""

    name = "annual_reports"
    url_prefix = "bao-cao-thuong-nien"
    icon = "doc-full"

    def get_urlpatterns(self) -> Sequence[URLPattern]:
        return [
            path("", views.Listing.as_view(), name="index"),
            path("<int:year>/", views.Edit.as_view(), name="edit"),
            path("<int:year>/xem-truoc/", views.Preview.as_view(), name="preview"),
            path("<int:year>/tra-lai/", views.SendBack.as_view(), name="send_back"),
        ]
