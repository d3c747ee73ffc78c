"""Who may have a file: whoever may read something published that refers to it."""

from django.http import HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.models import ReferenceIndex

from cms.core.models import BasePage


def is_visible(document: AbstractDocument, request: HttpRequest) -> bool:
    """Tell whether some published page that this visitor may read refers to the file."""
    references = ReferenceIndex.get_references_to(document)
    page_ids = set()
    for object_id, model in references.values_list("object_id", "base_content_type__model").distinct():
        if model == BasePage._meta.model_name:
            page_ids.add(int(object_id))
        else:
            # A setting or a snippet is shown without being published first.
            return True
    return any(_may_read(page, request) for page in BasePage.objects.live().filter(pk__in=page_ids))


def _may_read(page: BasePage, request: HttpRequest) -> bool:
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
