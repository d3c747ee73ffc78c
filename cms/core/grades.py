"""Grades (lớp 1 … lớp 12) in what schools write: a class's name, an event's audience."""

import re

_OF_CLASS = re.compile(r"\d+")
# “khối 5”, “học sinh lớp 3/2”, “khối lớp 9”; not “lớp 1-2 buổi”.
_NAMED = re.compile(r"\b(?:khối(?:\s+lớp)?|lớp)\s+(1[0-2]|[1-9])(?!\d)", re.IGNORECASE)


def grade_of_class(name: str) -> str:
    """Return the grade of “6/1” or “3A”; "" for a class without one (“Lá 1”)."""
    match = _OF_CLASS.match(name)
    return match[0] if match else ""


def only_grade(text: str) -> str:
    """Return the grade that a text names, "" where it names none or several."""
    named = set(_NAMED.findall(text))
    return named.pop() if len(named) == 1 else ""
