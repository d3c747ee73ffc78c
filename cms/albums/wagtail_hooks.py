from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from cms.albums import views


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    """Uploading into an album."""
    patterns = [path("<int:page_id>/tai-anh/", views.upload, name="upload")]
    return [path("album/", include((patterns, "albums"), namespace="albums"))]
