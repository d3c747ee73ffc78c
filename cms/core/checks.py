"""Conventions that could be broken silently, as system checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from wagtail.fields import StreamField as WagtailStreamField
from wagtail.models import get_page_models

from cms.core.fields import StreamField
from cms.core.forms import PageForm


@register("project")
def check_page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Our page types have a public template in themes and keep blocks out of migrations."""
    messages: list[CheckMessage] = []
    for model in get_page_models():
        if not model._meta.app_label.startswith("wagtail") and model.__module__.startswith("cms."):
            if model is not model.base_page_model and not model.template.startswith("pages/"):
                messages.append(
                    Error(
                        f"{model.__name__}.template must lie in themes/templates/pages/.",
                        id="core.E001",
                        obj=model,
                    )
                )
            if model is not model.base_page_model and not issubclass(model.base_form_class, PageForm):
                messages.append(
                    Error(
                        f"{model.__name__}.base_form_class must extend cms.core.forms.PageForm.",
                        id="core.E004",
                        obj=model,
                    )
                )
            for field in model._meta.local_fields:
                if isinstance(field, WagtailStreamField) and not isinstance(field, StreamField):
                    messages.append(
                        Error(
                            f"{model.__name__}.{field.name} must use cms.core.fields.StreamField.",
                            id="core.E002",
                            obj=model,
                        )
                    )
    return messages


@register("project")
def check_project_page_model(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """WAGTAIL_PAGE_MODEL cannot be changed after the first migration."""
    if settings.WAGTAIL_PAGE_MODEL != "core.BasePage":
        return [Error("WAGTAIL_PAGE_MODEL must stay core.BasePage.", id="core.E003")]
    return []
