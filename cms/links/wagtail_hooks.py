from wagtail import hooks

from cms.links.viewsets import LinkViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[LinkViewSet]:
    """Link groups."""
    return [LinkViewSet()]
