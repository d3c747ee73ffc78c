"""Online services and their forms, as far as a site has them (TT 32/2017).

Until an app offers services, what belongs to their inside has no check: the requirement waits in
the data (`awaits`) and counts as missing.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import html

from cms.compliance.checks.common import (
    has_content,
    missing,
    not_applicable,
    open_page,
    passed,
    path_of,
    public_pages,
    section,
    section_url,
)
from cms.compliance.site import markup
from cms.compliance.site.visitor import Answer, follow, visit
from cms.core.folding import fold
from cms.core.models import BasePage
from cms.core.requirements import Finding, checks
from tenants.models import School

ROOT = "/thu-tuc/"
# Where forms for visitors are, on a site that has them.
PLACES = ("/lien-he/", "/gop-y/", "/hoi-dap/", "/thu-tuc/")
MOST_FORMS = 8


def services() -> list[BasePage]:
    """Return the pages of services that have content."""
    root = section(ROOT)
    return [page for page in public_pages().child_of(root) if has_content(page)] if root else []


@checks("svc-3-clicks")
def three_clicks(school: School) -> Finding:
    """From home to the list, from there to each service."""
    found = services()
    if not found:
        return missing(_("No service is published yet."), section_url(ROOT))
    if ROOT not in markup.links(visit("/").document):
        return missing(_("The home page does not lead to the services."), section_url(ROOT))
    listed = set(markup.links(visit(ROOT).document))
    for page in found:
        if path_of(page) not in listed:
            return missing(_("“%(title)s” is more than three clicks away.") % {"title": page.title}, section_url(ROOT))
    return passed()


@checks("svc-feedback-mail")
def feedback_mail(school: School) -> Finding:
    """Each page of a service names an address for feedback."""
    root = section(ROOT)
    if root is None:
        return missing(_("There is no section with services."), section_url(ROOT))
    for page in [root, *services()]:
        if not any(link.startswith("mailto:") for link in markup.links(open_page(page).document)):
            return missing(
                _("“%(title)s” names no e-mail address.") % {"title": page.title}, section_url(path_of(page))
            )
    return passed()


@checks("svc-field-help")
def field_help(school: School) -> Finding:
    """Each field of a form for visitors has a label and a line of help."""
    found = list(forms())
    if not found:
        return missing(_("The site has no online form yet."))
    for answer, form in found:
        for field in markup.fields(form):
            if field.get("type") not in {"checkbox", "radio"} and not markup.described_by(form, field):
                name = field.get("name") or field.get("id") or "?"
                return missing(
                    _("A field of the form at %(path)s has no help: %(name)s.") % {"path": answer.path, "name": name}
                )
    return passed()


@checks("svc-filesize")
def file_size(school: School) -> Finding:
    """Each field for a file says how large it may be and which kinds are taken."""
    files = [(a, form, f) for a, form in forms() for f in markup.fields(form) if f.get("type") == "file"]
    if not files:
        return not_applicable(_("No form of the site asks for a file."))
    for answer, form, field in files:
        words = fold(markup.described_by(form, field))
        if "mb" not in words or not any(kind in words for kind in ("pdf", "jpg", "png", "docx")):
            return missing(_("A field for files at %(path)s does not say size and kinds.") % {"path": answer.path})
    return passed()


def forms() -> Iterator[tuple[Answer, html.HtmlElement]]:
    """Yield the forms for visitors: on the usual places, and one link further below the same place."""
    seen: set[str] = set()
    for place in PLACES:
        answer = follow(place)
        inner = [link for link in markup.links(markup.main(answer.document)) if link.startswith(place)]
        for path in [place, *inner][:MOST_FORMS]:
            if path in seen or "#" in path:
                continue
            seen.add(path)
            page = follow(path)
            own = markup.main(page.document)
            for form in [] if own is None or not page.ok else own.xpath(".//form[@method='post' or @method='POST']"):
                if form.get("action") != "/danh-gia/" and markup.fields(form):
                    yield page, form
