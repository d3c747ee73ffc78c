"""Panels of the page form."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel

from cms.core.forms import PageForm
from cms.core.publication import Severity


class PublicationPanel(Panel):
    """What the guards say of the page, each with its place, and the tick of whoever decides."""

    def get_form_options(self) -> dict[str, Any]:
        # Claimed here, else Wagtail would draw them bare at the end of every form.
        if not issubclass(getattr(self.model, "base_form_class", object), PageForm):
            return {}
        return {"fields": ["publish_anyway", "publish_reason"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/panels/publication.html"

        def is_shown(self) -> bool:
            return bool(self.form.remarks)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            form = self.form
            context.update(
                form=form,
                errors=form.of(Severity.ERROR),
                decisions=form.of(Severity.DECISION),
                notes=form.of(Severity.NOTE),
                asks_reason=not form.is_sent,
            )
            return context
