"""Tasks that failed for good: which school, which task, when, what kind of error. Nothing more."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import ListView, TemplateView, View
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages

from cms.schools.views.base import PortalView
from tenants.failed_tasks import describe, discard, failed_rows, retry

# What a task is to someone who has never seen the code.
LABELS = {
    "tenants.provisioning.build_school_task": gettext_lazy("Create a school"),
    "cms.core.invitations.mail_invitation": gettext_lazy("Send an invitation"),
    "cms.core.outbox.work_off_outbox": gettext_lazy("Bring the portal up to date"),
    "cms.compliance.tasks.check_requirements": gettext_lazy("Check the requirements of Circular 37"),
    "cms.compliance.tasks.check_nightly": gettext_lazy("Check the requirements of Circular 37"),
    "cms.core.scheduling.publish_due": gettext_lazy("Publish on schedule"),
    "cms.core.indexing.reindex_school": gettext_lazy("Rebuild the search of a school"),
    "cms.media.renditions.make_renditions": gettext_lazy("Prepare the pictures of a page"),
    "cms.albums.tasks.prepare_renditions": gettext_lazy("Prepare the pictures of an album"),
    "cms.alerts.tasks.refresh_school": gettext_lazy("Begin or end an alert"),
    "cms.alerts.tasks.refresh_everyone": gettext_lazy("Begin or end an alert of the city"),
    "cms.consultations.tasks.close_consultation": gettext_lazy("Close a consultation"),
    "cms.consultations.tasks.forget_commenters": gettext_lazy("Forget who commented on a consultation"),
    "cms.contact.tasks.mail_receipt": gettext_lazy("Send the receipt of a question"),
    "cms.contact.tasks.mail_outcome": gettext_lazy("Send the answer to a question"),
    "cms.contact.tasks.scrub_question": gettext_lazy("Forget who asked a question"),
    "cms.documents.tasks.check_signature": gettext_lazy("Check the digital signatures of a file"),
    "cms.documents.tasks.announce_day": gettext_lazy("Note that a document takes or loses effect"),
    "cms.editing.links.services.check_links": gettext_lazy("Look for broken links"),
    "cms.editing.links.services.ask_others": gettext_lazy("Check links to other websites"),
    "cms.events.services.mail_guest": gettext_lazy("Invite a guest to an event"),
    "cms.events.services.forget_guests": gettext_lazy("Forget the guests of an event"),
    "cms.statistics.tasks.add_up_views": gettext_lazy("Add up page views"),
    "cms.syndication.tasks.bring_in_step": gettext_lazy("Bring a shared article up to date"),
    "cms.syndication.tasks.remind_staff": gettext_lazy("Tell the staff of a directive"),
    "cms.syndication.tasks.remind_late": gettext_lazy("Remind of a directive before its deadline"),
    "tenants.periodic.occasion": gettext_lazy("Start what is due at every school"),
    "wagtail.tasks.update_reference_index_task": gettext_lazy("Note where content is used"),
    "wagtail.tasks.delete_file_from_storage_task": gettext_lazy("Remove a file"),
    "modelsearch.tasks.insert_or_update_object_task": gettext_lazy("Update the search"),
}


class Failed(PortalView, ListView):  # type: ignore[type-arg]
    """The list, newest first."""

    permission_required: ClassVar[str] = "change"
    page_title = gettext_lazy("Failed tasks")
    header_icon = "warning"
    template_name = "schools/failed.html"
    paginate_by = 50
    page_kwarg = "p"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = []

    def get_queryset(self) -> "QuerySet[DBTaskResult]":
        return failed_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["tasks"] = [
            {"task": task, "label": LABELS.get(task.path) or task.path.rsplit(".", 1)[-1]}
            for task in describe(context["object_list"])
        ]
        return context


class Retry(PortalView, View):
    """Puts one failed task, or all, back in the queue."""

    permission_required: ClassVar[str] = "change"
    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
        count = retry(None if pk is None else [pk])
        messages.success(
            request,
            ngettext("%(count)d task will run again.", "%(count)d tasks will run again.", count) % {"count": count},
        )
        return redirect("failed_tasks:index")


class Discard(PortalView, TemplateView):
    """Asks once, then gives a failed task up."""

    permission_required: ClassVar[str] = "change"
    page_title = gettext_lazy("Give up a failed task")
    header_icon = "warning"
    template_name = "schools/discard.html"
    parent_crumbs: ClassVar[list[dict[str, Any]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = describe(failed_rows().filter(pk=self.kwargs["pk"]))
        if not found:
            raise Http404
        label = LABELS.get(found[0].path) or found[0].path.rsplit(".", 1)[-1]
        return super().get_context_data(task=found[0], label=label, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if discard([pk]):
            messages.success(request, _("The task is given up."))
        return redirect("failed_tasks:index")
