"""Pupils' names with their class or birth date, and home addresses."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cms.core.personal_data.matches import Kind, Match

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = _UPPER[3:].lower()
# Nine of ten Vietnamese bear one of these.
_COMMON = (
    "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Lâm Mai Trịnh Trương Đoàn Phùng"
    " Hà Cao Châu Tô Tạ Quách Lương Thái Vương Kiều La Lưu Tăng Văn Nghiêm Thạch Danh Sơn Kim Chu Từ Doãn Diệp Giang"
    " Khưu Lại Mạc Ninh Ông Quan Tống Triệu Trang Viên Lục Bạch Cù Đàm Đồng Hứa Khổng Liêu Thân Tôn Ung Vi"
)
SURNAMES = _COMMON.split()
_WORD = f"(?:[{_UPPER}][a-z{_LOWER}]+|[{_UPPER}]{{2,}})"
_SURNAME = "|".join(chain(SURNAMES, (name.upper() for name in SURNAMES)))
NAME = re.compile(rf"(?<![\w])(?:{_SURNAME})(?:[ \u00a0]{_WORD}){{1,4}}(?![\w])")
_CLASS = (
    r"(?:(?:lớp|nhóm)\s*:?\s*"
    r"(?:\d{1,2}\s?(?:[A-ZĐ]\d{0,2}|[/.]\d{1,2})?|(?:lá|chồi|mầm|nhà trẻ|cơm thường)\b\s*\d{0,2})"
    r"|(?<![\w/.])\d{1,2}[A-ZĐ]\d{0,2}(?![\w/]))"
)
CLASS = re.compile(_CLASS, re.IGNORECASE)
_BARE_CLASS = re.compile(r"^\d{1,2}[a-zđ]", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d(?!\d)")
# Whoever is called so is no pupil.
_GROWN_UP = re.compile(
    r"(?:\b(?:cô|thầy|giáo viên|gv|gvcn|hiệu trưởng|hiệu phó|ông|bà|anh|chị|bác|đồng chí|đ/c|ths|ts|bí thư"
    r"|tổ trưởng|nhà văn|nhà thơ|bác sĩ|phụ huynh|kế toán|văn thư|tổng phụ trách)\.?(?:\s+giáo)?(?:\s+(?:em|là|:))?"
    r"|\b(?:cô|thầy)\s+hiệu (?:trưởng|phó))[\s:.–-]*$",
    re.IGNORECASE,
)
# Schools, streets and prizes bear the names of great people.
_NAMED_AFTER = re.compile(
    r"\b(?:trường|tiểu học|thcs|thpt|mầm non|mẫu giáo|đường|phố|cầu|công viên|quảng trường|liên đội|chi đội"
    r"|giải|giải thưởng|quỹ|học bổng|hội trường|tượng|anh hùng|liệt sĩ|cụ|bà mẹ)\s+$",
    re.IGNORECASE,
)
_TEACHES = re.compile(r"chủ nhiệm|gvcn|giáo viên|phụ trách|dạy|giảng dạy|phó hiệu trưởng", re.IGNORECASE)
_ABOUT_PUPILS = re.compile(r"học sinh|danh sách|các em|các cháu|trẻ|thí sinh|học bổng", re.IGNORECASE)
_LIST_LINE = re.compile(r"^[\s|]*(?:\d{1,3}[.)|\s]+)?[\s|]*")
NEAR = 70
LONG_LIST = 3
_HOME = re.compile(
    r"(?:nhà|trú|nơi ở|chỗ ở|ngụ|địa chỉ|hộ khẩu|ở tại|sống (?:tại|ở)|gia đình|\bem\b|cháu|học sinh|phụ huynh|ông|bà)",
    re.IGNORECASE,
)
_STREET = r"(?:đường|phố|hẻm|hẽm|ngõ|ngách|kiệt|tổ|khu phố|kp\.?|ấp|thôn|xóm|khóm|quốc lộ|tỉnh lộ|đt|đx)"
_ADDRESS = re.compile(
    rf"(?:số\s+nhà\s*:?\s*\d{{1,4}}[a-zA-Z]?(?:/\d{{1,4}}[a-zA-Z]?)*"
    rf"|(?:số\s*)?\d{{1,4}}[a-zA-Z]?(?:/\d{{1,4}}[a-zA-Z]?)*\s*,?\s*{_STREET}\s+[\w]"
    rf"|tổ\s*\d{{1,3}}[a-zA-Z]?\s*,?\s*(?:khu phố|kp\.?|ấp|thôn|xóm|khóm)\s*[\w])[^.;\n|]{{0,60}}",
    re.IGNORECASE,
)


def pupils(text: str, context: str = "") -> Iterator[Match]:
    """Find full names of children with their class or birth date, and lists of pupils' names.

    `context` is what stands above the text: its heading, the page's title.
    """
    matches = list(chain(_named_with_class(text), _lines_with_birth_date(text), _list_of_names(text, context)))
    seen: set[int] = set()
    for match in matches:
        if match.start not in seen:
            seen.add(match.start)
            yield match


def _named_with_class(text: str) -> Iterator[Match]:
    names = [found for found in NAME.finditer(text) if not _is_no_child(text, found)]
    classes = list(CLASS.finditer(text))
    for name in names:
        for klass in classes:
            between = _between(text, name, klass)
            if between is None or "\n" in between or _TEACHES.search(between) or len(between) > NEAR:
                continue
            # "3A" alone may be a room or a size: it counts right beside the name only.
            if _BARE_CLASS.match(klass[0]) and len(between) > 6 and not between.strip(" (|-–:,\t"):
                continue
            if _BARE_CLASS.match(klass[0]) and len(between) > 12:
                continue
            # A sentence's end parts them, unless the class opens a list ("Lớp 3A: …").
            if re.search(r"[.;!?]\s", between):
                continue
            yield Match(Kind.PUPIL, name.start(), name.end(), _folded(name[0]))
            break


def _between(text: str, one: "re.Match[str]", other: "re.Match[str]") -> str | None:
    if one.end() <= other.start():
        return text[one.end() : other.start()]
    if other.end() <= one.start():
        return text[other.end() : one.start()]
    return None


def _is_no_child(text: str, name: "re.Match[str]") -> bool:
    before = text[max(0, name.start() - 40) : name.start()]
    return bool(_GROWN_UP.search(before) or _NAMED_AFTER.search(before))


def _lines_with_birth_date(text: str) -> Iterator[Match]:
    for start, line in _lines(text):
        name, born = NAME.search(line), _DATE.search(line)
        if name and born and abs(born.start() - name.end()) <= NEAR and not _is_no_child(line, name):
            said = re.search(r"sinh|ngày sinh|\|", line, re.IGNORECASE)
            if said or line[name.end() : born.start()].strip(" ,;–-\t(") == "":
                yield Match(Kind.PUPIL, start + name.start(), start + name.end(), _folded(name[0]))


def _list_of_names(text: str, context: str) -> Iterator[Match]:
    rows = []
    for start, line in _lines(text):
        head = _LIST_LINE.match(line)
        offset = head.end() if head else 0
        name = NAME.match(line, offset)
        if name and len(line) - name.end() <= 30 and not _TEACHES.search(line):
            rows.append((start + name.start(), start + name.end(), name[0]))
    about = f"{context}\n{text}"
    if len(rows) >= LONG_LIST and (_ABOUT_PUPILS.search(about) or CLASS.search(about)) and not _TEACHES.search(about):
        for first, last, words in rows:
            yield Match(Kind.PUPIL, first, last, _folded(words))


def _lines(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def addresses(text: str, own: Iterable[str] = ()) -> Iterator[Match]:
    """Find home addresses: a house number with street or hamlet, where the text speaks of somebody's home."""
    known = [_plain(address) for address in own if address]
    for found in _ADDRESS.finditer(text):
        value = _plain(found[0])
        if any(value[:14] in address for address in known):
            continue
        before = text[max(0, found.start() - 90) : found.start()].rpartition("\n")[2]
        if found[0].lower().startswith(("số nhà", "tổ")) or _HOME.search(before) or NAME.search(before):
            yield Match(Kind.ADDRESS, found.start(), found.end(), value)


def _plain(address: str) -> str:
    return re.sub(r"[\s,.]+", " ", address.lower().replace("số ", "")).strip()
