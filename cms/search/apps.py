from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search pages; no models yet."""

    name = "cms.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from cms.search import following
        from cms.shared import search_index

        search_index.follow(following.follow)
