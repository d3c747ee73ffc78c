"""What stands in a page: words, links, and what people who cannot see or use a mouse need."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import html

from cms.core.folding import fold

ENOUGH_WORDS = 40  # characters: an address line has more, a heading alone does not
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PLAIN_NAME = re.compile(r"[\w.-]+")
BLANK = re.compile(r"\s+")


def words(element: html.HtmlElement | None) -> str:
    """Return the text of an element in one line."""
    return "" if element is None else BLANK.sub(" ", " ".join(element.itertext())).strip()


def first(document: html.HtmlElement, path: str) -> html.HtmlElement | None:
    """Return the first element of an XPath, or None."""
    found = document.xpath(path)
    return found[0] if found else None


def main(document: html.HtmlElement) -> html.HtmlElement | None:
    """Return what is the page's own."""
    return first(document, "//main")


def has_class(name: str) -> str:
    """Return the XPath condition for a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def is_empty(document: html.HtmlElement) -> bool:
    """Tell whether a page has nothing of its own: it says so itself, or little but its title is left."""
    own = main(document)
    if own is None or own.xpath(f".//*[{has_class('empty')}]"):
        return True
    frame = " ".join(words(part) for part in own.xpath(f".//*[{has_class('page-head')}] | .//nav | .//form"))
    # A list of pages below is content only where something stands in it.
    return len(words(own)) - len(frame) < ENOUGH_WORDS


def links(element: html.HtmlElement | None) -> list[str]:
    """Return where the links of an element lead, in their order."""
    return [] if element is None else [link for link in element.xpath(".//a/@href") if link]


def link_texts(element: html.HtmlElement) -> dict[str, str]:
    """Return the folded words of each link by where it leads."""
    return {link.get("href"): fold(words(link)) for link in element.xpath(".//a[@href]")}


def outward(element: html.HtmlElement | None, own_host: str) -> list[str]:
    """Return the links that lead to another host."""
    found = []
    for link in links(element):
        address = urlsplit(link)
        if address.scheme in ("http", "https") and address.hostname != own_host:
            found.append(link)
    return found


def barriers(document: html.HtmlElement) -> Iterator[str]:
    """Yield what of TT 32/2017 Điều 18 is broken, by a short name."""
    if document.xpath("//marquee | //blink"):
        yield "moving"
    if document.xpath("//img[not(@alt)]"):
        yield "alt"
    if any(_has_no_name(link) for link in document.xpath("//a[@href]")):
        yield "link"
    if _jumps([element.tag for element in document.iter(*HEADINGS)]):
        yield "headings"
    for table in document.xpath("//table"):
        if first(table, "./caption") is None or not words(first(table, "./caption")):
            yield "caption"
        if not table.xpath(".//th") or table.xpath(".//th[not(@scope)]"):
            yield "scope"


def _has_no_name(link: html.HtmlElement) -> bool:
    named = link.get("aria-label") or link.get("aria-labelledby") or link.get("title")
    pictured = link.xpath(".//img[normalize-space(@alt)] | .//*[local-name()='svg']/*[local-name()='title']")
    return not (words(link) or named or pictured)


def _jumps(tags: list[str]) -> bool:
    """One h1 exactly, and no level left out on the way down."""
    levels = [int(tag[1]) for tag in tags]
    steps = pairwise(levels)
    return levels.count(1) != 1 or any(below > above + 1 for above, below in steps)


def fields(form: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the fields of a form that a person fills in."""
    hidden = ("hidden", "submit", "button", "image", "reset")
    found = form.xpath(".//input | .//select | .//textarea")
    return [field for field in found if field.get("type") not in hidden and not _is_trap(field)]


def _is_trap(field: html.HtmlElement) -> bool:
    """Kept from people, left for machines that fill in everything."""
    return field.get("tabindex") == "-1" or any(part.get("hidden") is not None for part in field.iterancestors())


def described_by(form: html.HtmlElement, field: html.HtmlElement) -> str:
    """Return the words that a field names as its description."""
    names = (field.get("aria-describedby") or "").split()
    return " ".join(words(first(form, f"//*[@id='{name}']")) for name in names if PLAIN_NAME.fullmatch(name))
