"""Remarks on how a page reads, from its texts."""

from collections.abc import Iterator, Sequence

from cms.core.models import BasePage
from cms.core.publication import Remark, Severity
from cms.editing.checks import prose
from cms.editing.own_links import broken_own_links
from cms.editing.passages import Passage
from cms.editing.words import MESSAGES

STOPS = frozenset({"empty", "heading", "link_empty", "link_broken"})
SAYS_NOTHING = frozenset(
    {"ảnh", "hình", "hình ảnh", "ảnh minh họa", "hình minh họa", "image", "photo", "picture", "img"}
)
FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic")


def readability(page: BasePage, found: Sequence[Passage]) -> Iterator[Remark]:
    """Yield what should (or has to) be mended in the texts of a page."""
    broken = broken_own_links(page, [p.words for p in found if p.words])
    headings = [passage for passage in found if passage.level]
    skipped = prose.heading_problem([passage.level for passage in headings])
    if skipped is not None:
        yield _remark("heading", headings[skipped], headings[skipped].text)
    for passage in found:
        for code, excerpt in _problems(passage):
            yield _remark(code, passage, excerpt)
        for link in passage.words.links if passage.words else []:
            if id(link) in broken:
                yield _remark("link_broken", passage, link.text[:60])


def _problems(passage: Passage) -> Iterator[tuple[str, str]]:
    if passage.words is not None:
        yield from prose.prose(passage.words)
    elif passage.is_description:
        words = passage.text.strip().lower().rstrip(".")
        if words in SAYS_NOTHING or passage.text.lower().endswith(FILE_ENDINGS):
            yield "description", passage.text[:60]
    else:
        for run in prose.capitals(passage.text):
            yield "capitals", run[:60]


def _remark(code: str, passage: Passage, excerpt: str) -> Remark:
    severity = Severity.ERROR if code in STOPS else Severity.NOTE
    return Remark(severity, code, str(MESSAGES[code]), passage.place, passage.anchor, excerpt)
