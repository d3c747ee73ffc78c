"""Every address of the project, with arguments for it. A parameter nobody knows of fails the tests."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cms.schools.views.steps import PAGES

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str  # with namespaces; "" for patterns without a name
    route: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("quan-tri/")


@dataclass
class Things:
    """One of everything a school may hold; an address is filled in with their ids."""

    page: int
    section: int
    revision: int
    picture: int
    attachment: int
    user: int
    group: int
    category: int
    event: int
    event_slug: str
    guest: int
    comment: int
    document_kind: int
    document_field: int
    timetable: int
    collection: int
    redirect: int
    site: int
    profile: int
    appearance: int
    workflow: int
    task: int
    task_state: int
    review: int
    draft: int
    private: int
    workflow_state: int
    editing_session: int
    restriction: int
    collection_restriction: int
    school: int
    school_slug: str
    article: UUID
    offer: int
    directive: UUID
    sent_directive: int
    failed_task: UUID
    person: int
    frequent: int
    question: int
    working_day: int
    links: int
    alert: int
    city_alert: int
    synonym: int
    promoted: int
    unit: int
    maintenance: int
    album: int
    disclosure: int
    picture_file: str
    shared_file: str
    path: str


Provider = Callable[[Things], Any]

# By parameter; where a name means several things, by the address's namespace and parameter.
ARGUMENTS: dict[str, Provider] = {
    "page_id": lambda t: t.page,
    "section": lambda t: "tin-tuc",
    "category": lambda t: "thong-bao",
    "parent_page_id": lambda t: t.section,
    "page_to_move_id": lambda t: t.page,
    "page_pk": lambda t: t.section,
    "workflow_pk": lambda t: t.workflow,
    "revision_id": lambda t: t.revision,
    "task_id": lambda t: t.task,
    "image_id": lambda t: t.picture,
    "document_id": lambda t: t.attachment,
    "doc_id": lambda t: t.attachment,
    "uploaded_file_id": lambda t: 1,
    "filter_spec": lambda t: "original",
    "redirect_id": lambda t: t.redirect,
    "collection_id": lambda t: t.collection,
    "page_view_restriction_id": lambda t: t.restriction,
    "restriction_id": lambda t: t.collection_restriction,
    "session_id": lambda t: t.editing_session,
    "object_id": lambda t: t.page,
    "uidb64": lambda t: urlsafe_base64_encode(force_bytes(t.user)),
    "token": lambda t: "abc-def",
    "content_type_app_name": lambda t: "news",
    "content_type_model_name": lambda t: "newspage",
    "wagtailadmin_api:pages action_name": lambda t: "copy",
    "wagtailadmin_api:pages pk": lambda t: t.page,
    "wagtailadmin_api:documents pk": lambda t: t.attachment,
    "wagtailadmin_api:images pk": lambda t: t.picture,
    "wagtailadmin_collections pk": lambda t: t.collection,
    "wagtailadmin_workflows pk": lambda t: t.workflow,
    "wagtailsnippets_news_newscategory pk": lambda t: t.category,
    "wagtailsnippetchoosers_news_newscategory pk": lambda t: t.category,
    "comments pk": lambda t: t.comment,
    "wagtailsnippets_documents_documentkind pk": lambda t: t.document_kind,
    "wagtailsnippetchoosers_documents_documentkind pk": lambda t: t.document_kind,
    "wagtailsnippets_documents_documentfield pk": lambda t: t.document_field,
    "wagtailsnippetchoosers_documents_documentfield pk": lambda t: t.document_field,
    "wagtailsites pk": lambda t: t.site,
    "wagtailusers_users pk": lambda t: t.user,
    "wagtailusers_groups pk": lambda t: t.group,
    "wagtaildocs_chooser pk": lambda t: t.attachment,
    "wagtailimages_chooser pk": lambda t: t.picture,
    "faq pk": lambda t: t.frequent,
    "questions pk": lambda t: t.question,
    "questions step": lambda t: "tra-loi",
    "links pk": lambda t: t.links,
    "alerts pk": lambda t: t.alert,
    "city_alerts pk": lambda t: t.city_alert,
    "search_synonyms pk": lambda t: t.synonym,
    "promoted_results pk": lambda t: t.promoted,
    "working_days pk": lambda t: t.working_day,
    "people pk": lambda t: t.person,
    "units pk": lambda t: t.unit,
    "albums page_id": lambda t: t.album,
    "disclosures pk": lambda t: t.disclosure,
    "annual_reports year": lambda t: 2025,
    "schools pk": lambda t: t.school,
    "requirement_board pk": lambda t: t.school,
    "disclosure_board pk": lambda t: t.school,
    "form_labels regulation": lambda t: "tt36",
    "form_labels form": lambda t: "bm06",
    "form_labels kind": lambda t: "dong",
    "form_labels code": lambda t: "bm06.I",
    "requirement_board code": lambda t: "fn-rss",
    "requirements form": lambda t: "csv",
    "maintenance pk": lambda t: t.maintenance,
    "directory slug": lambda t: t.school_slug,
    "syndication key": lambda t: t.directive,
    "syndication pk": lambda t: t.sent_directive,
    "syndication number": lambda t: 0,
    "failed_tasks pk": lambda t: t.failed_task,
}
# By address: all the ways it can be filled in. Regular expressions are always written out here.
VARIANTS: dict[str, list[str]] = {
    "wagtail_bulk_action": [
        f"/quan-tri/bulk/{model}/{action}/?id={{{thing}}}"
        for model, thing, actions in (
            ("core/basepage", "page", ("move", "delete", "publish", "unpublish")),
            ("media/picture", "picture", ("delete", "add_tags", "add_to_collection")),
            ("media/attachment", "attachment", ("delete", "add_tags", "add_to_collection")),
            ("users/user", "user", ("delete", "assign_role", "set_active_state")),
            ("news/newscategory", "category", ("delete",)),
            ("documents/documentkind", "document_kind", ("delete",)),
            ("documents/documentfield", "document_field", ("delete",)),
        )
        for action in actions
    ],
    "wagtailadmin_pages:choose_parent": ["/quan-tri/pages/create/news/newspage"],
    "wagtailadmin_pages:revisions_compare": ["/quan-tri/pages/{page}/revisions/compare/{revision}...live/"],
    "wagtailadmin_pages:move_confirm": ["/quan-tri/pages/{private}/move/{section}/confirm/"],
    "wagtailadmin_pages:workflow_action": ["/quan-tri/pages/workflow/action/{draft}/approve/{task_state}/"],
    "wagtailadmin_pages:collect_workflow_action_data": [
        "/quan-tri/pages/workflow/collect_action_data/{draft}/approve/{task_state}/"
    ],
    "wagtailadmin_pages:workflow_preview": ["/quan-tri/pages/workflow/preview/{draft}/{review}/"],
    "wagtailadmin_pages:confirm_workflow_cancellation": ["/quan-tri/pages/workflow/confirm_cancellation/{draft}/"],
    "wagtailadmin_pages:workflow_history": ["/quan-tri/pages/{draft}/workflow_history/"],
    "wagtailadmin_pages:workflow_history_detail": ["/quan-tri/pages/{draft}/workflow_history/detail/{workflow_state}/"],
    "wagtailadmin_pages:add": ["/quan-tri/pages/add/pages/standardpage/{section}/"],
    "wagtailadmin_pages:preview_on_add": ["/quan-tri/pages/add/pages/standardpage/{section}/preview/"],
    "wagtailadmin_tag_model_autocomplete": ["/quan-tri/tag-autocomplete/taggit/tag/?term=a"],
    "wagtailadmin_tag_autocomplete": ["/quan-tri/tag-autocomplete/?term=a"],
    "wagtailadmin_workflows:add_task": ["/quan-tri/workflows/tasks/add/wagtailcore/groupapprovaltask/"],
    "wagtailadmin_workflows:edit_task": ["/quan-tri/workflows/tasks/edit/{task}/"],
    "wagtailadmin_workflows:disable_task": ["/quan-tri/workflows/tasks/disable/{task}/"],
    "wagtailadmin_workflows:enable_task": ["/quan-tri/workflows/tasks/enable/{task}/"],
    "wagtailadmin_editing_sessions:ping": ["/quan-tri/editing-sessions/ping/core/basepage/{page}/{editing_session}/"],
    # Without a number the address only leads to the one with it.
    "wagtailsettings:edit": [
        "/quan-tri/settings/core/siteprofile/{profile}/",
        "/quan-tri/settings/appearance/appearance/{appearance}/",
    ],
    "wagtailsettings:preview_on_edit": ["/quan-tri/settings/appearance/appearance/{appearance}/preview/"],
    "schools:step": [f"/quan-tri/truong/{{school}}/{step}/" for step in PAGES],
    "syndication:article": ["/quan-tri/chia-se/bai/{article}/"],
    "syndication:sent": ["/quan-tri/chia-se/da-gui/{offer}/"],
    "wagtaildocs_serve": ["/tai-lieu/{attachment}/van-ban.txt"],
    "picture_file": ["/media/{picture_file}"],
    "shared_file": ["/media-chung/{shared_file}"],
    "own_colours": ["/giao-dien/sen-9d2159.css"],
    # No snippet of ours is translated.
    "simple_translation:submit_snippet_translation": [
        "/quan-tri/translation/submit/snippet/news/newscategory/{category}/"
    ],
    "wagtail_serve": ["{path}", "/"],
    "events_event_calendar": ["/su-kien/{event_slug}/lich.ics"],
    "timetables_download": ["/quan-tri/thoi-khoa-bieu/{timetable}/tai-ve.xlsx"],
    "events_guests": ["/quan-tri/su-kien/{event}/khach-moi/"],
    "events_withdraw": ["/quan-tri/su-kien/{event}/khach-moi/{guest}/thu-hoi/"],
    "search": ["/tim-kiem/", "/tim-kiem/?q=bimat"],
    "search_suggestions": ["/tim-kiem/goi-y/?q=bimat"],
    "quan-tri/^.*/$": ["/quan-tri/khong-co-gi/"],
}


def addresses() -> list[Address]:
    """Every pattern of the resolver, in its order."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, prefix: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            assert isinstance(pattern, URLPattern)
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            yield Address(name, route, tuple(PARAMETER.findall(route)))


def paths(address: Address, things: Things) -> list[str]:
    """The address filled in with a school's objects; raises LookupError for an unknown parameter."""
    variants = VARIANTS.get(address.name) or VARIANTS.get(address.route)
    if variants:
        return [variant.format(**vars(things)) for variant in variants]
    space = address.name.rpartition(":")[0]
    path = address.route.replace("^", "")
    for parameter in address.parameters:
        provider = ARGUMENTS.get(f"{space} {parameter}") or ARGUMENTS.get(parameter)
        if provider is None:
            raise LookupError(
                f"Nobody knows what “{parameter}” of {address.route} ({address.name}) is:"
                " add it to ARGUMENTS or VARIANTS in tests/permissions/every_url.py."
            )
        path = re.sub(rf"<(?:\w+:)?{parameter}>", str(provider(things)), path, count=1)
    if re.search(r"[\\()*+$?<>]", path):
        raise LookupError(f"{address.route} is a regular expression: write it out in VARIANTS.")
    return ["/" + path]
