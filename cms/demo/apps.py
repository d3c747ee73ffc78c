from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed by the demo and test settings only."""

    name = "cms.demo"
    label = "demo"
