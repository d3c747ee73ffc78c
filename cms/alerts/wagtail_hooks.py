from wagtail import hooks

from cms.alerts.viewsets import AlertViewSet, CityAlertViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[AlertViewSet | CityAlertViewSet]:
    """A school's alerts, and at the portal the city's."""
    return [AlertViewSet(), CityAlertViewSet()]
