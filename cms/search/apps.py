from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search pages; its rows lie in public (cms.shared)."""

    name = "cms.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from cms.search import admin_index, engines, following, nightly  # noqa: F401
        from cms.shared import search_index
        from tenants import health

        search_index.follow(following.follow)
        health.watch("search", engines.state)
