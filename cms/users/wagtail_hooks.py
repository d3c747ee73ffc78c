"""Who may change whom."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from cms.users.models import User


@hooks.register("before_edit_user")
def keep_superusers_from_others(request: HttpRequest, user: User) -> None:
    """Else an administrator could give the operator's account a password and sign in with it."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_superusers_from_many(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """The same where many accounts are changed at once."""
    for thing in objects:
        if isinstance(thing, User):
            keep_superusers_from_others(request, thing)
