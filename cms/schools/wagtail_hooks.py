from wagtail import hooks

from cms.schools.viewsets import FailedTaskViewSet, SchoolViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[SchoolViewSet | FailedTaskViewSet]:
    """Screens of the portal; their addresses do not exist in schools."""
    return [SchoolViewSet(), FailedTaskViewSet()]
