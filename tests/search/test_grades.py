"""Grades: of a class's timetable, of an event for one grade; a facet with names people read."""

import datetime as dt

import pytest

from cms.core import outbox
from cms.core.grades import grade_of_class, only_grade
from cms.search.contract import Question
from cms.search.engines.postgres import PostgresEngine
from cms.timetables.grid import Grid, Row
from cms.timetables.models import TimetableTermPage
from tests import factories
from tests.base import A, SchoolTestCase


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Phụ huynh khối 5", "5"),
        ("Học sinh lớp 3/2 và lớp 3/4", "3"),
        ("Khối lớp 9", "9"),
        ("Học sinh khối 4, khối 5", ""),
        ("Toàn trường", ""),
        ("Lớp học 12 ngày", ""),
        ("lớp 2025", ""),
    ],
)
def test_a_text_names_one_grade_or_none(text: str, grade: str):
    assert only_grade(text) == grade


def test_a_class_without_a_number_has_no_grade():
    assert [grade_of_class(name) for name in ("6/1", "3A", "Lá 1", "10.2")] == ["6", "3", "", "10"]


def term(day: dt.date) -> TimetableTermPage:
    grid = Grid(["3A", "10/1"], [Row(0, "sang", 1, ("Toán", "Ngữ văn"))])
    page = TimetableTermPage(date=day, data=grid.as_data())
    factories.timetable_section().add_child(instance=page)
    return page


def search(**more: object):
    return PostgresEngine().search(Question(words=("thời", "khóa", "biểu"), **more))


class TestGrades(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.terms = [term(dt.date(year, 9, 5)) for year in (2024, 2025)]
        outbox.work_off()

    def test_a_class_is_found_at_the_address_of_its_timetable(self):
        hit = PostgresEngine().search(Question(words=("thời", "khóa", "biểu", "lớp", "3A"))).hits[0]
        assert hit.url == f"{self.terms[1].full_url}3a/"
        assert self.client_for(A).get(hit.url).status_code == 200

    def test_grades_are_a_facet_with_readable_names_the_lowest_first(self):
        assert [(one.value, one.name, one.count) for one in search().facets["grade"]] == [
            ("3", "Khối 3", 2),
            ("10", "Khối 10", 2),
        ]
        assert {hit.url for hit in search(chosen={"grade": "3"}).hits} == {f"{one.full_url}3a/" for one in self.terms}

    def test_the_page_says_which_grade_is_chosen(self):
        page = self.client_for(A).get("/tim-kiem/?q=thoi+khoa+bieu&lop=3").content.decode()
        assert "Khối lớp: Khối 3" in page

    def test_a_new_timetable_takes_the_place_of_the_oldest_and_gives_it_back(self):
        newest = term(dt.date(2026, 9, 5))
        newest.save_revision().publish()
        outbox.work_off()
        oldest = self.terms[0].full_url
        assert not any(hit.url.startswith(f"{oldest}3a") for hit in search(chosen={"grade": "3"}).hits)
        newest.unpublish()
        outbox.work_off()
        assert any(hit.url.startswith(f"{oldest}3a") for hit in search(chosen={"grade": "3"}).hits)

    def test_an_event_for_one_grade_has_it(self):
        page = factories.EventPageFactory(title="Họp cha mẹ học sinh", audience="Phụ huynh khối 5")
        outbox.work_off()
        found = PostgresEngine().search(Question(words=("họp",), chosen={"grade": "5"}))
        assert [hit.url for hit in found.hits] == [page.full_url]
