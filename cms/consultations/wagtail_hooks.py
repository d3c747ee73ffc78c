"""Comments in the admin."""

from wagtail import hooks

from cms.consultations.viewsets import CommentViewSet


@hooks.register("register_admin_viewset")
def register_comments() -> CommentViewSet:
    """The list of comments that wait."""
    return CommentViewSet()
