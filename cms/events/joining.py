"""Who may see the way into an online meeting."""

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from cms.events.models import EventGuest, EventPage


def get_visible_guest(event: EventPage, token: str) -> EventGuest | None:
    """Return the guest of this event whose address it is, unless the invitation was withdrawn."""
    guest = EventGuest.objects.filter(event_id=event.pk, token=token, revoked_at=None).exclude(name="").first()
    return guest if guest and constant_time_compare(guest.token, token) else None


def is_staff(request: HttpRequest) -> bool:
    """Tell whether somebody with an account of this site asks."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine reads it, and no other site hears its address."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
