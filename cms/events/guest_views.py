"""The guests of an online meeting, in the admin."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from cms.events import services
from cms.events.models import EventGuest, EventPage


class GuestsForm(forms.Form):
    """Names, one a line, each with an e-mail address if there is one."""

    guests = forms.CharField(
        label=gettext_lazy("Invite"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One guest a line: name, then a comma and the e-mail address. With an address the link is mailed; "
            "without one, copy it from the list. At most 500 at a time."
        ),
    )

    def clean_guests(self) -> list[services.NewGuest]:
        return services.read_guests(self.cleaned_data["guests"])


def get_visible_event(request: HttpRequest, page_id: int) -> EventPage:
    """Return an event this person may change; any other is 404."""
    event: EventPage = get_object_or_404(EventPage, pk=page_id)
    if not event.permissions_for_user(request.user).can_edit():
        raise Http404
    return event


def guests(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who is invited, and a form to invite more."""
    event = get_visible_event(request, page_id)
    form = GuestsForm(request.POST or None)
    if request.method == "POST":
        if not event.meeting_url:
            form.add_error(None, ValidationError(_("Enter the link of the online meeting first, and publish it.")))
        elif form.is_valid():
            new = services.invite_guests(event, form.cleaned_data["guests"], request.user)
            text = ngettext("%(count)s guest invited.", "%(count)s guests invited.", len(new)) % {"count": len(new)}
            messages.success(request, text)
            return redirect("events_guests", event.pk)
    return render(request, "events/guests.html", _context(request, event, form))


@require_POST
def withdraw(request: HttpRequest, page_id: int, guest_id: int) -> HttpResponse:
    """Take an invitation back."""
    event = get_visible_event(request, page_id)
    guest = get_object_or_404(EventGuest, pk=guest_id, event=event, revoked_at=None)
    services.withdraw_guest(guest, request.user)
    messages.success(request, _("The link of this guest no longer works."))
    return redirect("events_guests", event.pk)


def _context(request: HttpRequest, event: EventPage, form: GuestsForm) -> dict[str, Any]:
    root = request.tenant.root_url  # type: ignore[attr-defined]
    rows = event.guests.filter(revoked_at=None).exclude(name="").select_related("event")
    return {
        "event": event,
        "form": form,
        "rows": [(guest, services.guest_link(guest, root)) for guest in rows],
        "header_icon": "group",
        "page_title": _("Guests"),
        "page_subtitle": event.title,
    }
