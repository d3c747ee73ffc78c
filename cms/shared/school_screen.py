"""Screens of the portal about one school."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from cms.shared.school_choice import IN_SERVICE
from tenants.models import School


class SchoolScreenMixin:
    """Names the school in service that the address gives by its key; 404 for any other."""

    kwargs: dict[str, Any]

    @cached_property
    def school(self) -> School:
        return get_object_or_404(School.objects.filter(IN_SERVICE), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.school.name
