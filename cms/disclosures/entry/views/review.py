"""The approver reads a form as the public will, with what changes marked, and publishes it or sends it back."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms.disclosures import presenting, privacy, services, suppression
from cms.disclosures.calculation import small_figures
from cms.disclosures.entry.comparing import changes
from cms.disclosures.entry.views.base import OneForm
from cms.disclosures.entry.views.entering import based_on
from cms.disclosures.models.disclosure import Status
from cms.disclosures.sheet import SMALL, parts_for

LONGEST_REASON = 300


class Review(OneForm, TemplateView):
    """What will be public."""

    template_name = "disclosures/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.disclosure
        newest = row.versions.select_related("published_by").first()
        if newest:
            newest.disclosure = row
        differs = changes(newest.sheet, row.sheet, self.levels) if newest else []
        changed = {(one.row, one.column) for one in differs}
        found = self.problems_of(row.draft)
        leaks = suppression.derivable(row.form, row.draft, parts_for(row.form, self.levels))
        return super().get_context_data(  # type: ignore[no-any-return]
            disclosure=row,
            form=row.form,
            parts=[_Marked(shown, changed, leaks) for shown in presenting.show(row.sheet, self.levels)],
            changes=differs,
            newest=newest,
            problems=found,
            findings=privacy.findings(row.sheet),
            small=len(small_figures(row.form, row.draft)),
            small_limit=SMALL,
            leaks=len(leaks),
            is_waiting=row.status == Status.WAITING,
            may_publish=self.may("publish"),
            sent=self._sent(newest.hides_small if newest else True),
            **kwargs,
        )

    def _sent(self, hides_small: bool) -> dict[str, Any]:
        """What was typed before an error, else what there is."""
        sent = self.request.POST
        return {
            "reason": sent.get("ly-do", self.disclosure.reason),
            "why": sent.get("ly-do-du-lieu", ""),
            "back": sent.get("vi-sao", ""),
            "hides_small": sent["so-nho"] == "an" if "so-nho" in sent else hides_small,
        }


class _Marked:
    """A part as the public will see it; each cell with its column, whether it reads differently from now, and how a
    figure that is to be hidden can be worked out."""

    def __init__(
        self, shown: presenting.Shown, changed: set[tuple[str, str]], leaks: dict[tuple[str, str], str]
    ) -> None:
        self.shown = shown
        self.rows = [
            (
                line,
                [
                    (column, cell, (line.code, column.code) in changed, leaks.get((line.code, column.code), ""))
                    for column, cell in zip(shown.part.columns, line.cells, strict=True)
                ],
            )
            for line in shown.lines
        ]


class Decision(Review):
    """Something that the approver decides: with an error the page comes back with all that was typed."""

    permission_required: ClassVar[str | None] = "publish"
    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self.decide(request)
        except (services.DisclosureError, ValidationError) as reason:
            words = reason.messages[0] if isinstance(reason, ValidationError) else str(reason)
            messages.error(request, words)
            return self.render_to_response(self.get_context_data())
        return redirect(f"{reverse('disclosures:index')}?nam={self.disclosure.set.year}")

    def decide(self, request: HttpRequest) -> None:
        """Do it, or raise DisclosureError or ValidationError."""
        raise NotImplementedError


class Publish(Decision):
    """Makes the draft public as a new version."""

    def decide(self, request: HttpRequest) -> None:
        opened = based_on(request.POST.get("based_on"))
        if opened is None:
            raise ValidationError(_("Please read the form before you publish it."))
        version = services.publish(
            self.disclosure,
            request.user,
            request.tenant,  # type: ignore[attr-defined]
            reason=request.POST.get("ly-do", "").strip()[:LONGEST_REASON],
            based_on=opened,
            hide_small=request.POST.get("so-nho") == "an",
            personal_data_reason=request.POST.get("ly-do-du-lieu", ""),
        )
        words = _("“%(form)s” is public, version %(number)s.")
        messages.success(request, words % {"form": self.disclosure.form.short, "number": version.number})


class SendBack(Decision):
    """Asks for something to be mended first."""

    def decide(self, request: HttpRequest) -> None:
        because = request.POST.get("vi-sao", "").strip()
        if not because:
            raise ValidationError(_("Please say what has to be mended."))
        services.send_back(self.disclosure, request.user, because)
        messages.success(request, _("“%(form)s” was sent back.") % {"form": self.disclosure.form.short})
