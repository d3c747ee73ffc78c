"""Addresses of feeds, maps and notes for machines."""

from django.urls import path

from cms.feeds import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("so-do/", views.site_map, name="site_map"),
    path("rss/", views.news_feed, name="feed"),
    path("rss/<slug:section>/", views.section_feed, name="section_feed"),
    path("rss/<slug:section>/<slug:category>/", views.category_feed, name="category_feed"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
