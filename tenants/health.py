"""What the container engine asks: is the process alive, may it be sent visitors."""

from collections.abc import Callable

from django.http import HttpResponse, JsonResponse

from tenants.schema import connection
from tenants.worker_lease import worker_count

_watched: dict[str, Callable[[], str]] = {}


def watch(name: str, state: Callable[[], str]) -> None:
    """Let /readyz tell of something without which the sites go on; "" says nothing of it."""
    _watched[name] = state


def alive() -> HttpResponse:
    """The process answers. Touches nothing else."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready() -> JsonResponse:
    """Database reachable, a worker at work, no school behind in its migrations: 200, else 503."""
    checks: dict[str, object] = {}
    try:
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = "ok"
        workers = worker_count()
        checks["worker"] = "ok" if workers else "no worker is running"
        from tenants.migration import lagging_schemas

        lagging = lagging_schemas()
        checks["migrations"] = "ok" if not lagging else f"{len(lagging)} schemas lag: " + ", ".join(lagging[:10])
    except Exception as error:
        # The reason is for the operator's log and probe; no detail of the database leaves here.
        checks["database"] = f"failed ({type(error).__name__})"
    is_ready = all(value == "ok" for value in checks.values())
    notes = {name: said for name, state in _watched.items() if is_ready and (said := state())}
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", "checks": checks, **({"notes": notes} if notes else {})},
        status=200 if is_ready else 503,
        headers={"Cache-Control": "no-store"},
    )
