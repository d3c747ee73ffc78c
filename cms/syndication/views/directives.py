"""Directives: the school's list and page, the office's form and board."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.shared.models import DirectiveReceipt
from cms.shared.schools import KINDS
from cms.syndication import directives, export
from cms.syndication.models import SeenDirective, SentDirective
from cms.syndication.receivers import ReceiversForm
from cms.syndication.views.base import PER_PAGE, Screen

RECEIVED = ("syndication:directives", gettext_lazy("Directives"))
SENT = ("syndication:sent_directives", gettext_lazy("Directives sent"))
MAX_FILES = 5
MAX_BYTES = 20 * 1024 * 1024
MAY_SEND = "syndication.add_sentdirective"


# -- the school ---------------------------------------------------------------------------------
class Directives(Screen):
    """What the office has sent to this school."""

    page_title = gettext_lazy("Directives of the education office")
    header_icon = "mail"
    template_name = "syndication/directives.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(directives.received(), PER_PAGE).get_page(self.request.GET.get("p"))
        keys = [receipt.directive_id for receipt in page]
        seen = {row.directive_key: row for row in SeenDirective.objects.filter(directive_key__in=keys)}
        rows = [(receipt.directive, seen.get(receipt.directive_id)) for receipt in page]
        return super().get_context_data(rows=rows, page_obj=page, **kwargs)


class DirectivePage(Screen):
    """One directive; opening it is noted for the school, confirming it too."""

    header_icon = "mail"
    template_name = "syndication/directive.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [RECEIVED]

    @cached_property
    def receipt(self) -> DirectiveReceipt:
        receipt = directives.visible_receipt(self.kwargs["key"])
        if receipt is None:
            raise Http404
        return receipt

    def get_page_title(self) -> str:
        return self.receipt.directive.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = directives.note_opened(self.receipt, self.request.user)
        return super().get_context_data(directive=self.receipt.directive, seen=seen, **kwargs)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        directives.confirm(self.receipt, request.user)
        messages.success(request, _("The education office will see that your school has received it."))
        return redirect("syndication:directives")


class DirectiveFile(DirectivePage):
    """A file of a directive, for those it was sent to."""

    http_method_names: ClassVar[list[str]] = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = self.receipt.directive.files
        number = self.kwargs["number"]
        if number >= len(files):
            raise Http404
        return _download(files[number])


def _download(file: dict[str, Any]) -> HttpResponse:
    shared = storages["shared"]
    if not shared.exists(file["stored"]):
        raise Http404
    response = FileResponse(shared.open(file["stored"]), as_attachment=True, filename=file["name"])
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]


# -- the office ----------------------------------------------------------------------------------
class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """At most five files of the kinds that may be published."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(one, initial) for one in (data or [])]
        if len(files) > MAX_FILES:
            raise ValidationError(_("At most %(count)s files.") % {"count": MAX_FILES})
        if sum(file.size for file in files) > MAX_BYTES:
            raise ValidationError(_("Together the files may have at most 20 MB."))
        for file in files:
            if file.name.rpartition(".")[2].lower() not in settings.WAGTAILDOCS_EXTENSIONS:
                raise ValidationError(_("“%(name)s” is of a kind that cannot be sent.") % {"name": file.name})
        return files


class DirectiveForm(ReceiversForm):
    """A new directive: what is asked, of whom, until when."""

    attachments = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("At most 5 files, together 20 MB: PDF, Word, Excel, PowerPoint, text, ZIP."),
    )

    field_order = (
        "title",
        "text",
        "attachments",
        "deadline",
        "needs_confirmation",
        "everybody",
        "kinds",
        "wards",
        "schools",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = forms.fields_for_model(
            SentDirective,
            fields=["title", "text", "deadline", "needs_confirmation"],
            widgets={"deadline": AdminDateInput, "text": forms.Textarea(attrs={"rows": 8})},
        )
        self.fields = {**own, **self.fields}  # type: ignore[assignment]
        self.order_fields(self.field_order)

    def directive(self) -> SentDirective:
        """The directive, not saved yet."""
        names = ("title", "text", "deadline", "needs_confirmation")
        return SentDirective(**{name: self.cleaned_data[name] for name in names})


class SendDirective(Screen):
    """Writes and sends a directive."""

    permission = MAY_SEND
    page_title = gettext_lazy("Send a directive")
    header_icon = "mail"
    template_name = "syndication/send_directive.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [SENT]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", DirectiveForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DirectiveForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        sent = directives.send(form.directive(), form.receivers(), form.cleaned_data["attachments"], request.user)
        count = len(sent.receivers)
        messages.success(request, _("The directive is on its way to %(count)s schools.") % {"count": count})
        return redirect("syndication:sent_directive", sent.pk)


class SentDirectives(Screen):
    """All directives with the numbers of schools that opened and confirmed: two queries."""

    permission = MAY_SEND
    page_title = gettext_lazy("Directives sent")
    header_icon = "mail"
    template_name = "syndication/sent_directives.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(SentDirective.objects.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        counts = {
            row["directive_id"]: row
            for row in DirectiveReceipt.objects.filter(directive_id__in=[sent.key for sent in page])
            .values("directive_id")
            .annotate(total=Count("pk"), opened=Count("opened_at"), confirmed=Count("confirmed_at"))
        }
        rows = [(sent, counts.get(sent.key)) for sent in page]
        return super().get_context_data(rows=rows, page_obj=page, **kwargs)


STATES: dict[str, tuple[Any, Callable[[DirectiveReceipt], bool]]] = {
    "chua-xem": (gettext_lazy("not opened"), lambda row: row.opened_at is None),
    "da-xem": (gettext_lazy("opened"), lambda row: row.opened_at is not None),
    "da-xac-nhan": (gettext_lazy("confirmed"), lambda row: row.confirmed_at is not None),
}


class Board(Screen):
    """Who has opened and confirmed a directive: schools × state."""

    permission = MAY_SEND
    header_icon = "mail"
    template_name = "syndication/board.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [SENT]

    @cached_property
    def sent(self) -> SentDirective:
        return get_object_or_404(SentDirective.objects.prefetch_related("files"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.sent.title

    @cached_property
    def every(self) -> list[DirectiveReceipt]:
        """All schools, asked once: what is counted and what is listed are of one moment."""
        return list(directives.receipts_of(self.sent).order_by("school__name", "pk"))

    def rows(self) -> list[DirectiveReceipt]:
        """The schools that the filters leave."""
        asked = self.request.GET
        state, kind, ward = (asked.get(name, "") for name in ("trang-thai", "loai", "phuong"))
        return [
            row
            for row in self.every
            if (state not in STATES or STATES[state][1](row))
            and (kind not in KINDS or row.school.kind == kind)
            and (not ward or row.school.ward == ward)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            sent=self.sent,
            counts={
                "total": len(self.every),
                "opened": sum(row.opened_at is not None for row in self.every),
                "confirmed": sum(row.confirmed_at is not None for row in self.every),
            },
            may_remind=directives.missing(self.sent).exists(),
            page_obj=Paginator(self.rows(), PER_PAGE).get_page(self.request.GET.get("p")),
            states=[(value, label) for value, (label, _wanted) in STATES.items()],
            kinds=KINDS.items(),
            wards=sorted({row.school.ward for row in self.every if row.school.ward}),
            asked=self.request.GET,
            state=self.request.GET.get("trang-thai", ""),
            query=query.urlencode(),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "withdraw" in request.POST:
            directives.withdraw(self.sent, request.user)
            messages.success(request, _("The directive is withdrawn."))
        else:
            count = directives.remind(self.sent, request.user)
            messages.success(request, _("%(count)s schools get a reminder by e-mail.") % {"count": count})
        return redirect("syndication:sent_directive", pk)


class BoardExport(Board):
    """The board as an Excel file."""

    http_method_names: ClassVar[list[str]] = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return export.board(self.sent, self.rows())


class SentFileDownload(Board):
    """A file of a directive, for the office."""

    http_method_names: ClassVar[list[str]] = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = list(self.sent.files.values("name", "stored"))
        if self.kwargs["number"] >= len(files):
            raise Http404
        return _download(files[self.kwargs["number"]])
