"""Comments in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks

from cms.consultations.models import Comment
from cms.consultations.viewsets import CommentViewSet
from cms.core import waiting


@hooks.register("register_admin_viewset")
def register_comments() -> CommentViewSet:
    """The list of comments that wait."""
    return CommentViewSet()


@hooks.register(waiting.HOOK)
def waiting_comments(user: Any) -> list[waiting.Work]:
    """On the dashboard of those who decide on comments."""
    count = Comment.objects.waiting().count() if user.has_perm("consultations.change_comment") else 0
    if not count:
        return []
    label = ngettext("%(count)d comment waits for approval", "%(count)d comments wait for approval", count)
    return [waiting.Work(reverse("comments:index"), label % {"count": count})]
