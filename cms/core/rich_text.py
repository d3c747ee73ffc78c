"""Text as it comes out of Word, Google Docs or Zalo, made into text as this site keeps it.

The editor already leaves fonts and colours behind; this is the net under it, on the server: only
the marks that a paragraph may have, no empty paragraphs, one form of Unicode, and lines that
begin with a dash or a bullet become a real list where that is beyond doubt.
"""

import re
from typing import Any

import nh3

from cms.core.unicode import composed

TAGS = {"p", "br", "b", "i", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "h4"}
ATTRIBUTES = {
    "a": {"href", "linktype", "id"},
    # Wagtail's comments hold on to it.
    **{tag: {"data-block-key"} for tag in ("p", "li", "h2", "h3", "h4")},
}
SCHEMES = {"http", "https", "mailto", "tel"}
REMOVED_WHOLE = {"script", "style", "title", "xml", "head"}

INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
# A space that does not break stands between digits on purpose; elsewhere Word has put it there.
STRAY_SPACE = re.compile("(?<![0-9])(?:\u00a0|&nbsp;)+|(?:\u00a0|&nbsp;)+(?![0-9])")
PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
EMPTY = re.compile(r"<(p|b|i|strong|em|li|h2|h3|h4)(?: [^>]*)?>(?:\s|<br>)*</\1>")
BULLET = re.compile(r"^\s*((?:<(?:b|i|strong|em)>)?)\s*([•·▪●◦‣⁃]|[-–+*](?=\s|\S))\s*")
SURE_BULLETS = "•·▪●◦‣⁃"


def tidy(html: str) -> str:
    """Return the words and their marks, and nothing else of what was pasted."""
    text = STRAY_SPACE.sub(" ", INVISIBLE.sub("", composed(html)))
    text = nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=REMOVED_WHOLE - TAGS,
        link_rel=None,
    )
    return _listed(_without_empty(text)).replace("<br>", "<br/>")


def _without_empty(text: str) -> str:
    while (shorter := EMPTY.sub("", text)) != text:
        text = shorter
    return text


def _listed(text: str) -> str:
    """Turn runs of paragraphs and lines that begin with a bullet into lists."""
    out: list[str] = []
    run: list[tuple[str, str]] = []
    position = 0
    for found in PARAGRAPH.finditer(text):
        between = text[position : found.start()]
        if between.strip():
            out += [*_closed(run), between]
            run = []
        for whole, line in _lines(found):
            if BULLET.match(line):
                run.append((whole, line))
            else:
                out += [*_closed(run), whole]
                run = []
        position = found.end()
    return "".join([*out, *_closed(run), text[position:]])


def _lines(found: re.Match[str]) -> list[tuple[str, str]]:
    """Return a paragraph's lines, each as a paragraph and bare; whole unless some begin with a bullet."""
    whole, inner = found.group(0), found.group(1)
    lines = [line.strip() for line in inner.split("<br>")]
    bullets = [line for line in lines if BULLET.match(line)]
    # A mark that reaches over the end of a line would be torn.
    if len(bullets) < 2 or any(
        nh3.clean(line, tags=TAGS, link_rel=None, attributes=ATTRIBUTES) != line for line in lines
    ):
        return [(whole, inner)]
    if not _is_list(bullets):
        return [(whole, inner)]
    return [(f"<p>{line}</p>", line) for line in lines if line]


def _closed(run: list[tuple[str, str]]) -> list[str]:
    """Return the list, or the paragraphs as they were when it is none."""
    if len(run) < 2 or not _is_list([line for _whole, line in run]):
        return [whole for whole, _line in run]
    items = "".join(f"<li>{BULLET.sub(lambda m: m.group(1), line, count=1).strip()}</li>" for _whole, line in run)
    return [f"<ul>{items}</ul>"]


def _is_list(lines: list[str]) -> bool:
    """Tell whether lines with bullets are a list: what people say to one another has dashes too."""
    marks = {_mark(line) for line in lines}
    if marks <= set(SURE_BULLETS):
        return True
    words = [re.sub(r"<[^>]+>", "", line).rstrip() for line in lines]
    is_speech = any(text.endswith(("?", "!", "…", "...")) or "“" in text or '"' in text for text in words)
    # "-5 °C" is a figure, "- 5 quyển vở" an item.
    has_figures = any(re.match(r"^\s*[-–+*]\d", text) for text in words)
    return len(marks) == 1 and not is_speech and not has_figures


def _mark(line: str) -> Any:
    found = BULLET.match(line)
    return found.group(2) if found else ""
