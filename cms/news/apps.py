from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "cms.news"
    label = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from cms.core.blueprint import lays_rows
        from cms.news import read_models, requirement_checks, searching, signal_handlers  # noqa: F401

        lays_rows("news.NewsCategory", Path(__file__).parent / "data" / "categories.yaml")
