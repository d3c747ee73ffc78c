"""Addresses from Vietnamese titles (the helper lies in tenants: schools get their addresses from it too)."""

from tenants.slugs import vietnamese_slug

__all__ = ["vietnamese_slug"]
