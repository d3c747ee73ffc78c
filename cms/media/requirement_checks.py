"""What the law wants of files to download."""

from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.models import BasePage
from cms.core.requirements import Finding, State, checks
from cms.media.models import Attachment
from tenants.models import School

# TT 39/2017/TT-BTTTT, list of standards for documents, tables, pictures, sound and moving pictures.
OPEN_FORMATS = frozenset(
    {
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "odt",
        "ods",
        "odp",
        "csv",
        "txt",
        "rtf",
        "xml",
        "json",
        "zip",
        "mp4",
        "webm",
        "vtt",
    }
)
NAMED = 3


@checks("std-39-2017")
def open_formats(school: School) -> Finding:
    """TT 37/2020 Điều 3.1.a, 12: pages are HTML 5 by their templates; what is offered to download is open."""
    if not BasePage.objects.live().filter(depth=2).exists():
        return Finding(State.MISSING, _("The site has no published page yet."), reverse("wagtailadmin_explore_root"))
    names = Attachment.objects.order_by("pk").values_list("pk", "file", "title")
    closed = [
        (pk, title) for pk, name, title in names if PurePosixPath(name).suffix.lower().lstrip(".") not in OPEN_FORMATS
    ]
    if not closed:
        return Finding(State.PASSED)
    titles = ", ".join(title for _pk, title in closed[:NAMED])
    message = _("Files in a closed format, such as .doc or .rar; offer them as PDF or .docx: %(titles)s")
    return Finding(State.MISSING, message % {"titles": titles}, reverse("wagtaildocs:edit", args=[closed[0][0]]))
