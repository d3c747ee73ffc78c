"""Does the site ask for opinions as Circular 37/2020 (Điều 8, 9) says?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.consultations.models import ConsultationIndexPage, ConsultationPage
from cms.core.requirements import Finding, State, checks
from tenants.models import School


@checks("cat-school-consult")
def school_consultations(school: School) -> Finding:
    """The section exists, and each consultation has content, address, e-mail and a deadline that makes sense."""
    return Finding(State.NOT_APPLICABLE) if school.is_portal else _consultations()


@checks("cat-office-consult")
def office_consultations(school: School) -> Finding:
    """The same for the office (NĐ 43/2011 Điều 10.1.i); approved comments are always shown."""
    return _consultations() if school.is_portal else Finding(State.NOT_APPLICABLE)


def _consultations() -> Finding:
    index = ConsultationIndexPage.objects.live().public().first()
    if index is None:
        return Finding(
            State.MISSING, _("The section for consultations is not published."), reverse("wagtailadmin_explore_root")
        )
    pages = list(ConsultationPage.objects.child_of(index).live())
    incomplete = [page for page in pages if not _is_complete(page)]
    if incomplete:
        message = ngettext(
            "%(count)d consultation lacks content, address, e-mail or a deadline.",
            "%(count)d consultations lack content, address, e-mail or a deadline.",
            len(incomplete),
        ) % {"count": len(incomplete)}
        return Finding(State.MISSING, message, reverse("wagtailadmin_pages:edit", args=[incomplete[0].pk]))
    return Finding(State.PASSED)


def _is_complete(page: ConsultationPage) -> bool:
    has_all = bool(page.body) and bool(page.receive_address.strip()) and bool(page.receive_email)
    return has_all and page.date is not None and page.deadline is not None and page.deadline >= page.date
