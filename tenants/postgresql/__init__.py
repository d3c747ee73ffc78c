"""The database engine: django-tenants' own, with a content-type cache that is safe between schools."""
