"""What waits for one person today: each list is a fixed number of queries, however long it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, F, Max, Q
from django.db.models.functions import Cast, Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Comment,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
    get_page_models,
)
from wagtail.permissions import policy_registry

from cms.core.models import BasePage

SHOWN = 8
RECENT = 5
REVIEW_MONTHS = 12
# How long an approval is news to its writer.
APPROVED_DAYS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a page and what is to be known of it."""

    page: BasePage
    who: Any = None
    when: datetime | date | None = None
    note: str = ""
    state: str = ""

    @property
    def title(self) -> str:
        """The title as last written."""
        return self.page.draft_title or self.page.title

    @property
    def edit_url(self) -> str:
        """The form of the page."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A large button: begin something new."""

    label: Any
    url: str


def may_write(user: Any) -> bool:
    """Tell whether this person changes pages at all; a clerk may not."""
    return bool(policy_registry.get_by_type(BasePage).user_has_permission(user, "change"))


def may_publish(user: Any) -> bool:
    """Tell whether this person publishes or approves."""
    return bool(policy_registry.get_by_type(BasePage).user_has_permission(user, "publish"))


def waiting_for(user: Any) -> list[Line]:
    """Pages that this person may approve, those that have waited longest first."""
    states = (
        TaskState.objects.reviewable_by(user)
        .filter(revision__base_content_type=get_default_page_content_type())
        .select_related("revision", "workflow_state__requested_by")
        .order_by("started_at")
    )
    states = list(states)
    pages = _pages(state.revision.object_id for state in states)
    return [
        Line(pages[key], state.workflow_state.requested_by, state.started_at)
        for state in states
        if (key := int(state.revision.object_id)) in pages
    ]


def work_of(user: Any) -> list[Line]:
    """What became of this person's texts: sent back first, then waiting, drafts, and what was approved of late."""
    since = timezone.now() - timedelta(days=APPROVED_DAYS)
    states = list(
        WorkflowState.objects.filter(requested_by=user, base_content_type=get_default_page_content_type())
        .filter(
            Q(status__in=("in_progress", "needs_changes"))
            | Q(status="approved", current_task_state__finished_at__gt=since)
        )
        .select_related("current_task_state__finished_by")
        .order_by("-created_at")[: 3 * SHOWN]
    )
    drafts = list(
        BasePage.objects.filter(latest_revision__user=user, has_unpublished_changes=True, locked=False).order_by(
            "-latest_revision_created_at"
        )[: 2 * SHOWN]
    )
    pages = _pages(state.object_id for state in states)
    lines: dict[int, Line] = {}
    for state in states:
        if (key := int(state.object_id)) in pages:
            lines.setdefault(key, _sent(pages[key], state))
    for page in drafts:
        known = lines.get(page.pk)
        # Approved, and changed again since.
        if known is None or known.state == "approved":
            lines[page.pk] = Line(page, when=page.latest_revision_created_at, state="draft")
    order = {"needs_changes": 0, "draft": 1, "in_progress": 2, "approved": 3}
    return sorted(lines.values(), key=lambda line: order[line.state])[: 2 * SHOWN]


def _sent(page: BasePage, state: WorkflowState) -> Line:
    task = state.current_task_state
    if task is None:
        return Line(page, state=state.status)
    return Line(page, task.finished_by, task.finished_at or task.started_at, task.comment or "", state.status)


def outdated(today: date | None = None) -> list[Line]:
    """Pages to be kept right at which nobody has looked for a year, the oldest first."""
    limit = (today or timezone.localdate()) - relativedelta(months=REVIEW_MONTHS)
    pages = kept_up_pages().filter(looked_at__lt=limit).order_by("looked_at")[: SHOWN + 1]
    return [Line(page, when=page.looked_at) for page in pages]


def kept_up_pages() -> Any:
    """Published pages of the types that are kept up, with the day somebody last looked at each (`looked_at`)."""
    models = [model for model in get_page_models() if getattr(model, "kept_up", False)]
    types = ContentType.objects.get_for_models(*models).values()
    return looked_at(BasePage.objects.live().filter(content_type__in=types)).filter(looked_at__isnull=False)


def looked_at(pages: Any) -> Any:
    """Annotate pages with the day somebody published or checked each last (`looked_at`)."""
    published = Cast("last_published_at", DateField())
    # PostgreSQL's GREATEST leaves out what is empty.
    return pages.annotate(looked_at=Greatest("reviewed_on", Coalesce(published, F("reviewed_on"))))


def comments_for(user: Any) -> list[Line]:
    """Open comments of others on what this person wrote or answered."""
    comments = (
        Comment.objects.filter(resolved_at__isnull=True)
        .exclude(user=user)
        .filter(Q(page__owner=user) | Q(page__latest_revision__user=user) | Q(replies__user=user))
        .select_related("page", "user")
        .order_by("-created_at", "-pk")
        .distinct()[:SHOWN]
    )
    return [Line(comment.page, comment.user, comment.created_at, comment.text[:200]) for comment in comments]


def scheduled() -> list[Line]:
    """Pages that go live by themselves, the next first."""
    revisions = list(
        Revision.objects.filter(
            approved_go_live_at__gt=timezone.now(), base_content_type=get_default_page_content_type()
        )
        .select_related("user")
        .order_by("approved_go_live_at")[:SHOWN]
    )
    pages = _pages(revision.object_id for revision in revisions)
    return [
        Line(pages[int(r.object_id)], r.user, r.approved_go_live_at) for r in revisions if int(r.object_id) in pages
    ]


def recent_of(user: Any) -> list[Line]:
    """The pages this person worked on last."""
    edits = PageLogEntry.objects.filter(user=user, action="wagtail.edit")
    newest = edits.values("page_id").annotate(entry=Max("pk")).order_by("-entry").values("entry")[:RECENT]
    entries = PageLogEntry.objects.filter(pk__in=newest).select_related("page").order_by("-pk")
    return [Line(entry.page, when=entry.timestamp) for entry in entries]


def quick_actions(user: Any) -> list[QuickAction]:
    """What this person may begin, each where it belongs. A page type names its own (`quick_action`)."""
    models = [model for model in get_page_models() if getattr(model, "quick_action", "")]
    places: dict[Any, set[int]] = {}
    for model in models:
        parents = ContentType.objects.get_for_models(*model.allowed_parent_page_models()).values()
        places[model] = {parent.pk for parent in parents}
    wanted = {pk for parents in places.values() for pk in parents}
    found = list(BasePage.objects.filter(content_type__in=wanted, depth__lte=4).order_by("depth", "path"))
    actions = []
    for model in sorted(models, key=lambda model: model.quick_action_order):
        parent = next((page for page in found if page.content_type_id in places[model]), None)
        if parent is not None and parent.permissions_for_user(user).can_add_subpage():
            names = (model._meta.app_label, model._meta.model_name, parent.pk)
            actions.append(QuickAction(model.quick_action, reverse("wagtailadmin_pages:add", args=names)))
    return actions


def _pages(ids: Iterable[Any]) -> dict[int, BasePage]:
    wanted = {int(pk) for pk in ids}
    return BasePage.objects.in_bulk(wanted) if wanted else {}
