"""The database connection with what django-tenants adds to it, for the type checker's sake."""

from typing import Any, cast

import django.db

# `connection.schema_name`, `.set_tenant()`, `.set_schema()`, `.set_schema_to_public()`: Django's
# stubs know none of them.
connection = cast(Any, django.db.connection)


def leave_connection() -> None:
    """Go on with another connection, be it from a pool.

    PostgreSQL keeps a plan for every foreign key it has checked, as long as the connection lives, and goes
    through all of them at each table made or changed: after a hundred schools on one, the next takes ten times
    as long.
    """
    if connection.connection is not None:
        connection.connection.close()  # the pool takes back only what can still be used
    connection.close()
