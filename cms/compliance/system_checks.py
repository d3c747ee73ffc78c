"""A check without its requirement would never be asked, and nobody would notice."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from cms.compliance.regulation import unknown_checks


@register("project")
def check_codes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every registered check belongs to a requirement of the data."""
    return [
        Error(f"A check is registered for “{code}”, which is no requirement.", id="compliance.E001")
        for code in unknown_checks()
    ]
