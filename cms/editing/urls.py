"""Addresses below /quan-tri/bien-tap/."""

from django.urls import path

from cms.editing import views

app_name = "editing"
urlpatterns = [
    path("lien-ket/", views.BrokenLinks.as_view(), name="links"),
    path("lien-ket/kiem-tra/", views.check_links, name="check_links"),
    path("van-dung/<int:page_id>/", views.confirm_review, name="confirm_review"),
]
