"""Words, links and lines of a rich text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_NEW_LINE = frozenset({"p", "br", "li", "div", "tr", "h2", "h3", "h4", "ul", "ol", "table", "blockquote"})
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Link:
    """A link with its words; `attrs` as stored (`linktype`, `id`, `href`)."""

    attrs: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Words:
    """What a reader sees of a rich text: lines, paragraphs, links."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = Words()
        self.parts: list[str] = []
        self.paragraph: list[str] | None = None
        self.link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEW_LINE:
            self.add("\n")
        elif tag in _CELLS:
            self.add(" | ")
        if tag == "p":
            self.paragraph = []
        if tag == "a":
            self.link = Link({name: value or "" for name, value in attrs})
            self.words.links.append(self.link)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self.paragraph is not None:
            self.words.paragraphs.append("".join(self.paragraph).strip("\n"))
            self.paragraph = None
        if tag == "a":
            self.link = None

    def handle_data(self, data: str) -> None:
        self.add(data)
        if self.link is not None:
            self.link.text += data

    def add(self, text: str) -> None:
        self.parts.append(text)
        if self.paragraph is not None:
            self.paragraph.append(text)


def read(html: str) -> Words:
    """Return the words of a rich text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.words.text = "".join(reader.parts).strip("\n")
    return reader.words
