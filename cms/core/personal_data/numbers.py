"""Numbers of persons: personal identity, bank account, phone; and e-mail addresses."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import phonenumbers
from phonenumbers import PhoneNumberMatcher, PhoneNumberType

from cms.core.personal_data.matches import Kind, Match

# The 63 provinces of birth (Thông tư 59/2021/TT-BCA); those before the mergers stay in the numbers.
_CODES = (
    "1 2 4 6 8 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58"
    " 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96"
)
PROVINCES = frozenset(map(int, _CODES.split()))
_DIGITS = re.compile(r"(?<![\d.,/-])\d(?:[ .\u00a0]?\d){8,18}(?![\d])")
_SAYS_ID = re.compile(r"(cccd|cmnd|căn cước|chứng minh (?:nhân dân|thư)|định danh)[^\d\n]{0,30}$", re.IGNORECASE)
_SAYS_BANK = re.compile(r"(tài khoản|\bstk\b|số tk\b|\btk\b)[^\d\n]{0,40}$", re.IGNORECASE)
_BANK = re.compile(r"\d(?:[ .\u00a0]?\d){5,18}")
# Digits enough, with no letters between them: the library weighs each number of a text, which takes its time.
_LIKE_PHONE, _AROUND = re.compile(r"(?:\d[^\w\n]{0,4}){6,}\d"), 3
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Offices and schools; a person's work address there is public by the circular.
_OFFICIAL = (".edu.vn", ".gov.vn", ".localhost", "edu.vn", "gov.vn")
_SERVICES = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN, PhoneNumberType.PREMIUM_RATE}
)


def is_id_number(digits: str, today: date | None = None) -> bool:
    """Tell whether twelve digits are built like a personal identity number (Nghị định 137/2015 Điều 13)."""
    if len(digits) != 12 or int(digits[:3]) not in PROVINCES or digits[3] not in "0123":
        return False
    year = (1900 if digits[3] in "01" else 2000) + int(digits[4:6])
    return 1910 <= year <= (today or date.today()).year


def id_numbers(text: str) -> Iterator[Match]:
    """Find identity numbers: by their build, or because the text says so (also the old nine digits)."""
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        said = _SAYS_ID.search(text[: found.start()])
        if is_id_number(digits) or (said and len(digits) in (9, 12)):
            yield Match(Kind.ID_NUMBER, found.start(), found.end(), digits)


def bank_accounts(text: str) -> Iterator[Match]:
    """Find account numbers: the text must call them so, since any number could be one."""
    for found in _BANK.finditer(text):
        if _SAYS_BANK.search(text[: found.start()]):
            yield Match(Kind.BANK_ACCOUNT, found.start(), found.end(), re.sub(r"\D", "", found[0]))


def phones(text: str, own: Iterable[str] = ()) -> Iterator[Match]:
    """Find phone numbers that are not the school's own and no hotline."""
    known = {normal_phone(number) for number in own}
    for region in _LIKE_PHONE.finditer(text):
        # With what stands around: a bracket, a plus, a letter that it belongs to.
        start = max(0, region.start() - _AROUND)
        for found in PhoneNumberMatcher(text[start : region.end() + _AROUND], "VN"):
            value = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
            if value not in known and phonenumbers.number_type(found.number) not in _SERVICES:
                yield Match(Kind.PHONE, start + found.start, start + found.end, value)


def normal_phone(number: str) -> str:
    """Return the international form of a number, or "" when it is none."""
    try:
        parsed = phonenumbers.parse(number, "VN")
    except phonenumbers.NumberParseException:
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def emails(text: str, own: Iterable[str] = ()) -> Iterator[Match]:
    """Find e-mail addresses of persons: not of an office or a school, not the school's own."""
    known = {address.lower() for address in own}
    for found in _EMAIL.finditer(text):
        value = found[0].lower().rstrip(".")
        host = value.rpartition("@")[2]
        if value not in known and not host.endswith(_OFFICIAL):
            yield Match(Kind.EMAIL, found.start(), found.end(), value)
