from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlbumsConfig(AppConfig):
    name = "cms.albums"
    label = "albums"
    verbose_name = _("Albums and videos")

    def ready(self) -> None:
        from cms.albums import searching, signal_handlers  # noqa: F401
        from cms.albums.guards import ConsentGuard
        from cms.core import publication

        publication.guard(ConsentGuard())
