"""Who may do what: three roles as groups, and the approval every editor's page goes through."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
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
WORKFLOW = "Duyệt trước khi đăng"


@dataclass(frozen=True, slots=True)
class Role:
    """A group and what it may do. Page permissions hold from the home page down."""

    name: str
    pages: tuple[str, ...]
    media: tuple[str, ...]
    models: tuple[str, ...] = ()


# Who answers for the site fills in its decisions and confirms the yearly self-check.
REQUIREMENTS = ("compliance.change_governance", "compliance.add_selfcheck")
ROLES = (
    Role(EDITORS, ("add", "change"), ("add", "choose")),
    Role(APPROVERS, ("add", "change", "publish", "lock", "unlock"), ("add", "change", "choose"), REQUIREMENTS),
    Role(
        ADMINISTRATORS,
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        ("add", "change", "choose"),
        (
            "users.add_user",
            "users.change_user",
            "users.delete_user",
            "core.change_siteprofile",
            "editing.change_editorialrules",
            "appearance.change_appearance",
            *REQUIREMENTS,
            "news.add_newscategory",
            "news.change_newscategory",
            "news.delete_newscategory",
            *("people." + name for name in ("add_person", "change_person", "delete_person")),
            *("people." + name for name in ("add_unit", "change_unit", "delete_unit")),
            *("documents." + name for name in ("add_documentkind", "change_documentkind", "delete_documentkind")),
            *("documents." + name for name in ("add_documentfield", "change_documentfield", "delete_documentfield")),
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
    ),
)
PORTAL_ADMINISTRATOR_MODELS = (
    "tenants.view_school",
    "tenants.add_school",
    "tenants.change_school",
    "shared.view_requirementstate",
    "compliance.add_maintenancenotice",
    "compliance.change_maintenancenotice",
    "compliance.delete_maintenancenotice",
)


def create_roles(home: BasePage, *, is_portal: bool) -> None:
    """Make the groups and the approval workflow of a new site."""
    # Wagtail's own two groups have rights on the root; ours are the only ones here.
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    for role in ROLES:
        group = Group.objects.create(name=role.name)
        models = role.models
        if is_portal and role.name == ADMINISTRATORS:
            models += PORTAL_ADMINISTRATOR_MODELS
        _grant(group, role, models, home)
    _create_workflow(home)


def _grant(group: Group, role: Role, models: tuple[str, ...], home: BasePage) -> None:
    group.permissions.add(*_permissions(("wagtailadmin.access_admin", *models)))
    for action in role.pages:
        GroupPagePermission.objects.create(group=group, page=home, permission_type=action)
    root = Collection.get_first_root_node()
    # Wagtail asks for the rights of its own two models whatever the project's are called.
    models_of_media = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
    codenames = [name.format(action) for action in role.media for name in models_of_media]
    for permission in _permissions(codenames):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _permissions(names: "tuple[str, ...] | list[str]") -> list[Permission]:
    """Return permissions by `app.codename`; a name that does not exist is an error, not a gap."""
    found = []
    for name in names:
        app_label, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return found


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
