"""The public section of disclosures."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from cms.core.languages import PREFIX
from cms.core.models import BasePage
from cms.core.navigation import MenuItem, site_path


class DisclosureIndexPage(BasePage):
    """What the school discloses, by school year and topic (TT 36/2017, TT 09/2024). Below it stand no pages.

    `2024-2025/` is a year, `2024-2025/bm06/` a form, `2024-2025/bm06/phien-ban/1/` an older version.
    """

    template: ClassVar[str] = "pages/disclosure_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    page_description = _("What the school must disclose, by school year.")
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("section of disclosures")
        verbose_name_plural = _("sections of disclosures")

    @classmethod
    def of_school(cls) -> "DisclosureIndexPage | None":
        """Return the section itself, public or not; its English copy writes no read models."""
        return cls.objects.exclude(url_path__startswith=PREFIX).order_by("path").first()

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """A year, a form of it, one of its versions, or a file of these."""
        from cms.disclosures import files, public_views

        view = (files.find(components) or public_views.find(components)) if self.live else None
        if view is None:
            raise Http404
        return RouteResult(self, kwargs={"view": view})

    def serve(self, request: HttpRequest, *args: Any, view: Any = None, **kwargs: Any) -> Any:
        """Answer the section, or one address below it."""
        if respond := getattr(view, "respond", None):
            return respond(self, request)
        request.disclosure_view = view  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        view = getattr(request, "disclosure_view", None)
        return view.template if view else self.template

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """A year or a form is a data set of its own."""
        told = super().structured_data(request)
        dataset = getattr(getattr(request, "disclosure_view", None), "dataset", None)
        return {**told, **dataset(self, request)} if dataset else told

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.disclosures import public_views

        context = super().get_context(request, *args, **kwargs)
        view = getattr(request, "disclosure_view", None) or public_views.Overview()
        context.update(view.context(self, request))
        section = context["section"] = site_path(self.url_path)
        if trail := view.trail(section, context):
            context["breadcrumbs"] = [*context["breadcrumbs"], MenuItem(self.title, section), *trail[:-1]]
        return context
