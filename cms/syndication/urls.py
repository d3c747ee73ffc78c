"""Addresses below /quan-tri/."""

from django.urls import path

from cms.core.portal_paths import portal_path
from cms.syndication.views import articles, directives

app_name = "syndication"
urlpatterns = [
    path("chia-se/", articles.Inbox.as_view(), name="inbox"),
    path("chia-se/bai/<uuid:key>/", articles.Article.as_view(), name="article"),
    path("chia-se/da-gui/", articles.Outbox.as_view(), name="outbox"),
    path("chia-se/da-gui/<int:pk>/", articles.Sent.as_view(), name="sent"),
    path("chia-se/gui/<int:page_id>/", articles.Share.as_view(), name="share"),
    portal_path("chi-dao/da-gui/", directives.SentDirectives.as_view(), "sent_directives"),
    portal_path("chi-dao/gui/", directives.SendDirective.as_view(), "send_directive"),
    portal_path("chi-dao/da-gui/<int:pk>/", directives.Board.as_view(), "sent_directive"),
    portal_path("chi-dao/da-gui/<int:pk>/bang.xlsx", directives.BoardExport.as_view(), "board_export"),
    portal_path("chi-dao/da-gui/<int:pk>/tep/<int:number>/", directives.SentFileDownload.as_view(), "sent_file"),
    path("chi-dao/", directives.Directives.as_view(), name="directives"),
    path("chi-dao/<uuid:key>/", directives.DirectivePage.as_view(), name="directive"),
    path("chi-dao/<uuid:key>/tep/<int:number>/", directives.DirectiveFile.as_view(), name="directive_file"),
]
