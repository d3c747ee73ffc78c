"""Comments in the admin: what waits for a decision comes first."""

from typing import Any, ClassVar

from django.db.models import Case, IntegerField, Value, When
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.consultations import services
from cms.consultations.models import Comment
from cms.core import menus
from cms.core.viewsets import RowViewSet


class ModerationPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Comments come from visitors: nobody adds one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Comment, ModerationPolicy(Comment))


class CommentListing(IndexView):  # type: ignore[misc]
    """Waiting ones first, then the newest."""

    def get_base_queryset(self) -> Any:
        first = Case(When(state=Comment.State.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
        return Comment.objects.select_related("consultation").annotate(first=first).order_by("first", "-created_at")

    def order_queryset(self, queryset: Any) -> Any:
        return super().order_queryset(queryset) if self.is_explicitly_ordered else queryset


class CommentDecision(EditView):  # type: ignore[misc]
    """Show, hide, answer."""

    def save_instance(self) -> Comment:
        cleaned = self.form.cleaned_data
        comment = Comment.objects.select_related("consultation").get(pk=self.object.pk)
        return services.decide_comment(comment, self.request.user, state=cleaned["state"], answer=cleaned["answer"])


class CommentViewSet(RowViewSet):
    """“Comments” in the main menu."""

    model = Comment
    name = "comments"
    url_prefix = "y-kien"
    icon = "comment"
    menu_label = _("Comments received")
    menu_order = 20
    menu_hook = menus.DESK
    index_view_class = CommentListing
    edit_view_class = CommentDecision
    list_filter: ClassVar[list[str]] = ["state", "consultation"]
    search_fields: ClassVar[list[str]] = ["text__unaccent"]
    add_to_reference_index: ClassVar[bool] = False
    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("consultation", read_only=True),
        FieldPanel("text", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("email", read_only=True, help_text=_("Never shown to visitors.")),
        FieldPanel("state"),
        FieldPanel("answer"),
    ]
    list_display: ClassVar[list[Column]] = [
        TitleColumn(
            "text",
            label=_("Comment"),
            accessor=lambda comment: Truncator(comment.text).words(18) or str(comment),
            get_url=lambda comment: f"/quan-tri/y-kien/edit/{comment.pk}/",
        ),
        Column("consultation", label=_("Consultation")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
