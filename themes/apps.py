"""The look of every site: tokens, layouts, components. No models."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Templates, static files and template tags; knows nothing of what is published."""

    name = "themes"
    label = "themes"
