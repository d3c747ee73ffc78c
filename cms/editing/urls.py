"""Addresses below /quan-tri/bien-tap/."""

from django.urls import path

from cms.editing import views

app_name = "editing"
urlpatterns = [
    path("van-dung/<int:page_id>/", views.confirm_review, name="confirm_review"),
]
