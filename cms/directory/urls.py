"""Addresses of the directory; in a school they are free for its own pages."""

from cms.core.portal_paths import portal_page
from cms.directory import views

app_name = "directory"
urlpatterns = [
    portal_page("", views.school_list, "list"),
    portal_page("danh-sach.csv", views.school_csv, "csv"),
    portal_page("danh-sach.json", views.school_json, "json"),
    portal_page("<slug:slug>/", views.school_detail, "detail"),
]
