"""The database connection with what django-tenants adds to it, for the type checker's sake."""

from typing import Any, cast

import django.db

# `connection.schema_name`, `.set_tenant()`, `.set_schema()`, `.set_schema_to_public()`: Django's
# stubs know none of them.
connection = cast(Any, django.db.connection)
