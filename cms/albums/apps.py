from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlbumsConfig(AppConfig):
    name = "cms.albums"
    label = "albums"
    verbose_name = _("Albums and videos")
