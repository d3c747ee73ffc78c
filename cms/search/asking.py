"""What somebody typed and chose, as a Question. Whatever is sent here is understood as well as it can be: never an
error, at most a line that says what was left out."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.search.contract import MAX_PAGE, Question, Sort

MAX_LENGTH = 200
MAX_WORDS = 12
MAX_PHRASES = 4
MAX_WITHOUT = 4
MAX_VALUE = 100
# Facets of the contract -> their parameters.
PARAMETERS = {"kind": "loai", "school": "truong", "ward": "phuong", "year": "nam", "subject": "mon", "grade": "lop"}
# On a school's own site these say nothing.
OF_THE_CITY = ("school", "ward")
NEWEST = "moi-nhat"
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_QUOTES = '"“”„«»'
_TOKEN = re.compile(
    rf"(?:(?<=\s)|(?<=^))(?P<minus>[-−])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>\S+))"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the words of its form: to show the form again and to build addresses."""

    text: str
    question: Question
    since: str = ""
    until: str = ""
    # Field -> what is wrong with it, in words.
    errors: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def has_words(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.question.words or self.question.phrases)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the words limits what is found."""
        return bool(self.question.chosen or self.question.since or self.question.until)

    @property
    def parameters(self) -> dict[str, str]:
        """What stands in the address of this question, but for the page."""
        question = self.question
        return {
            "q": self.text,
            **{PARAMETERS[facet]: value for facet, value in question.chosen.items()},
            "tu": self.since,
            "den": self.until,
            "sap-xep": NEWEST if question.sort == "newest" else "",
        }

    def query(self, **changes: Any) -> str:
        """Return the address's parameters, changed; the page begins anew unless it is named."""
        return urlencode({name: value for name, value in (self.parameters | changes).items() if value})

    def kept(self, *changed: str) -> list[tuple[str, str]]:
        """Return what a form that asks for the parameters `changed` sends along."""
        return [(name, value) for name, value in self.parameters.items() if value and name not in changed]


def asked(data: QueryDict, *, school_id: int | None = None, language: str = "vi") -> Asked:
    """Read the parameters of a search; `school_id` is the site whose own entries alone are searched."""
    typed = _plain(data.get("q", ""))
    text = typed[:MAX_LENGTH].strip()
    errors: dict[str, str] = {}
    since, until = (_day(data, name, errors) for name in ("tu", "den"))
    if since and until and since > until:
        errors["tu"] = _("The first day lies after the last one: please exchange the two.")
        since = until = None
    question = Question(
        **_words(text),
        school_id=school_id,
        chosen=_chosen(data, school_id),
        since=since,
        until=until,
        sort=_sort(data),
        page=_page(data.get("trang", "")),
        language=language,
    )
    shown = {"tu": since, "den": until}
    # A day as its field wants it; what is none as it was typed.
    days = [f"{day:%Y-%m-%d}" if day else _typed_day(data, name) for name, day in shown.items()]
    return Asked(text, question, days[0], days[1], errors, is_cut=len(typed) > MAX_LENGTH)


def _plain(text: str) -> str:
    """Return `text` in NFC on one line, without characters that nobody sees; PostgreSQL accepts no NUL.

    More than anybody types is not even looked at.
    """
    seen = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Cn", "Co"} else char for char in text[:2000])
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _words(text: str) -> dict[str, tuple[str, ...]]:
    """Take a text apart into single words, quoted phrases and what must not be there."""
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    for is_minus, is_phrase, content in _tokens(text):
        target, most = (
            (without, MAX_WITHOUT) if is_minus else (phrases, MAX_PHRASES) if is_phrase else (words, MAX_WORDS)
        )
        if content and content not in target and len(target) < most:
            target.append(content)
    return {"words": tuple(words), "phrases": tuple(phrases), "without": tuple(without)}


def _tokens(text: str) -> Iterator[tuple[bool, bool, str]]:
    for found in _TOKEN.finditer(text):
        is_phrase = found["phrase"] is not None
        if is_phrase:
            content = " ".join(filter(None, map(_bare, found["phrase"].split()[:MAX_WORDS])))
        else:
            content = _bare(found["word"])
        # One word in quotes is a word.
        yield found["minus"] is not None, is_phrase and " " in content, content


def _bare(word: str) -> str:
    """Return a word without the signs around it; "" if it is nothing but signs (emoji, operators)."""
    return _EDGES.sub("", word)


def _chosen(data: QueryDict, school_id: int | None) -> dict[str, str]:
    chosen = {facet: _plain(data.get(name, ""))[:MAX_VALUE] for facet, name in PARAMETERS.items()}
    hidden = OF_THE_CITY if school_id is not None else ()
    return {facet: value for facet, value in chosen.items() if value and facet not in hidden}


def _sort(data: QueryDict) -> Sort:
    return "newest" if data.get("sap-xep") == NEWEST else "relevance"


def _page(text: str) -> int:
    """Return the number of a page that there can be."""
    return min(max(int(text), 1), MAX_PAGE) if re.fullmatch(r"[0-9]{1,4}", text) else 1


def _day(data: QueryDict, name: str, errors: dict[str, str]) -> dt.date | None:
    """Return the day that was typed; what is none is noted in `errors`."""
    text = _typed_day(data, name)
    for pattern in DAYS if text else ():
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    if text:
        errors[name] = _("“%(text)s” is no day: please write it as 31/12/2026.") % {"text": text}
    return None


def _typed_day(data: QueryDict, name: str) -> str:
    return _plain(data.get(name, ""))[:MAX_VALUE]
