"""The addresses of the Excel files."""

from typing import Any

from django.urls import path
from wagtail import hooks

from cms.timetables import views


@hooks.register("register_admin_urls")
def register_timetable_urls() -> list[Any]:
    """The template, and a timetable in its form."""
    return [
        path("thoi-khoa-bieu/mau.xlsx", views.template, name="timetables_template"),
        path("thoi-khoa-bieu/<int:page_id>/tai-ve.xlsx", views.download, name="timetables_download"),
    ]
