"""`DATABASES["default"]["ENGINE"]`: django-tenants' wrapper without its cache flush per request.

django-tenants empties Django's process-wide content-type cache at every switch of school, which
costs one query per page type and page, and still lets two threads of one process see each
other's entries in between. Here the cache is kept per school instead (tenants/content_types.py).
"""

from typing import Any

from django_tenants.postgresql_backend import base as upstream

from tenants.content_types import keep_content_types


class DatabaseWrapper(upstream.DatabaseWrapper):
    """Switching schools keeps each school's own content types."""

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        if self.schema_name == tenant.schema_name and self.include_public_schema == include_public:
            # Same school: the search path already set stays valid.
            self.tenant = tenant
            return
        with keep_content_types():
            super().set_tenant(tenant, include_public)
