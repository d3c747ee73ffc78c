"""Is a text easy to read for everybody? Each check returns codes; words for people are in `messages`."""

import re
from collections.abc import Iterator, Sequence

from cms.editing.checks.html import Words

VAGUE = frozenset(
    {
        "tại đây", "ở đây", "đây", "xem tại đây", "xem thêm", "xem", "chi tiết", "xem chi tiết", "link", "đường link",
        "click", "click vào đây", "nhấn vào đây", "bấm vào đây", "nhấp vào đây", "tải về", "tải về tại đây", "here",
    }
)  # fmt: skip
# Written in capitals by everybody.
_CODES = (
    "THCS THPT TH MN MG UBND HĐND HDND GDĐT GD ĐT GDTX BGD BGDĐT SGD SGDĐT PGD PGDĐT TP HCM TPHCM TNTP TNCS BHYT BHXH"
    " BHTN CNTT ATGT PCCC CBGV CBQL GV HS PHHS NXB VN VNPT QĐ CV TB KH NĐ TT CT BC TTR NQ CĐ ĐH STEM STEAM PDF GDPT"
    " CMHS GVCN GDCD NGLL HĐTN TDTT CLB ATTP BGH TPT II III IV VI VII VIII IX XI XII"
)
CODES = frozenset(_CODES.split())
_WORD = re.compile(r"[^\W\d_]+")
_FAKE_ITEM = re.compile(r"^\s*[-–—+•*·]\s*\S")
_LAYOUT = re.compile(r"\t|[ \u00a0]{3,}|\S[ \u00a0]{2}\S.*\S[ \u00a0]{2}\S.*\S[ \u00a0]{2}\S")
_BARE = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
LONG_PARAGRAPH = 1000


def capitals(text: str) -> Iterator[str]:
    """Yield runs of words in capitals; short codes do not count (UBND, THCS)."""
    run: list[str] = []
    for word in [*_WORD.findall(text), ""]:
        if word and word.isupper() and (len(word) > 1 or run):
            run.append(word)
            continue
        shouted = [part for part in run if part not in CODES]
        if len(shouted) >= 3 or (len(shouted) == 2 and sum(map(len, shouted)) >= 8):
            yield " ".join(run)
        run = []


def fake_lists(text: str) -> int:
    """Return how many lines begin with a dash or a plus, if that is a list drawn by hand."""
    count = sum(bool(_FAKE_ITEM.match(line)) for line in text.split("\n"))
    return count if count > 1 else 0


def drawn_with_spaces(text: str) -> bool:
    """Tell whether spaces or tabs stand for columns or indents."""
    return any(_LAYOUT.search(line.strip("\n")) for line in text.split("\n"))


def link_problem(text: str) -> str:
    """Return what is wrong with a link's words: empty, bare, vague or ""."""
    words = " ".join(text.split()).strip(" .…>»:,").lower()
    if not words:
        return "link_empty"
    if _BARE.match(words):
        return "link_bare"
    return "link_vague" if words in VAGUE else ""


def heading_problem(levels: Sequence[int]) -> int | None:
    """Return the place of the first heading that skips a level below the title (level 1), or None."""
    before = 1
    for place, level in enumerate(levels):
        if level > before + 1:
            return place
        before = level
    return None


def prose(words: Words) -> Iterator[tuple[str, str]]:
    """Yield (code, excerpt) of what could read better in a rich text."""
    if not words.text.strip():
        yield "empty", ""
        return
    for run in capitals(words.text):
        yield "capitals", run[:60]
    if fake_lists(words.text):
        yield "fake_list", ""
    if drawn_with_spaces(words.text):
        yield "spaces", ""
    for paragraph in words.paragraphs:
        if len(paragraph) > LONG_PARAGRAPH:
            yield "long_paragraph", paragraph[:40] + "…"
    if any(not paragraph.strip() for paragraph in words.paragraphs[:-1]):
        yield "empty_line", ""
    for link in words.links:
        if problem := link_problem(link.text):
            yield problem, link.text[:60]
