"""Wagtail's own apps without its HTTP API, which no address of ours serves.

Four of them load the API when Django starts whether it is used or not: a quarter of every command's
start (docs/decisions/0011-wagtail-without-its-api.md).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class Documents(WagtailDocsAppConfig):
    """`wagtail.documents` without its API."""

    def ready(self) -> None:
        """Register everything but the API's routes."""
        with _api_left_out(self.name):
            super().ready()


class Images(WagtailImagesAppConfig):
    """`wagtail.images` without its API."""

    def ready(self) -> None:
        """Register everything but the API's routes."""
        with _api_left_out(self.name):
            super().ready()


class Redirects(WagtailRedirectsAppConfig):
    """`wagtail.contrib.redirects` without its API."""

    def ready(self) -> None:
        """Register everything but the API's routes."""
        with _api_left_out(self.name):
            super().ready()


class Snippets(WagtailSnippetsAppConfig):
    """`wagtail.snippets` without its API."""

    def ready(self) -> None:
        """Register everything but the API's routes."""
        with _api_left_out(self.name):
            super().ready()


@contextmanager
def _api_left_out(app: str) -> Iterator[None]:
    """While an app gets ready, its API's modules are stand-ins that register nothing."""
    names = ["wagtail.api.v3.api", *(f"{app}.api.v3{part}" for part in ("", ".registry", ".router"))]
    left_out = [name for name in names if name not in sys.modules]
    for name in left_out:
        sys.modules[name] = _stand_in(name)
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(
        api=SimpleNamespace(add_router=lambda prefix, router: None),
        register_content_types=lambda: None,
        router=None,
    )
    return module
