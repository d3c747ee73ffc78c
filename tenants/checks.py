"""Conventions of tenancy that could be broken silently, as system checks.

What ruff can see in the source is banned there (pyproject.toml); here is what only settings tell.
"""

from typing import Any, cast

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from tenants.storage import SchoolFileStorage

SESSIONS = "django.contrib.sessions.backends.db"
KEY_FUNCTION = "django_tenants.cache.make_key"


@register("project")
def check_caches(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without the key function a school reads what another has cached."""
    return [
        Error(f"CACHES[{name!r}] needs KEY_FUNCTION = {KEY_FUNCTION!r}.", id="tenants.E001")
        for name, options in settings.CACHES.items()
        if options.get("KEY_FUNCTION") != KEY_FUNCTION
    ]


@register("project")
def check_sessions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A session belongs to one school, its cookie to one host."""
    messages: list[CheckMessage] = []
    if settings.SESSION_ENGINE != SESSIONS:
        # Signed cookies and caches have let a session of one school into another.
        messages.append(Error(f"SESSION_ENGINE must be {SESSIONS!r}.", id="tenants.E002"))
    for name in ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN"):
        if getattr(settings, name):
            messages.append(Error(f"{name} must stay None: one host, one school.", id="tenants.E003"))
    return messages


@register("project")
def check_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A connection kept by its thread carries the last school's search path."""
    database = settings.DATABASES["default"]
    messages: list[CheckMessage] = []
    if database.get("CONN_MAX_AGE"):
        messages.append(Error("DATABASES['default']['CONN_MAX_AGE'] must be 0.", id="tenants.E004"))
    if database["ENGINE"] != "tenants.postgresql":
        messages.append(Error("DATABASES['default']['ENGINE'] must be 'tenants.postgresql'.", id="tenants.E005"))
    return messages


@register("project")
def check_tasks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A task without its school runs in public."""
    # Its models cannot be imported before the apps are loaded.
    from tenants.tasks import SchoolTaskBackend

    tasks: dict[str, dict[str, Any]] = settings.TASKS  # type: ignore[assignment]
    return [
        Error(f"TASKS[{name!r}] must extend tenants.tasks.SchoolTaskBackend.", id="tenants.E006")
        for name, options in tasks.items()
        if not issubclass(import_string(str(options["BACKEND"])), SchoolTaskBackend)
    ]


@register("project")
def check_storages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Files of two schools must not lie in one folder."""
    if issubclass(import_string(str(cast(Any, settings.STORAGES)["default"]["BACKEND"])), SchoolFileStorage):
        return []
    return [Error("STORAGES['default'] must extend tenants.storage.SchoolFileStorage.", id="tenants.E007")]
