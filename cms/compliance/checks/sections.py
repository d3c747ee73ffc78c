"""Sections that the circular asks for and that no app of their own keeps yet."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from cms.compliance import calendar
from cms.compliance.checks.common import (
    current,
    edit_url,
    governance,
    has_content,
    home_page,
    missing,
    newest_article,
    not_applicable,
    open_page,
    outdated,
    passed,
    path_of,
    public_pages,
    section,
    section_url,
    settings_url,
    unknown,
)
from cms.compliance.models import Governance
from cms.compliance.probing import probed
from cms.compliance.site import markup
from cms.compliance.site.visitor import visit
from cms.core.folding import fold
from cms.core.models import BasePage
from cms.core.requirements import Finding, checks
from tenants.enums import SchoolKind
from tenants.models import School

# The seven contents of an enrolment notice, folded; each group of words stands for one of them.
NOTICE = {
    "đối tượng": ("doi tuong",),
    "chỉ tiêu": ("chi tieu",),
    "hình thức": ("hinh thuc", "phuong thuc"),
    "điều kiện": ("dieu kien",),
    "hồ sơ": ("ho so",),
    "thời gian": ("thoi gian",),
    "địa điểm": ("dia diem",),
}
# What a procedure tells (TT 37/2020 Điều 8).
PROCEDURE = {
    "trình tự": ("trinh tu", "quy trinh"),
    "thành phần hồ sơ": ("thanh phan ho so", "ho so gom"),
    "nơi tiếp nhận": ("noi tiep nhan",),
    "người xử lý": ("nguoi xu ly", "can bo xu ly", "nguoi tiep nhan"),
    "thời hạn giải quyết": ("thoi han",),
    "phí, lệ phí": ("le phi",),
}
NATIONAL_PORTAL = "dichvucong.gov.vn"
PERSONAL_NUMBER = re.compile(r"(?<!\d)0\d{11}(?!\d)")
DUBLIN_CORE = ("title", "creator", "date", "description", "publisher", "identifier")


@checks("cat-school-metadata")
def metadata(school: School) -> Finding:
    """Home, a section and the newest article say to machines what they are."""
    pages = [page for page in (section("gioi-thieu"), newest_article()) if page]
    for path in ("/", *(path_of(page) for page in pages)):
        answer = visit(path)
        if not answer.ok:
            return missing(_("%(path)s does not answer.") % {"path": path})
        if empty := _unsaid(answer.document):
            return missing(
                _("%(path)s lacks: %(names)s.") % {"path": path, "names": ", ".join(empty)},
                section_url(path) if path != "/" else edit_url(home_page()),
            )
    if not visit("/sitemap.xml").ok:
        return missing(_("There is no sitemap.xml."))
    return passed()


def _unsaid(document: object) -> list[str]:
    """Return which facts for machines a page lacks: title, description, Dublin Core or schema.org."""
    title = markup.words(markup.first(document, "//head/title"))
    description = markup.first(document, "//head/meta[@name='description']/@content")
    names = {name.lower() for name in document.xpath("//head/meta/@name")}  # type: ignore[attr-defined]
    dublin_core = all({f"dc.{part}", f"dcterms.{part}"} & names for part in DUBLIN_CORE)
    schema_org = markup.first(document, "//script[@type='application/ld+json']") is not None
    found = {
        "title": bool(title),
        "description": bool(description),
        "Dublin Core / schema.org": dublin_core or schema_org,
    }
    return [name for name, is_there in found.items() if not is_there]


@checks("cat-school-enrol-info")
def enrolment_notice(school: School) -> Finding:
    """The notice names its seven contents and is of this or the last twelve months."""
    page = section("tuyen-sinh")
    if not has_content(page) or page is None:
        return missing(_("The enrolment section is empty."), section_url("tuyen-sinh"))
    text = _text_below(page)
    if gaps := _gaps(text, NOTICE):
        return missing(
            _("The enrolment notice does not name: %(names)s.") % {"names": ", ".join(gaps)},
            section_url("tuyen-sinh"),
        )
    if PERSONAL_NUMBER.search(text):
        return missing(
            _("The enrolment section shows what looks like a personal identity number: show codes instead."),
            section_url("tuyen-sinh"),
        )
    if not any(year in text for year in (calendar.school_year(), calendar.next_school_year())):
        return outdated(
            _("The enrolment notice does not name the school year %(year)s.") % {"year": calendar.school_year()},
            section_url("tuyen-sinh"),
        )
    return passed()


def _text_below(page: BasePage) -> str:
    """Return what visitors read on a page and on those below it."""
    pages = public_pages().descendant_of(page, inclusive=True)[:10]
    return " ".join(markup.words(markup.main(open_page(one).document)) for one in pages)


def _gaps(text: str, contents: dict[str, tuple[str, ...]]) -> list[str]:
    folded = fold(text)
    return [name for name, ways in contents.items() if not any(way in folded for way in ways)]


@checks("cat-school-enrol-service")
def enrolment_service(school: School) -> Finding:
    """A form, or a link to where children are registered."""
    if school.kind == SchoolKind.CONTINUING:
        return not_applicable(_("The centre admits no pupils at the start of a level."))
    path = "thu-tuc/tuyen-sinh"
    page = section(path)
    if page is None:
        return missing(_("There is no page for registering online."), section_url(path))
    own = markup.main(open_page(page).document)
    forms = [] if own is None else own.xpath(".//form[@method='post' or @method='POST']")
    if not forms and not markup.outward(own, current().primary_host):
        return missing(
            _("The page has neither a form nor a link to the admission portal."),
            section_url(path),
        )
    return passed()


@checks("cat-office-tthc")
def administrative_procedures(school: School) -> Finding:
    """Each procedure tells its parts and leads to the national portal."""
    root = section("thu-tuc")
    procedures = list(public_pages().child_of(root)) if root else []
    if root is None or not procedures:
        return missing(_("No administrative procedure is published."), section_url("thu-tuc"))
    for page in procedures:
        own = markup.main(open_page(page).document)
        gaps = _gaps(markup.words(own), PROCEDURE)
        if not any(NATIONAL_PORTAL in link for link in markup.links(own)):
            gaps.append(NATIONAL_PORTAL)
        if gaps:
            return missing(
                _("“%(title)s” does not name: %(names)s.") % {"title": page.title, "names": ", ".join(gaps)},
                section_url(path_of(page)),
            )
    return passed()


@checks("cat-school-sms")
def school_management_system(school: School) -> Finding:
    """Optional; where an address is given, it stands on the page and answers."""
    address = governance().school_system_url
    if not address:
        return not_applicable(_("Optional, and not entered."))
    if address not in markup.links(visit("/").document):
        return missing(_("The foot of the page does not link to the system."), settings_url(Governance))
    if not settings.REQUIREMENT_NETWORK_CHECKS:
        return unknown(_("The link is shown; whether it opens was not tried, as checks over the network are off."))
    answers = probed().get("school_system")
    if answers is None:
        return unknown(_("The link is shown; whether it opens has not been tried yet."))
    return passed() if answers else outdated(_("The system's address does not answer."), settings_url(Governance))
