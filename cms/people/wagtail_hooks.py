from wagtail import hooks

from cms.people.viewsets import PersonViewSet, UnitViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[PersonViewSet | UnitViewSet]:
    """People and their units."""
    return [PersonViewSet(), UnitViewSet()]
