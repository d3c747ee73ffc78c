"""An answer as the page shows it."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils.html import escape

from cms.search import presenting
from cms.search.asking import asked
from cms.search.contract import MAX_PAGE, PAGE_SIZE, Answer, Count, Hit
from themes.templatetags.theme import marked


def hit(number, school="A"):
    return Hit(f"1:x:{number}", "tin-tuc", f"T{number}", "", f"/{number}/", "", school, dt.date(2026, 1, 1))


ANSWER = Answer(
    hits=[*(hit(n) for n in range(5)), hit(5, "B"), hit(6)],
    count=7,
    facets={
        "kind": [Count("tin-tuc", "Tin tức", 5), Count("van-ban", "Văn bản", 2)],
        "school": [Count("a", "A", 6), Count("b", "B", 1)],
        "ward": [Count("w", "W", 7)],
        "year": [Count(str(year), str(year), 1) for year in range(2010, 2026)],
    },
)


def test_of_many_results_of_one_school_the_later_are_folded_below_the_third():
    ask = asked(QueryDict("q=x"))
    groups = presenting.groups(ask, ANSWER)
    assert [[found.key for found in group.hits] for group in groups] == [["1:x:0"], ["1:x:1"], ["1:x:2"], ["1:x:5"]]
    assert [found.key for found in groups[2].folded] == ["1:x:3", "1:x:4", "1:x:6"]
    assert groups[2].query == "q=x&truong=a"


def test_newest_first_and_within_one_school_nothing_is_moved():
    for query in ("q=x&sap-xep=moi-nhat", "q=x&truong=a"):
        assert len(presenting.groups(asked(QueryDict(query)), ANSWER)) == 7
    assert len(presenting.groups(asked(QueryDict("q=x"), school_id=1), ANSWER)) == 7


def test_facets_that_divide_nothing_are_left_out_and_long_ones_are_folded():
    facets = {facet.key: facet for facet in presenting.facets(asked(QueryDict("q=x&nam=2012")), ANSWER)}
    assert list(facets) == ["kind", "school", "year"]
    assert len(facets["year"].options) == presenting.VALUES
    assert len(facets["year"].more) == 16 - presenting.VALUES
    chosen = facets["year"].options[0]
    assert (chosen.name, chosen.is_chosen, chosen.query) == ("2012", True, "q=x")
    assert facets["kind"].options[0].query == "q=x&nam=2012&loai=tin-tuc"


@pytest.mark.django_db
def test_filters_are_chips_that_take_themselves_away():
    ask = asked(QueryDict("q=x&loai=tin-tuc&truong=mat&tu=2026-01-02"))
    chips = presenting.chips(ask)
    assert [chip.value for chip in chips] == ["Tin tức", "mat", "02/01/2026"]
    assert chips[0].query == "q=x&truong=mat&tu=2026-01-02"
    assert ask.query(**presenting.NO_FILTERS) == "q=x"


def test_pages_end_where_nobody_reads_on():
    page = presenting.pages(Answer(count=100_000), 9999)
    assert page.paginator.num_pages == MAX_PAGE
    assert page.number == MAX_PAGE
    assert presenting.pages(Answer(count=PAGE_SIZE), 2).number == 1


def test_nothing_but_marks_is_html():
    assert marked("Học <mark>phí</mark> &amp; thu") == "Học <mark>phí</mark> &amp; thu"
    for text in ("<script>alert(1)</script>", "<mark>a", "a</mark><b>", "<mark onclick=x>a</mark>"):
        assert marked(text) == escape(text)
