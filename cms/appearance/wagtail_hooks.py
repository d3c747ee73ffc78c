"""Screens of the look in the admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.appearance import views


@hooks.register("register_admin_urls")
def catalogue_urls() -> list[URLPattern]:
    """The catalogue of components, for everybody who may enter the admin."""
    return [path("giao-dien/thanh-phan/", views.components, name="components")]
