"""Does the site publish its documents as Circular 37/2020 asks?"""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.requirements import Finding, State, checks
from cms.documents.models import DocumentIndexPage, DocumentKind, OfficialDocumentPage
from tenants.models import School


@checks("cat-school-legal")
def school_documents(school: School) -> Finding:
    """Each document has number, issuing body, day, abstract and a file that is there (Điều 9)."""
    return Finding(State.NOT_APPLICABLE) if school.is_portal else _documents(Q())


@checks("cat-office-legal")
def office_documents(school: School) -> Finding:
    """The same with the kind of document; the day it holds from is the day of issue unless said (Điều 8)."""
    return _documents(Q(kind=None)) if school.is_portal else Finding(State.NOT_APPLICABLE)


@checks("gov-regulation")
def site_regulation(school: School) -> Finding:
    """The regulation on running the site is among the documents (Điều 11)."""
    found = _published().filter(kind__slug=DocumentKind.SITE_REGULATION)
    if any(_has_files(page) for page in found.prefetch_related("files__attachment")):
        return Finding(State.PASSED)
    message = _("Publish the regulation on managing the site with its file, under the kind of document of that name.")
    return Finding(State.MISSING, message, _list_url())


def _published() -> Any:
    """Documents that everybody may see, below a list that everybody may see."""
    index = DocumentIndexPage.objects.live().public().first()
    pages = OfficialDocumentPage.objects.live().public()
    return pages.child_of(index) if index else pages.none()


def _documents(also_incomplete: Q) -> Finding:
    pages = list(_published().prefetch_related("files__attachment"))
    if not pages:
        return Finding(State.MISSING, _("No official document has been published yet."), _list_url())
    wanting = Q(number="") | Q(issuing_body="") | Q(date=None) | Q(title="") | also_incomplete
    incomplete = set(_published().filter(wanting).values_list("pk", flat=True))
    incomplete |= {page.pk for page in pages if not _has_files(page)}
    if incomplete:
        message = ngettext(
            "%(count)d document lacks its number, issuing body, day, kind or file.",
            "%(count)d documents lack their number, issuing body, day, kind or file.",
            len(incomplete),
        ) % {"count": len(incomplete)}
        return Finding(State.MISSING, message, reverse("wagtailadmin_pages:edit", args=[min(incomplete)]))
    return Finding(State.PASSED)


def _has_files(page: OfficialDocumentPage) -> bool:
    """Tell whether it has files, all of them really there."""
    stored = [file.attachment.file for file in page.files.all()]
    return bool(stored) and all(file.storage.exists(file.name) for file in stored)


def _list_url() -> str:
    return reverse("official_documents:index")
