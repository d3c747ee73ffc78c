"""Addresses of every site; Vietnamese, as the contract in the design names them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.appearance import views as appearance_views
from cms.compliance.views import ratings as rating_views
from cms.contact.views import public as question_views
from cms.core import views as core_views
from cms.core import wagtail_views
from cms.directory import urls as directory_urls
from cms.media import views as media_views
from cms.media.document_list import file_list, file_list_results
from cms.search import suggestions
from cms.search import views as search_views
from cms.statistics import views as statistics_views
from cms.users import urls as users_urls

handler404 = "cms.core.views.page_not_found"
handler500 = "cms.core.views.server_error"

urlpatterns = [
    path("quan-tri/", include(users_urls)),
    # Before Wagtail's own: the same catalogue with our Vietnamese in it.
    path("quan-tri/jsi18n/", core_views.javascript_catalogue, name="wagtailadmin_javascript_catalog"),
    # Wagtail's own answer an empty POST with an error.
    path("quan-tri/choose-external-link/", wagtail_views.external_link, name="wagtailadmin_choose_page_external_link"),
    path("quan-tri/redirects/import/process/", wagtail_views.process_import, name="import_redirects"),
    # Wagtail's list of files, with a column of ours.
    path("quan-tri/documents/", file_list, name="file_list"),
    path("quan-tri/documents/results/", file_list_results, name="file_list_results"),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("media/<path:name>", media_views.picture_file, name="picture_file"),
    path("media-chung/<path:name>", media_views.shared_file, name="shared_file"),
    path("dem/", statistics_views.count, name="count_view"),
    path("giao-dien/<str:name>.css", appearance_views.own_colours, name="own_colours"),
]
# What visitors read: in Vietnamese as it stands, in English below /en/ (cms/core/languages.py).
urlpatterns += i18n_patterns(
    path("hoi-dap/gui/", question_views.ask, name="ask_question"),
    path("hoi-dap/tra-cuu/", question_views.look_up, name="look_up_question"),
    path("tim-kiem/", search_views.search, name="search"),
    path("tim-kiem/goi-y/", suggestions.suggest, name="search_suggestions"),
    path("tim-kiem/mo-ta.xml", search_views.description, name="search_description"),
    path("danh-gia/", rating_views.answer, name="rating"),
    path("", include("cms.feeds.urls")),
    path("", include("cms.events.urls")),
    path("truong/", include(directory_urls)),
    re_path(r"", include(wagtail_urls)),
    prefix_default_language=False,
)
