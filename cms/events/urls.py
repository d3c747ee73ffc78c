"""Addresses of calendar files; the calendar itself is a page of the tree."""

from django.urls import path

from cms.events import views

urlpatterns = [
    path("su-kien/lich.ics", views.site_calendar, name="events_calendar"),
    path("su-kien/<slug:slug>/lich.ics", views.event_calendar, name="events_event_calendar"),
]
