from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = _("Site")

    def ready(self) -> None:
        from wagtail.admin.templatetags import wagtailadmin_tags

        from tenants import content_types
        from tenants.registry import current_root_url

        content_types.install()
        # Addresses in Wagtail's letters come from the school that sends them, not from one setting.
        wagtailadmin_tags.get_admin_base_url = current_root_url
        from cms.core import checks, publication, requirement_checks, signal_handlers  # noqa: F401
        from cms.core.completeness import CompletenessGuard

        publication.guard(CompletenessGuard())
        publication.install()
