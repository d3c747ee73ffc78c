"""An anonymous visitor inside the process: asks the site's own addresses through the whole URL stack.

Nothing goes over the network. Inside `visiting()` an address is asked once, however many checks
look at it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from urllib.parse import urlsplit

from asgiref.local import Local
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils import translation
from lxml import html

from tenants import logs
from tenants.registry import registry
from tenants.schema import connection
from themes.drawing import not_drawn

AGENT = "tptdm-requirement-check (bot)"
MOST_REDIRECTS = 2
_state = Local()


@dataclass(slots=True)
class Answer:
    """What came back."""

    path: str
    status: int
    headers: dict[str, str]
    content: bytes
    _document: html.HtmlElement | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        return self.status == 200

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def document(self) -> html.HtmlElement:
        """The page as a tree; empty when there is none."""
        if self._document is None:
            parser = html.HTMLParser(encoding="utf-8")
            self._document = html.document_fromstring(self.content or b"<html></html>", parser=parser)
        return self._document


@contextmanager
def visiting() -> Iterator[None]:
    """Within this block each address is asked once; where the block ends, all answers are forgotten."""
    before = getattr(_state, "answers", None)
    _state.answers = {}
    try:
        yield
    finally:
        _state.answers = before


def visit(path: str, host: str = "") -> Answer:
    """Return the answer of the current school's own site to a GET by somebody who is not signed in."""
    answers: dict[tuple[str, str], Answer] | None = getattr(_state, "answers", None)
    key = (host, path)
    if answers is not None and key in answers:
        return answers[key]
    answer = _ask(path, host)
    if answers is not None:
        answers[key] = answer
    return answer


def follow(path: str) -> Answer:
    """Like `visit`, led on by redirects within the site."""
    answer = visit(path)
    for _step in range(MOST_REDIRECTS):
        if answer.status not in {301, 302, 307, 308}:
            break
        target = urlsplit(answer.headers.get("location", ""))
        answer = visit(target.path + (f"?{target.query}" if target.query else ""))
    return answer


def _ask(path: str, host: str) -> Answer:
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        raise LookupError(f"No school lives in {connection.schema_name}")
    language, tenant, request_id = translation.get_language(), connection.tenant, logs.request_id.get()
    try:
        # Nobody else sees this request: no signal of a request is sent, which would close the connection.
        with not_drawn():
            response = _handler().get_response(WSGIRequest(_environment(path, host or school.primary_host)))
        content: bytes = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type,attr-defined]
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(path, response.status_code, headers, content)
    finally:
        connection.set_tenant(tenant)
        logs.request_id.set(request_id)
        translation.activate(language or settings.LANGUAGE_CODE)


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _environment(path: str, host: str) -> dict[str, object]:
    address = urlsplit(path)
    scheme = settings.PUBLIC_SCHEME
    port = settings.PUBLIC_PORT or ("443" if scheme == "https" else "80")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path.encode().decode("latin-1"),
        "QUERY_STRING": address.query,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"{host}:{port}" if settings.PUBLIC_PORT else host,
        "HTTP_X_FORWARDED_PROTO": scheme,
        "HTTP_USER_AGENT": AGENT,
        # The page cache neither answers nor keeps what carries this: our pages are without pictures.
        "HTTP_AUTHORIZATION": "None",
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
    }
