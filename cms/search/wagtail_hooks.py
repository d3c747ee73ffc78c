from wagtail import hooks

from cms.search.viewsets import FruitlessViewSet, PromotedViewSet, SynonymViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[SynonymViewSet | PromotedViewSet | FruitlessViewSet]:
    """The office's screens; their addresses do not exist in schools."""
    return [SynonymViewSet(), PromotedViewSet(), FruitlessViewSet()]
