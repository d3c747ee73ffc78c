"""Nothing that software can check is left out, and a fresh site passes exactly what it has."""

import re
from functools import cache
from pathlib import Path

import pytest

from cms.compliance.evaluation import Outcome, evaluate
from cms.compliance.regulation import Automation, regulation
from cms.core.requirements import State, registered
from tenants.models import School
from tests.base import PORTAL, A, B, SchoolTestCase, in_school

TESTS = Path(__file__).parents[1]
# Only people can tell; each says why in its row.
FOR_PEOPLE = {"cat-school-eleventh", "mail-groups"}
# The function comes with online services, disclosures, dues and the library.
AWAITED = {
    "svc-prefill",
    "svc-rating",
    "svc-progress",
    "svc-stats",
    "svc-tracking",
    "svc-save-print",
    "svc-level1-info",
}
# What any site meets the moment it was created: what the platform does, and sections that are complete when empty.
ANY_SITE = {
    "fn-search",
    "fn-links",
    "fn-qa",
    "fn-sitemap",
    "fn-header",
    "fn-mobile",
    "fn-accessibility",
    "fn-unicode",
    "fn-rss",
    "std-39-2017",
    "sec-privacy",
    "svc-browsers",
    "svc-faq-guide",
    "svc-field-help",
}
ANY_SCHOOL = ANY_SITE | {"cat-school-consult"}
THE_PORTAL = ANY_SITE | {"cat-office-consult", "fn-satisfaction", "dom-member-portal"}
# Nothing is known of these: off by default, nothing there to look at (yet), or seen in part only.
NOT_KNOWN = {"dom-ipv6", "fn-print-save", "mail-100", "svc-24x7"}
SITES = [
    (B, "preschool", ANY_SCHOOL),
    (A, "primary", ANY_SCHOOL),
    (A, "lower_secondary", ANY_SCHOOL),
    (PORTAL, "office", THE_PORTAL),
]


class TestEveryRequirement:
    def test_is_checked_or_waits_for_a_named_function_or_says_why_only_people_can_tell(self):
        for code, row in regulation().requirements.items():
            answers = [code in registered(), bool(row.awaits), bool(row.by_hand)]
            assert sum(answers) == 1, f"{code}: register a check, or say `awaits`, or `by_hand`"

    def test_is_left_to_people_only_where_we_said_so(self):
        rows = regulation().requirements.values()
        assert {row.code for row in rows if row.automation == Automation.NONE} == FOR_PEOPLE
        assert {row.code for row in rows if row.awaits} == AWAITED

    def test_gives_its_reason_in_vietnamese(self):
        for row in regulation().requirements.values():
            for words in (row.awaits, row.by_hand, row.not_seen):
                assert not words or re.search(r"[ăâđêôơưạảấầậắằếềệốồộớờợứừựịọụ]", words), row.code

    @pytest.mark.parametrize("direction", ["PASSED", "MISSING|OUTDATED|NOT_APPLICABLE|UNKNOWN"])
    def test_has_its_check_tested_in_both_directions(self, direction):
        files = [text for text in _tests() if re.search(rf"\b({direction})\b", text)]
        for code in registered():
            assert any(code in text for text in files), f"no test of {code} speaks of {direction}"


@cache
def _tests() -> list[str]:
    return [path.read_text() for path in TESTS.rglob("test_*.py") if path != Path(__file__)]


class TestFreshSites(SchoolTestCase):
    found: dict[str, dict[str, Outcome]]

    @classmethod
    def setUpTestData(cls):
        cls.found = {}
        for slug, kind, _passing in SITES:
            school = School.objects.get(slug=slug)
            school.kind = kind
            with in_school(slug):
                cls.found[kind] = {one.requirement.code: one for one in evaluate(school)}

    def test_exactly_these_pass_from_day_one(self):
        for _slug, kind, passing in SITES:
            assert self.codes(kind, State.PASSED) == passing, kind

    def test_nothing_else_is_unknown_than_what_cannot_be_known(self):
        for _slug, kind, _passing in SITES:
            assert self.codes(kind, State.UNKNOWN) == NOT_KNOWN | (FOR_PEOPLE & set(self.found[kind])), kind

    def test_nothing_is_out_of_date_on_the_first_day(self):
        for _slug, kind, _passing in SITES:
            assert self.codes(kind, State.OUTDATED) == set(), kind

    def test_every_finding_that_is_not_met_says_something(self):
        for kind, outcomes in self.found.items():
            for code, one in outcomes.items():
                assert one.finding.state in {State.PASSED, State.NOT_APPLICABLE} or one.finding.message, (kind, code)
                assert "gặp lỗi" not in one.finding.message, (kind, code)

    def codes(self, kind: str, state: State) -> set[str]:
        return {code for code, one in self.found[kind].items() if one.finding.state == state}
