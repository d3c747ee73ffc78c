"""Tags that write a page's words for machines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.core import metadata

register = template.Library()
# As django.utils.html.json_script: nothing in the data can end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context) -> str:
    """The page and its owner as JSON-LD; nothing for what is no page of the tree."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None or not hasattr(page, "structured_data"):
        return ""
    nodes: list[Any] = [page.structured_data(request), metadata.organisation(request)]
    if steps := context.get("breadcrumbs"):
        nodes.append(metadata.breadcrumb_list(steps, request))
    text = json.dumps(metadata.graph(*nodes), ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return SafeString('<script type="application/ld+json">') + mark_safe(text) + SafeString("</script>")  # noqa: S308 - ESCAPES leaves no < > &
