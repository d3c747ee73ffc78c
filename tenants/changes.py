"""Announcing changes to every process: PostgreSQL NOTIFY, sent when the transaction commits."""

import json

from django.db import connection

CHANNEL = "portal_changes"
# In place of a schema: the version that counts for every school.
EVERYONE = "*"


def announce_content(schema_name: str) -> None:
    """A school's public content changed: its cached pages are void from the commit on.

    Writes the new version and announces it in the caller's transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.tenants_contentversion AS v (schema_name, version) VALUES (%s, 1)"
            " ON CONFLICT (schema_name) DO UPDATE SET version = v.version + 1 RETURNING version",
            [schema_name],
        )
        version = cursor.fetchone()[0]
        _notify(cursor, {"schema": schema_name, "version": version})


def announce_to_everyone() -> None:
    """What all sites show changed (a city alert): every school's cached pages are void from the commit on.

    One row and one message, however many schools there are.
    """
    announce_content(EVERYONE)


def announce_registry(schema_name: str = "") -> None:
    """A host, a name or a status changed (of that school, if named): every process reads the registry anew."""
    with connection.cursor() as cursor:
        _notify(cursor, {"registry": schema_name})


def _notify(cursor, message: dict[str, object]) -> None:  # type: ignore[no-untyped-def]
    cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(message)])
