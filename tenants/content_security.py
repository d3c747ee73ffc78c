"""What a page may load: its own host, nothing else."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

_COMMON = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; "
PUBLIC = _COMMON + "img-src 'self' data:; style-src 'self'; script-src 'self'"
# Wagtail's admin writes styles and a few scripts into its pages, and previews pictures from blobs.
ADMIN = _COMMON + "img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'"
ADMIN_PREFIX = "/quan-tri/"


def with_frames(hosts: Iterable[str]) -> str:
    """Return the policy of a public page that may also show players of these hosts in a frame."""
    return f"{PUBLIC}; frame-src 'self' {' '.join(sorted(hosts))}"


class ContentSecurityMiddleware:
    """Sets Content-Security-Policy where a view has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN if request.path.startswith(ADMIN_PREFIX) else PUBLIC
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
