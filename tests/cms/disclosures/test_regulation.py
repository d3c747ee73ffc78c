"""The circulars as data: complete, examined, refused when something in them cannot be right."""

import copy

import pytest
import yaml

from cms.disclosures.regulation import RegulationError, ValueType, regulation_for, regulations
from cms.disclosures.regulation.loading import FOLDER, parse
from tenants.enums import SchoolKind


def data(name: str = "circular_36_2017.yaml") -> dict:
    return copy.deepcopy(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def test_every_form_of_circular_36_is_there_and_every_row_has_its_own_code():
    forms = regulations()["tt36"].forms
    assert [code for code in forms if code.startswith("bm")] == [f"bm{number:02d}" for number in range(1, 17)]
    printed = [row for code, form in forms.items() if code.startswith("bm") for row in form.rows]
    # 270 rows of the printed forms, one of which only says that a school may add subjects.
    assert len(printed) == len(set(printed)) == 269


@pytest.mark.parametrize(
    ("kind", "circular_36", "article_prefixes"),
    [
        (SchoolKind.PRESCHOOL, {"bm01", "bm02", "bm03", "bm04"}, {"4", "5", "6", "7"}),
        (SchoolKind.PRIMARY, {"bm05", "bm06", "bm07", "bm08"}, {"4", "5", "8", "9"}),
        (SchoolKind.LOWER_SECONDARY, {"bm09", "bm10", "bm11", "bm12"}, {"4", "5", "8", "9"}),
        (
            SchoolKind.PRIMARY_LOWER_SECONDARY,
            {"bm05", "bm06", "bm07", "bm08", "bm09", "bm10", "bm11", "bm12"},
            {"4", "5", "8", "9"},
        ),
        (SchoolKind.OFFICE, set(), set()),
    ],
)
def test_a_school_has_the_forms_of_every_level_it_teaches(kind, circular_36, article_prefixes):
    old, new = regulations()["tt36"].forms_for(kind), regulations()["tt09"].forms_for(kind)
    assert {form.code for form in old if form.code.startswith("bm")} == circular_36
    assert {form.code.partition(".")[0] for form in new} == article_prefixes


def test_the_school_year_says_which_circular_holds():
    assert regulation_for(2017).code == regulation_for(2023).code == "tt36"
    assert regulation_for(2024).code == regulation_for(2030).code == "tt09"
    with pytest.raises(LookupError):
        regulation_for(2016)


def test_rows_from_memory_are_never_passed_off_as_compared():
    old, new = regulations()["tt36"].forms, regulations()["tt09"].forms
    assert not old["bm04"].is_compared
    assert not old["bm12"].is_compared
    assert new["4.4"].is_compared


def test_columns_keep_their_groups_and_computed_ones_are_known():
    columns = regulations()["tt36"].forms["bm06"].parts[0].columns
    assert [column.group for column in columns] == ["", *["Chia ra theo khối lớp"] * 5]
    shares = regulations()["tt09"].forms["6.1.b"].parts[0].columns
    assert shares[-1].type == ValueType.PERCENT


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda form: form.update(colour="red"), "unknown fields colour"),
        (lambda form: form["parts"][0]["rows"].append(form["parts"][0]["rows"][0]), "the same code for two rows"),
        (lambda form: form["parts"][0]["rows"][0].update(sum_of=["bm99.I"]), "no rows bm99.I"),
        (lambda form: form["parts"][0]["rows"][0].update(closed=["lop_13"]), "no columns lop_13"),
        (lambda form: form["parts"][0]["columns"][0].update(type="colour"), "colour"),
        (lambda form: form["checks"][0].update(columns_sum="nothing"), "nothing"),
        (lambda form: form.update(topic="gossip"), "no topic gossip"),
        (lambda form: form.update(levels=["university"]), "university"),
    ],
)
def test_data_that_cannot_be_right_is_refused_with_its_place(spoil, says):
    wrong = data()
    form = next(form for form in wrong["forms"] if form["code"] == "bm02")
    spoil(form)
    with pytest.raises(RegulationError, match=says) as refused:
        parse(wrong)
    assert "bm02" in str(refused.value)
