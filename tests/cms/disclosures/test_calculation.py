"""Sums, shares and comparisons are filled in; what does not fit together is explained."""

from decimal import Decimal

import pytest

from cms.disclosures import figures
from cms.disclosures.calculation import computed, problems, small_figures
from cms.disclosures.regulation import Severity, regulations
from cms.disclosures.sheet import Sheet


def form(code: str):
    return regulations()["tt36" if code.startswith("bm") else "tt09"].forms[code]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("350", "350"),
        ("1.234", "1234"),
        ("1.234.567,5", "1234567.5"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("12 500", "12500"),
        ("1,234,567", "1234567"),
        ("85,2%", "85.2"),
        ("-3", "-3"),
        ("0", "0"),
    ],
)
def test_a_figure_is_read_as_people_here_write_it(typed, kept):
    assert figures.keep(figures.parse(typed)) == kept


@pytest.mark.parametrize("typed", ["", " ", "-", "–", "…"])
def test_a_dash_stands_for_nothing(typed):
    assert figures.parse(typed) is None


@pytest.mark.parametrize("typed", ["ba mươi", "12a", "=SUM(A1)", "1..2", "1e5", "٣", "9" * 16])
def test_what_is_no_figure_is_refused(typed):
    with pytest.raises(figures.FigureError):
        figures.parse(typed)


@pytest.mark.parametrize(
    ("kept", "shown"), [("1234567.5", "1.234.567,5"), ("350", "350"), ("-1234", "-1.234"), ("0.5", "0,5"), ("x", "x")]
)
def test_a_figure_is_shown_as_people_here_read_it(kept, shown):
    assert figures.show(kept) == shown


def test_totals_of_totals_and_rows_of_the_school_s_own_are_summed():
    staff = form("bm12")
    cells = {"bm12.II.1": {"tong_so": "1"}, "bm12.II.2": {"tong_so": "2"}, "bm12.III.1": {"tong_so": "1"}}
    cells["bm12.I"] = {"tong_so": "30"}
    filled = computed(staff, {"cells": cells, "added": {"bm12.I": ["Ngữ văn"]}})
    assert filled["cells"]["bm12.II"]["tong_so"] == "3"
    assert filled["cells"]["bm12.h1"]["tong_so"] == "34"
    assert [row.label for row in Sheet(staff, filled).rows(staff.parts[0])].count("Ngữ văn") == 1


def test_shares_and_comparisons_are_computed():
    standard = computed(form("6.1.b"), {"cells": {"6.1.b.giao-vien": {"so_luong": "19", "tong_so": "20"}}})
    assert standard["cells"]["6.1.b.giao-vien"]["ty_le"] == "95"
    land = computed(form("6.2.a"), {"cells": {"6.2.a.dat": {"hien_co": "3200", "toi_thieu": "3000"}}})
    assert land["cells"]["6.2.a.dat"]["doi_sanh"] == "Đạt"


def test_a_sum_that_does_not_fit_says_which_and_what_it_should_be():
    pupils = form("bm06")
    grades = {"lop_1": "40", "lop_2": "41", "lop_3": "42", "lop_4": "43", "lop_5": "44"}
    right = {"cells": {"bm06.I": {"tong_so": "210", **grades}}}
    assert problems(pupils, right) == []
    wrong = {"cells": {"bm06.I": {"tong_so": "211", **grades}}}
    (problem,) = problems(pupils, wrong)
    assert (problem.severity, problem.row, problem.column) == (Severity.ERROR, "bm06.I", "tong_so")
    assert "210" in problem.message
    assert "211" in problem.message


def test_averages_may_be_rounded():
    grade = {"so_lop": "7", "hoc_sinh": "241", "nam": "120", "nu": "121"}
    for average, fits in (("34.4", True), ("34.43", True), ("35", False)):
        data = {"cells": {"9.2.a.1": {**grade, "binh_quan_lop": average}}}
        assert (problems(form("9.2.a"), data) == []) is fits


def test_what_is_missing_is_no_contradiction():
    assert problems(form("bm06"), {"cells": {"bm06.I": {"tong_so": "211"}}}) == []


def test_figures_that_could_point_at_a_child_are_found():
    data = {"cells": {"bm02.I.4": {"tong_so": "2", "mg_3_4": "0"}, "bm02.I": {"tong_so": "3"}}}
    assert small_figures(form("bm02"), data) == [("bm02.I.4", "tong_so")]


def test_a_kept_figure_is_exact():
    assert Sheet(form("bm03"), {"cells": {"bm03.IV": {"so_luong": "3200.25"}}}).figure(
        "bm03.IV", "so_luong"
    ) == Decimal("3200.25")
