"""Functions that every page or the whole site offers."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import gettext as _
from lxml import etree, html

from cms.compliance.checks.common import (
    current,
    edit_url,
    missing,
    newest_article,
    open_page,
    passed,
    path_of,
    public_pages,
    section,
    section_url,
    unknown,
)
from cms.compliance.site import markup
from cms.compliance.site.visitor import Answer, follow, visit
from cms.core.folding import fold
from cms.core.models import BasePage
from cms.core.requirements import Finding, checks
from tenants.models import School

FIRST_HITS = 10
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# Never resolves anything from outside, so that a feed cannot read files.
XML = etree.XMLParser(resolve_entities=False, no_network=True)
SAMPLE = 4


@checks("fn-search")
def search(school: School) -> Finding:
    """The newest page is found by its title, with and without accents, from a search on every page."""
    page = newest_article() or public_pages().order_by("-depth", "path").first()
    if page is None:
        return missing(_("There is no page that could be found."))
    found = [_finds(query, page) for query in (page.title, fold(page.title))]
    if not all(found):
        with_or_without = _("without accents") if found[0] else _("with accents")
        return missing(
            _("The search does not find “%(title)s” typed %(how)s.") % {"title": page.title, "how": with_or_without}
        )
    for answer in sample():
        if not answer.document.xpath("//header//form[@role='search'] | //header//*[@href='/tim-kiem/']"):
            return missing(_("%(path)s has no search at its head.") % {"path": answer.path})
    return passed()


def _finds(query: str, page: BasePage) -> bool:
    answer = visit(f"/tim-kiem/?q={quote(query)}")
    hits = [urlsplit(link).path for link in markup.links(markup.main(answer.document))]
    # Repeated by pictures and headings of one hit.
    return path_of(page) in list(dict.fromkeys(hits))[: FIRST_HITS * 2]


def sample() -> list[Answer]:
    """Return home, a section, the newest article and the contact page, as far as they exist."""
    pages = [page for page in (section("gioi-thieu"), newest_article(), section("lien-he")) if page]
    return [visit("/"), *(open_page(page) for page in pages)][:SAMPLE]


@checks("fn-print-save")
def print_and_save(school: School) -> Finding:
    """Each article has a control for printing and a style for paper."""
    page = newest_article()
    if page is None:
        words = _("There is no article yet in which a print button could be looked for: publish the first one.")
        return unknown(words, section_url("tin-tuc"))
    document = open_page(page).document
    if not document.xpath("//main//*[@data-print or contains(@class, 'print')]"):
        return missing(_("Articles have no button to print or save."))
    if not any("@media print" in stylesheet(link) for link in document.xpath("//link[@rel='stylesheet']/@href")):
        return missing(_("There is no style for paper."))
    return passed()


def stylesheet(address: str) -> str:
    name = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read().decode("utf-8", "replace")
    path = finders.find(name)
    if not path:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


@checks("fn-sitemap")
def site_map(school: School) -> Finding:
    """A tree for people, and an XML file with every public page for search engines."""
    tree = follow("/so-do/")
    if not tree.ok or not tree.document.xpath("//main//ul//ul//a | //main//ul//ol//a | //main//ol//ol//a"):
        return missing(_("There is no site map with a nested list."))
    try:
        root = etree.fromstring(visit("/sitemap.xml").content, XML)
    except etree.XMLSyntaxError:
        return missing(_("sitemap.xml is no valid XML."))
    listed = {urlsplit(text).path for text in root.xpath("//s:loc/text()", namespaces=SITEMAP)}
    absent = [page for page in public_pages().iterator() if path_of(page) not in listed and not _is_copy(page)]
    if absent and root.tag.endswith("urlset"):
        return missing(
            _("%(count)d public pages are not in sitemap.xml, for example “%(title)s”.")
            % {"count": len(absent), "title": absent[0].title}
        )
    return passed()


def _is_copy(page: BasePage) -> bool:
    """Tell whether search engines are sent to the original instead."""
    return bool(page.specific.original_url)


@checks("fn-header")
def page_head(school: School) -> Finding:
    """Full name, emblem, and the four links of TT 32/2017 Điều 16.3.a."""
    document = visit("/").document
    head = markup.first(document, "//header")
    if head is None or fold(current().name) not in fold(markup.words(head)):
        return missing(_("The head of the page does not show the full name."))
    if not head.xpath(".//img | .//*[local-name()='svg']"):
        return missing(_("The head of the page has no emblem."))
    wanted = {"/": _("Home"), "/gioi-thieu/": _("About"), "/so-do/": _("Site map")}
    if current().is_portal:
        wanted["/thu-tuc/"] = _("Online services")
    linked = {link for part in document.xpath("//header | //nav") for link in markup.links(part)}
    if absent := [title for address, title in wanted.items() if address not in linked]:
        return missing(_("Head and menus do not link to: %(names)s.") % {"names": ", ".join(absent)})
    return passed()


@checks("fn-mobile")
def mobile(school: School) -> Finding:
    """What can be seen without a browser: pages fit themselves to the screen and may be enlarged."""
    for answer in sample():
        view = markup.first(answer.document, "//meta[@name='viewport']/@content") or ""
        if "width=device-width" not in view:
            return missing(_("%(path)s does not adapt to small screens.") % {"path": answer.path})
        if "user-scalable=no" in view.replace(" ", "") or "maximum-scale=1" in view.replace(" ", ""):
            return missing(_("%(path)s forbids enlarging.") % {"path": answer.path})
        if answer.document.xpath("//main//table[@width] | //main//td[@width] | //main//*[@style]"):
            return missing(_("%(path)s has parts of a fixed width.") % {"path": answer.path}, _editing(answer))
    return passed()


def _editing(answer: Answer) -> str:
    page = section(answer.path)
    return edit_url(page) if page else ""


@checks("fn-accessibility")
def accessibility(school: School) -> Finding:
    """The points of TT 32/2017 Điều 18 that stand in the page itself."""
    barrier_names = {
        "moving": _("moving or blinking text"),
        "alt": _("a picture without a description"),
        "link": _("a link without words"),
        "headings": _("headings out of order"),
        "caption": _("a table without a caption"),
        "scope": _("a table without header cells"),
    }
    for answer in [*sample(), *_pages_with_tables()]:
        if found := list(dict.fromkeys(markup.barriers(answer.document))):
            names = ", ".join(barrier_names[name] for name in found)
            return missing(
                _("%(path)s has: %(names)s.") % {"path": answer.path, "names": names},
                _editing(answer),
            )
    return passed()


def _pages_with_tables() -> list[Answer]:
    """The pages changed last: what was mended or broken lately."""
    pages = public_pages().exclude(last_published_at=None).order_by("-last_published_at", "-pk")[:SAMPLE]
    return [open_page(page) for page in pages]


@checks("fn-rss")
def feed(school: School) -> Finding:
    """`/rss/` is a feed that programs can read."""
    answer = follow("/rss/")
    if not answer.ok:
        return missing(_("There is no RSS feed."))
    try:
        root = etree.fromstring(answer.content, XML)
    except etree.XMLSyntaxError:
        return missing(_("The RSS feed is no valid XML."))
    if root.tag != "rss" or root.find("channel/title") is None:
        return missing(_("The RSS feed has no channel."))
    articles = newest_article() is not None
    if articles and not root.findall("channel/item"):
        return missing(_("The RSS feed has no items although there are articles."))
    return passed()


@checks("fn-satisfaction")
def satisfaction(school: School) -> Finding:
    """Readers can say in three levels how content they are."""
    from cms.compliance.models import RatingCount, Satisfaction

    page = newest_article() or section("gioi-thieu")
    if page is None:
        return missing(_("There is no page that could be rated."))
    form = _rating_form(open_page(page).document)
    if form is None:
        return missing(_("Pages do not ask how content readers are."))
    offered = set(form.xpath(".//button[@name='muc']/@value | .//input[@name='muc']/@value"))
    if offered != set(Satisfaction.values):
        return missing(_("The rating does not have the three levels."))
    if {field.name for field in RatingCount._meta.fields} != {"id", "path", "month", "level", "count"}:
        return missing(_("The rating keeps more than a count."))
    return passed()


def _rating_form(document: html.HtmlElement) -> html.HtmlElement | None:
    return markup.first(document, "//main//form[@action='/danh-gia/']")
