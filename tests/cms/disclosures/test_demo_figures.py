"""The demo's figures fit together, within a year and from one year to the next."""

import pytest
from django.utils import timezone

from cms.demo import disclosures
from cms.demo.disclosed import circular_09, circular_36
from cms.demo.disclosed.papers import TITLES, Papers
from cms.demo.disclosed.population import year_figures
from cms.demo.schools import SchoolSpec, bulk_schools, demo_schools
from cms.disclosures import history, services
from cms.disclosures.annual_report import services as reports
from cms.disclosures.calculation import computed, problems
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import PartKind, regulation_for
from cms.disclosures.sheet import Sheet, type_of
from tests import factories
from tests.base import B, SchoolTestCase

SCHOOLS = demo_schools()
OPTIONAL_OR_ELSEWHERE = {"tc-5", "6.4", "8.4", "7.1.d", "7.1.dd", "9.1.dd"}


def papers(spec: SchoolSpec) -> Papers:
    made = Papers(spec)
    made.written = dict.fromkeys(TITLES, 1)
    return made


def every_school():
    return pytest.mark.parametrize("spec", SCHOOLS, ids=lambda spec: spec.slug)


@every_school()
def test_every_form_of_the_school_s_kind_is_filled_in_and_nothing_is_wrong_in_it(spec: SchoolSpec) -> None:
    for year in (*disclosures.OLD_YEARS, *disclosures.YEARS):
        regulation = regulation_for(year)
        regime = circular_36 if year in disclosures.OLD_YEARS else circular_09
        filled = regime.forms(year_figures(spec, year), papers(spec))
        wanted = {form.code for form in regulation.forms_for(spec.kind)} - OPTIONAL_OR_ELSEWHERE
        assert wanted <= set(filled) <= wanted | OPTIONAL_OR_ELSEWHERE
        for code, data in filled.items():
            form = regulation.forms[code]
            found = problems(form, computed(form, data))
            assert not found, (year, found[:3])


@every_school()
def test_every_cell_that_is_filled_in_exists_in_the_form(spec: SchoolSpec) -> None:
    for past in disclosures.published(spec, SCHOOLS.index(spec) + 1, papers(spec)):
        form = regulation_for(past.year).forms[past.form_code]
        sheet = Sheet(form, past.data)
        known = {
            (row.code, column.code)
            for part in form.tables
            for row in sheet.rows(part)
            for column in part.columns
            if type_of(row, column) is not None
        }
        used = {(row, column) for row, cells in past.data["cells"].items() for column in cells}
        assert used <= known, (past.form_code, used - known)
        parts = {kind: {part.code for part in form.parts if part.kind == kind} for kind in PartKind}
        assert set(past.data["texts"]) <= parts[PartKind.TEXT]
        assert set(past.data["files"]) <= parts[PartKind.FILES]


@every_school()
def test_classes_move_up_a_year_later_and_are_neither_tiny_nor_crowded(spec: SchoolSpec) -> None:
    for year in range(2021, 2026):
        now, then = year_figures(spec, year), year_figures(spec, year + 1)
        for group, next_group in zip(list(now.groups.values())[:-1], list(then.groups.values())[1:], strict=True):
            if spec.kind != "preschool":
                assert next_group.children == group.children - next_group.left + next_group.came
                assert abs(next_group.children - group.children) <= 10
        assert 20 <= now.children / now.classes <= 45
        assert now.teachers >= now.classes
    assert abs(year_figures(spec, 2026).children - spec.pupils) <= spec.pupils * 0.08


def test_schools_that_are_made_have_figures_too() -> None:
    spec = bulk_schools(20)[-1]
    assert len(list(disclosures.published(spec, 20, papers(spec)))) > 60


class TestLoading(SchoolTestCase):
    def test_a_demo_school_has_six_years_with_a_correction_in_one(self):
        spec = SCHOOLS[1]
        disclosures.load_school(spec, self.school, 2)
        page = self.client.get("/cong-khai/").content.decode()
        assert all(f"{year}-{year + 1}" in page for year in range(2021, 2027))
        corrected = Disclosure.objects.get(set__year=2022, form_code="bm06")
        assert [version.reason for version in corrected.versions.all()] == [disclosures.REASON, ""]
        assert corrected.first_published_at < corrected.published_at
        assert "1.220" in self.client.get("/cong-khai/2022-2023/bm06/").content.decode()

    def test_this_year_s_fees_stand_where_parents_look_for_them(self):
        demo_fees = [
            past for past in disclosures.published(SCHOOLS[1], 2, papers(SCHOOLS[1])) if past.form_code == "5.2"
        ]
        assert "Trang này đang được biên soạn" in self.client.get("/khoan-thu/").content.decode()
        history.bring_in(self.school, demo_fees)
        page = self.client.get("/khoan-thu/").content.decode()
        assert "Mức thu năm học 2026-2027" in page
        assert "Tiền ăn bán trú" in page
        assert "/cong-khai/2026-2027/5-2/" in page
        assert "631.800" in page
        assert self.cost("/khoan-thu/") <= 12
        assert "631.800" not in self.client_for(B).get("/khoan-thu/").content.decode()

    def test_what_is_there_already_is_left_alone(self):
        before = services.open_set(self.school, 2021).disclosures.get(form_code="bm06")
        services.save_draft(before, {"cells": {"bm06.I": {"tong_so": "5"}}}, factories.editor())
        disclosures.load_school(SCHOOLS[1], self.school, 2)
        before.refresh_from_db()
        assert (before.version_count, before.draft["cells"]["bm06.I"]["tong_so"]) == (0, "5")

    def test_a_school_that_has_told_nothing_of_this_year_has_work_under_way_and_no_report(self):
        """The eleventh of the dozen: fewer than twelve schools are laid by the browser tests."""
        spec = SCHOOLS[10]
        factories.editor(username="bien-tap")
        disclosures.load_school(spec, self.school, 11)
        this_year = Disclosure.objects.filter(set__year=disclosures.OPEN_YEAR)
        assert this_year.exists()
        assert not this_year.filter(form_code__startswith="5.2", version_count__gt=0).exists()
        assert not reports.open_report(2025).draft

    def test_figures_that_do_not_fit_are_refused(self):
        wrong = {"cells": {"bm06.I": {"tong_so": "5", "lop_1": "4"}}}
        past = history.Past(2021, "bm06", wrong, timezone.now())
        with pytest.raises(services.NotReady):
            history.bring_in(self.school, [past])
