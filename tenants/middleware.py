"""From a host name to a school: the first things that happen to a request."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tenants import health, logs
from tenants.listener import ensure_listening
from tenants.registry import CurrentSchool, registry
from tenants.schema import connection

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")


class RequestIdMiddleware:
    """Gives each request an id for the logs, taken from the proxy where it sent a sane one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        identifier = offered if _REQUEST_ID.match(offered) else uuid.uuid4().hex
        # Forgotten when the request is finished (signal_handlers): Django logs its 4xx after us.
        logs.request_id.set(identifier)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = identifier
        return response


class HealthMiddleware:
    """Answers /healthz and /readyz under any host, before anything that could fail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return health.alive()
        if request.path == "/readyz":
            return health.ready()
        return self.get_response(request)


class SchoolMiddleware:
    """Finds the school of the host and puts its schema before everything that follows.

    Unknown host: the platform's 404. Old host: 301 to the primary one. Suspended school: 503 with
    the reason. Archived school: reading works, writing is refused with 403.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ensure_listening()
        connection.set_schema_to_public()
        # A thread keeps the language of its last request; every page starts from the site's own.
        translation.activate(settings.LANGUAGE_CODE)
        try:
            asked = split_domain_port(request.get_host())[0]
        except DisallowedHost:
            return _platform_page(request, "platform/unknown_host.html", 404)
        host = asked.removeprefix("www.")
        school = registry.school_for_host(host)
        if school is None:
            return _platform_page(request, "platform/unknown_host.html", 404, host=host)
        if asked != school.primary_host:
            # Browsers keep a 301 for ever unless told: a school renamed back would redirect in a circle.
            return HttpResponsePermanentRedirect(
                school.root_url + request.get_full_path(), headers={"Cache-Control": "public, max-age=3600"}
            )
        request.tenant = school  # type: ignore[attr-defined]
        if school.is_suspended:
            return _platform_page(request, "platform/suspended.html", 503, school=school)
        connection.set_tenant(school)
        if school.is_archived and request.method not in SAFE_METHODS and not _is_sign_in(request):
            return HttpResponse(
                _("This site is archived: it can be read but no longer changed."),
                status=403,
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)


def _is_sign_in(request: HttpRequest) -> bool:
    """Signing in to an archived school is allowed: its records must stay reachable to staff."""
    return request.path in {"/quan-tri/login/", "/quan-tri/logout/"}


def _platform_page(
    request: HttpRequest,
    template: str,
    status: int,
    school: CurrentSchool | None = None,
    host: str = "",
) -> HttpResponse:
    """A page of the platform itself: no school, no queries, never cached."""
    context = {"school": school, "host": host, "portal_url": portal_url()}
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = "3600"
    return response


def portal_url() -> str:
    """Absolute address of the portal, without a final slash."""
    from tenants.models import url_of_host

    return url_of_host(settings.PORTAL_DOMAIN)
