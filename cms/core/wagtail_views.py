"""Two forms of Wagtail's admin that fall over when fields are missing altogether; ours answer."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.contrib.redirects import views as redirects

SIGNED = ("import_file_name", "input_format")


class LinkField(URLOrAbsolutePathField):  # type: ignore[misc]
    """Takes “not sent” as “left empty”."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class LinkForm(ExternalLinkChooserForm):  # type: ignore[misc]
    """A link to elsewhere."""

    url = LinkField(label=ExternalLinkChooserForm.base_fields["url"].label)


external_link = require_admin_access(ExternalLinkView.as_view(form_class=LinkForm))


@require_admin_access  # type: ignore[untyped-decorator]
def process_import(request: HttpRequest) -> HttpResponse:
    """The second step of an import of redirects: without what the first has signed it is a bad request (400)."""
    try:
        return redirects.process_import(request)  # type: ignore[no-any-return]
    except KeyError as error:
        if all(request.POST.get(name) for name in SIGNED):
            raise
        raise SuspiciousOperation("An import of redirects without its file") from error
