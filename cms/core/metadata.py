"""What a page says of itself to machines: Dublin Core and schema.org.

The six obligatory elements of TT 24/2011/TT-BTTTT (title, creator, date, description, publisher,
identifier) are in the head of every page; TT 37/2020 Điều 9 asks for them of schools.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from cms.core.contacts import contacts
from cms.core.languages import content_language

if TYPE_CHECKING:
    from cms.core.models import BasePage

Data = dict[str, Any]


def organisation(request: HttpRequest) -> Data:
    """Return the site's owner as schema.org School or GovernmentOrganization."""
    tenant = request.tenant  # type: ignore[attr-defined]
    known = contacts(tenant)
    data: Data = {
        "@type": "GovernmentOrganization" if tenant.is_portal else _school_type(tenant.kind),
        "@id": request.build_absolute_uri("/#don-vi"),
        "name": tenant.name,
        "url": request.build_absolute_uri("/"),
    }
    if known.address:
        data["address"] = {"@type": "PostalAddress", "streetAddress": known.address, "addressCountry": "VN"}
    return data | {key: value for key, value in (("telephone", known.phone), ("email", known.email)) if value}


def _school_type(kind: str) -> str:
    return {"preschool": "Preschool", "primary": "ElementarySchool", "lower_secondary": "MiddleSchool"}.get(
        kind, "School"
    )


def of_page(page: "BasePage", request: HttpRequest, kind: str = "WebPage") -> Data:
    """Return what every page can say of itself."""
    owner = organisation(request)
    data: Data = {
        "@type": kind,
        "name": page.title,
        "url": request.build_absolute_uri(request.path),
        "inLanguage": content_language(),
        "publisher": {"@id": owner["@id"]},
        "isPartOf": {"@type": "WebSite", "name": owner["name"], "url": owner["url"]},
    }
    if page.summary:
        data["description"] = page.summary
    if page.first_published_at:
        data["datePublished"] = moment(page.first_published_at)
    if page.last_published_at:
        data["dateModified"] = moment(page.last_published_at)
    return data


def dataset(name: str, url: str, files: Iterable[tuple[str, str]]) -> Data:
    """Return published figures as schema.org Dataset; `files` are content types with absolute addresses."""
    return {
        "@type": "Dataset",
        "@id": url,
        "name": name,
        "description": name,
        "url": url,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind.partition(";")[0], "contentUrl": address}
            for kind, address in files
        ],
    }


def graph(*nodes: Data) -> Data:
    """Return several things as one schema.org document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def breadcrumb_list(steps: list[Any], request: HttpRequest) -> Data:
    """Return the way to the page; `steps` have title and url."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(step.title),
                "item": request.build_absolute_uri(step.url),
            }
            for position, step in enumerate(steps, start=1)
        ],
    }


def moment(value: dt.datetime) -> str:
    """Return a moment in ISO 8601, local time with its offset, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")
