"""The page of the city's open data, on the portal."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from cms.core import metadata
from cms.core.models import BasePage


class OpenDataPage(BasePage):
    """What all schools have published, by school and year.

    `csv/` and `json/` below it are the catalogue as a file.
    """

    template: ClassVar[str] = "pages/open_data_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    page_description = _("The catalogue of what all schools have disclosed, to be downloaded.")
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("page of open data")
        verbose_name_plural = _("pages of open data")

    def is_filled(self) -> bool:
        return True

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """The catalogue as a file."""
        from cms.disclosures import open_data

        if not self.live or len(components) != 1 or components[0] not in open_data.CATALOGUES:
            raise Http404
        return RouteResult(self, kwargs={"catalogue": components[0]})

    def serve(self, request: HttpRequest, *args: Any, catalogue: str = "", **kwargs: Any) -> Any:
        """Answer the page, or the catalogue as a file."""
        if catalogue:
            from cms.disclosures import open_data

            return open_data.CATALOGUES[catalogue](request)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.disclosures import open_data

        return {**super().get_context(request, *args, **kwargs), **open_data.listed(request)}

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        here = request.build_absolute_uri(request.path)
        files = [("text/csv", "csv/"), ("application/ld+json", "json/")]
        catalogue = {
            "@type": "Dataset",
            "name": self.title,
            "description": self.summary or self.title,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": here + name} for kind, name in files
            ],
        }
        return {**metadata.of_page(self, request, "DataCatalog"), "dataset": [catalogue]}
