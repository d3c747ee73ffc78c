"""Who may do what: the roles as groups, and the approval every editor's page goes through."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.core.models import BasePage

EDITORS = "Biên tập viên"
APPROVERS = "Người duyệt bài"
ADMINISTRATORS = "Quản trị viên"
CLERKS = "Văn thư"
ACCOUNTANTS = "Kế toán"
WORKFLOW = "Duyệt trước khi đăng"


@dataclass(frozen=True, slots=True)
class Role:
    """A group and what it may do. Page permissions hold from the home page down."""

    name: str
    pages: tuple[str, ...]
    media: tuple[str, ...]
    models: tuple[str, ...] = ()
    # Types of the sections below the home page ("app.Model") where the role writes although not everywhere.
    sections: tuple[str, ...] = ()


def _all(app_label: str, *models: str) -> tuple[str, ...]:
    """Every right on the rows of these models."""
    return tuple(f"{app_label}.{action}_{model}" for model in models for action in ("add", "change", "delete"))


# Names and contacts of those who ask are for the desk, not for everyone who writes articles.
DESK = ("contact.view_question", "contact.change_question")
PUBLISHERS = (*DESK, "contact.publish_question", *_all("alerts", "alert"))
# Who answers for the site fills in its decisions and confirms the yearly self-check.
REQUIREMENTS = ("compliance.change_governance", "compliance.add_selfcheck")
# Comments of a consultation carry addresses: as with questions, not for everyone who writes articles.
COMMENTS = ("consultations.change_comment",)
TRANSLATE = "simple_translation.submit_translation"
# Who fills in what the school discloses, and who answers for its publication (TT 09/2024 Điều 14).
ENTER_FIGURES = ("disclosures.view_disclosure", "disclosures.change_disclosure")
PUBLISH_FIGURES = (*ENTER_FIGURES, "disclosures.publish_disclosure", "disclosures.change_deadlinesettings")
ROLES = (
    Role(EDITORS, ("add", "change"), ("add", "choose"), (TRANSLATE, *ENTER_FIGURES)),
    Role(
        CLERKS,
        (),
        ("add", "choose"),
        (*DESK, *COMMENTS, *ENTER_FIGURES, *_all("contact", "faqentry")),
        # Official documents are a clerk's daily work; a principal approves them as everything else.
        sections=("documents.DocumentIndexPage",),
    ),
    Role(ACCOUNTANTS, (), ("add", "choose"), ENTER_FIGURES),
    Role(
        APPROVERS,
        ("add", "change", "publish", "lock", "unlock"),
        ("add", "change", "choose"),
        (TRANSLATE, *REQUIREMENTS, *PUBLISHERS, *COMMENTS, *PUBLISH_FIGURES),
    ),
    Role(
        ADMINISTRATORS,
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        ("add", "change", "choose"),
        (
            "users.add_user",
            "users.change_user",
            "users.delete_user",
            "core.change_siteprofile",
            TRANSLATE,
            "editing.change_editorialrules",
            "appearance.change_appearance",
            *REQUIREMENTS,
            *PUBLISHERS,
            *PUBLISH_FIGURES,
            *_all("contact", "faqentry"),
            *_all("links", "linkgroup"),
            "news.add_newscategory",
            "news.change_newscategory",
            "news.delete_newscategory",
            *_all("people", "person", "unit"),
            *_all("documents", "documentkind", "documentfield"),
            "consultations.change_comment",
            "consultations.delete_comment",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
    ),
)
# What the same roles may do besides at the portal.
_SEND_DIRECTIVES = ("syndication.add_sentdirective",)
# Who supervises the schools sees what each has disclosed, and writes to those that are late.
_LATE_SCHOOLS = ("shared.view_disclosureduty", "shared.view_disclosurenotice", "shared.add_disclosurenotice")
# What Circular 37 asks of each school, and how readers rate the sites.
_BOARD = ("shared.view_requirementstate",)
# The same people compare the labels of the forms with the official text, for all schools.
_LABELS = ("shared.view_labeldecision", "shared.add_labeldecision")
# What the office adds to the search of all sites, and what was looked for in vain.
_SEARCH = (*_all("shared", "searchsynonym", "promotedresult"), "shared.view_fruitlesssearch")
PORTAL_MODELS: dict[str, tuple[str, ...]] = {
    EDITORS: _SEND_DIRECTIVES,
    APPROVERS: (*_SEND_DIRECTIVES, *_BOARD, *_LATE_SCHOOLS, *_LABELS, *_SEARCH, *_all("shared", "cityalert")),
    ADMINISTRATORS: (
        *_SEND_DIRECTIVES,
        *_BOARD,
        *_LATE_SCHOOLS,
        *_LABELS,
        *_SEARCH,
        *_all("shared", "cityalert", "workingdayoverride"),
        "tenants.view_school",
        "tenants.add_school",
        "tenants.change_school",
        "compliance.add_maintenancenotice",
        "compliance.change_maintenancenotice",
        "compliance.delete_maintenancenotice",
    ),
}


def create_roles(home: BasePage, *, is_portal: bool) -> None:
    """Make the groups and the approval workflow of a new site."""
    # Wagtail's own two groups have rights on the root; ours are the only ones here.
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    update(home, is_portal=is_portal)
    _create_workflow(home)


def stamp() -> str:
    """Return a digest of what the roles may do: it changes when the code below grants something else."""
    return hashlib.sha256(repr((ROLES, PORTAL_MODELS)).encode()).hexdigest()[:16]


@transaction.atomic
def update(home: BasePage, *, is_portal: bool) -> None:
    """Give the groups exactly the rights that the code names, however old the site is."""
    known = {
        f"{app_label}.{codename}": pk
        for app_label, codename, pk in Permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        more = PORTAL_MODELS.get(role.name, ()) if is_portal else ()
        models = ("wagtailadmin.access_admin", *role.models, *more)
        group.permissions.set([known[name] for name in models])
        _grant_pages(group, set(_page_rights(role, home, known)))
        # Wagtail asks for the rights of its own two models whatever the project's are called.
        media = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
        _grant_media(group, {known[name.format(action)] for action in role.media for name in media})


def _page_rights(role: Role, home: BasePage, known: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield what a role may do where, as ids of page and permission."""
    right = f"{BasePage._meta.app_label}.{{}}_basepage"
    for action in role.pages:
        yield home.pk, known[right.format(action)]
    for label in role.sections:
        sections = BasePage.objects.child_of(home).type(apps.get_model(label))
        for section in sections.values_list("pk", flat=True):
            for action in ("add", "change"):
                yield section, known[right.format(action)]


def _grant_pages(group: Group, wanted: set[tuple[int, int]]) -> None:
    there = {
        (page, permission): pk
        for pk, page, permission in GroupPagePermission.objects.filter(group=group).values_list(
            "pk", "page_id", "permission_id"
        )
    }
    GroupPagePermission.objects.filter(pk__in=[pk for right, pk in there.items() if right not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - there.keys())
    )


def _grant_media(group: Group, wanted: set[int]) -> None:
    root = Collection.get_first_root_node()
    rows = GroupCollectionPermission.objects.filter(group=group, collection=root)
    rows.exclude(permission_id__in=wanted).delete()
    missing = wanted - set(rows.values_list("permission_id", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission_id=pk) for pk in sorted(missing)
    )


def _create_workflow(home: BasePage) -> None:
    for page_workflow in Workflow.objects.all():
        page_workflow.delete()
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(
        name="Duyệt bài", content_type=ContentType.objects.get_for_model(GroupApprovalTask)
    )
    task.groups.add(Group.objects.get(name=APPROVERS), Group.objects.get(name=ADMINISTRATORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
