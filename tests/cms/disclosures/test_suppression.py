"""Hidden figures that a reader could work out from what stays visible."""

import pytest

from cms.disclosures.calculation import computed
from cms.disclosures.regulation import regulations
from cms.disclosures.suppression import derivable

PUPILS = regulations()["tt09"].forms["9.2.a"]
CHILDREN = regulations()["tt36"].forms["bm02"]


def disabled(*figures: str) -> set[str]:
    """The grades whose number of disabled pupils is given away; one figure for each grade."""
    cells = {f"9.2.a.{grade}": {"khuyet_tat": figure} for grade, figure in enumerate(figures, start=1)}
    data = computed(PUPILS, {"cells": cells})
    return {row.rpartition(".")[2] for row, _column in derivable(PUPILS, data, PUPILS.parts)}


@pytest.mark.parametrize(
    ("figures", "given_away"),
    [
        (("2", "6", "7"), {"1"}),
        (("2", "", "7"), {"1"}),
        (("2", "0", "7"), {"1"}),
        (("2", "3", "7"), set()),
        (("6", "7", "8"), set()),
        # Two hidden figures are from 1 to 4 each: together 2 or 8 they can only be alike.
        (("1", "1", "7"), {"1", "2"}),
        (("4", "4", "7"), {"1", "2"}),
        # A hidden total gives nothing away.
        (("1", "2", ""), set()),
        (("", "", ""), set()),
    ],
)
def test_a_total_gives_away_what_is_the_only_unknown(figures, given_away):
    assert disabled(*figures) == given_away


def test_a_sum_of_columns_gives_away_too_and_says_how():
    cells = {"bm02.I.4": {"tong_so": "9", "mg_3_4": "2", "mg_4_5": "7"}}
    found = derivable(CHILDREN, {"cells": cells}, CHILDREN.parts)
    assert list(found) == [("bm02.I.4", "mg_3_4")]
    assert "Tổng số trẻ em" in found["bm02.I.4", "mg_3_4"]


def test_a_sum_that_does_not_fit_leads_no_reader_to_the_figure():
    cells = {"bm02.I.4": {"tong_so": "12", "mg_3_4": "2", "mg_4_5": "7"}}
    assert derivable(CHILDREN, {"cells": cells}, CHILDREN.parts) == {}
