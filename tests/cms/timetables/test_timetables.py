"""Timetables: read by parents, imported from Excel with errors by cell."""

import datetime as dt
import io
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from wagtail.test.utils.form_data import nested_form_data

from cms.core.pasting import pasted_rows
from cms.core.weeks import local_moment
from cms.timetables.grid import Grid
from cms.timetables.models import TimetableTermPage
from cms.timetables.workbook import TEMPLATE, read_pasted, read_workbook, write_workbook
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, listening

ROWS = [
    ["Thứ", "Buổi", "Tiết", "1A", "1B", "6/1"],
    ["Thứ Hai", "Sáng", 1, "Chào cờ", "Chào cờ", "Toán"],
    [None, None, 2, "Toán", "Tiếng Việt", "Ngữ văn"],
    [None, "Chiều", 1, "Mĩ thuật", None, None],
    ["Thứ Ba", "Sáng", 3, "Âm nhạc", "Toán", "Khoa học tự nhiên"],
]


def excel(rows=ROWS) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def errors_of(rows) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read_workbook(excel(rows))
    return caught.value.messages


def term(day: dt.date, rows=ROWS, **fields) -> TimetableTermPage:
    page = TimetableTermPage(date=day, data=read_workbook(excel(rows)).as_data(), **fields)
    factories.timetable_section().add_child(instance=page)
    return page


class TestReadingFiles:
    def test_the_grid_is_read_with_merged_cells_filled_down(self):
        grid = read_workbook(excel())
        assert grid.classes == ["1A", "1B", "6/1"]
        assert [(r.day, r.session, r.period) for r in grid.rows] == [
            (0, "sang", 1),
            (0, "sang", 2),
            (0, "chieu", 1),
            (1, "sang", 3),
        ]
        assert grid.rows[1].lessons == ("Toán", "Tiếng Việt", "Ngữ văn")

    def test_what_is_written_is_read_back(self):
        grid = read_workbook(excel())
        assert read_workbook(write_workbook(grid)) == grid
        assert Grid.from_data(grid.as_data()) == grid

    def test_titles_above_the_headings_are_passed_over(self):
        assert read_workbook(excel([["TRƯỜNG TIỂU HỌC PHÚ HÒA"], [], ["THỜI KHÓA BIỂU"], *ROWS])).classes[0] == "1A"

    def test_each_wrong_cell_is_named(self):
        messages = errors_of(
            [
                ["Thứ", "Buổi", "Tiết", "1A", "1a"],
                ["Thứ Tám", "Sáng", 1, "Toán", ""],
                ["Thứ Ba", "Khuya", 2, "Toán", ""],
                ["Thứ Tư", "Sáng", "hai", "Toán", "x" * 61],
                ["Thứ Năm", "Sáng", 1, "Toán", ""],
                ["Thứ Năm", "Sáng", 1, "Văn", ""],
            ]
        )
        assert [message.partition(":")[0] for message in messages] == ["E1", "A2", "B3", "C4", "E4", "C6"]
        assert "Thứ Tám" in messages[1]

    def test_a_sheet_that_is_something_else_is_refused(self):
        assert "Thứ, Buổi, Tiết" in errors_of([["Họ tên", "Lớp"], ["An", "1A"]])[0]
        assert errors_of([["Thứ", "Buổi", "Tiết"], ["Thứ Hai", "Sáng", 1]])
        assert errors_of([["Thứ", "Buổi", "Tiết", "1A"], ["Thứ Hai", "Sáng", 1, ""]])

    def test_files_that_are_no_workbook_are_refused_without_an_error(self):
        bomb = io.BytesIO()
        import zipfile

        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sheet.xml", b"0" * (41 * 1024 * 1024))
        for data in (
            b"",
            b"Th\xe1\xbb\xa9;Bu",
            b"PK\x03\x04 x",
            b"x" * (2 * 1024 * 1024 + 1),
            bomb.getvalue(),
            excel()[:2000],
        ):
            with pytest.raises(ValidationError):
                read_workbook(data)

    def test_a_pasted_sheet_gives_the_same(self):
        text = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
        assert read_pasted(pasted_rows(text)) == read_workbook(excel())
        with pytest.raises(ValidationError, match="Dòng 2, cột 1"):
            read_pasted(pasted_rows("Thứ\tBuổi\tTiết\t1A\nXyz\tSáng\t1\tToán"))

    def test_what_looks_like_a_formula_stays_text(self):
        grid = read_workbook(excel([["Thứ", "Buổi", "Tiết", "1A"], ["T2", "Sáng", 1, "-Toán"]]))
        sheet = load_workbook(io.BytesIO(write_workbook(grid))).active
        assert sheet["D2"].value == "'-Toán"


class TestPages(SchoolTestCase):
    NOW = local_moment(dt.date(2026, 11, 25), dt.time(9))

    def get(self, path: str, moment: dt.datetime | None = None):
        with (
            mock.patch("django.utils.timezone.now", return_value=moment or self.NOW),
            self.settings(PAGE_CACHE_ENABLED=False),
        ):
            return self.client.get(path)

    def test_without_any_it_says_what_will_be_here(self):
        assert "empty__title" in self.get("/thoi-khoa-bieu/").content.decode()

    def test_a_parent_picks_the_class_by_a_link_and_reads_day_by_day(self):
        term(dt.date(2026, 9, 7))
        text = self.get("/thoi-khoa-bieu/").content.decode()
        assert 'href="/thoi-khoa-bieu/1a/"' in text
        assert 'href="/thoi-khoa-bieu/6-1/"' in text
        response = self.get("/thoi-khoa-bieu/1a/")
        assert response.context["class_name"] == "1A"
        assert [table["caption"] for table in response.context["tables"]] == ["Sáng", "Chiều"]
        assert response.context["tables"][0]["rows"] == [
            ["Thứ 2", "Chào cờ", "Toán", "–"],
            ["Thứ 3", "–", "–", "Âm nhạc"],
        ]
        assert [step.url for step in response.context["breadcrumbs"]] == ["/", "/thoi-khoa-bieu/"]

    def test_the_address_of_a_class_always_shows_the_timetable_in_force(self):
        term(dt.date(2026, 9, 7))
        changed = [ROWS[0], ["Thứ Hai", "Sáng", 1, "Tin học", "Toán", "Toán"]]
        term(dt.date(2026, 11, 26), changed)
        night = local_moment(dt.date(2026, 11, 25), dt.time(23, 59))
        assert "Tin học" not in self.get("/thoi-khoa-bieu/1a/", night).content.decode()
        assert "Tin học" in self.get("/thoi-khoa-bieu/1a/", local_moment(dt.date(2026, 11, 26))).content.decode()
        # Each of them keeps an address of its own.
        assert "Chào cờ" in self.get("/thoi-khoa-bieu/tu-2026-09-07/1a/").content.decode()
        assert "Tin học" in self.get("/thoi-khoa-bieu/tu-2026-11-26/1a/").content.decode()
        assert "/thoi-khoa-bieu/tu-2026-11-26/" in self.get("/thoi-khoa-bieu/").content.decode()

    def test_a_class_nobody_knows_is_404(self):
        page = term(dt.date(2026, 9, 7))
        for path in ("9z", "1a/1b", "tu-2026-09-07/9z", "tu-2026-09-07/1a/x"):
            assert self.get(f"/thoi-khoa-bieu/{path}/").status_code == 404
        page.unpublish()
        for path in ("1a", "tu-2026-09-07", "tu-2026-09-07/1a"):
            assert self.get(f"/thoi-khoa-bieu/{path}/").status_code == 404

    def test_another_school_does_not_see_it(self):
        with in_school(B):
            TimetableTermPage.objects.all().delete()
        term(dt.date(2026, 9, 7))
        assert self.client_for(B).get("/thoi-khoa-bieu/1a/").status_code == 404

    def test_the_number_of_queries(self):
        term(dt.date(2026, 9, 7))
        for path in ("/thoi-khoa-bieu/", "/thoi-khoa-bieu/1a/", "/thoi-khoa-bieu/tu-2026-09-07/1a/"):
            with listening(), self.settings(PAGE_CACHE_ENABLED=False):
                self.client.get(path)
                with CaptureQueriesContext(connection) as queries:
                    assert self.client.get(path).status_code == 200
            assert len(queries) <= 12, path


class TestWriting(SchoolTestCase):
    def post(self, page: TimetableTermPage | None = None, **fields):
        path = (
            f"/quan-tri/pages/{page.pk}/edit/"
            if page
            else f"/quan-tri/pages/add/timetables/timetabletermpage/{factories.timetable_section().pk}/"
        )
        data = nested_form_data({"date": "07/09/2026", "term": "hk1", "note": "", "pasted": "", "action-publish": "1"})
        return self.client_for(A, factories.superuser()).post(path, {**data, **fields})

    def upload(self, data: bytes):
        return SimpleUploadedFile("tkb.xlsx", data)

    def test_a_filled_in_template_becomes_a_timetable(self):
        response = self.post(workbook=self.upload(excel()))
        assert response.status_code == 302, response.context["form"].errors
        page = TimetableTermPage.objects.get()
        assert (page.slug, page.title) == (
            "tu-2026-09-07",
            "Thời khóa biểu: Học kỳ I 2026-2027, từ 07/09/2026",
        )
        assert page.grid.classes == ["1A", "1B", "6/1"]
        assert self.client.get("/thoi-khoa-bieu/tu-2026-09-07/1a/").status_code == 200

    def test_wrong_cells_are_named_and_nothing_is_saved(self):
        response = self.post(workbook=self.upload(excel([ROWS[0], ["Thứ Tám", "Sáng", 1, "Toán"]])))
        assert response.status_code == 200
        assert "A2" in response.context["form"].errors["workbook"][0]
        assert not TimetableTermPage.objects.exists()

    def test_one_without_lessons_is_not_published(self):
        assert "workbook" in self.post().context["form"].errors

    def test_without_a_file_the_lessons_stay(self):
        page = term(dt.date(2026, 9, 7))
        assert self.post(page, note="Mới").status_code == 302
        page.refresh_from_db()
        assert (page.note, page.grid.classes) == ("Mới", ["1A", "1B", "6/1"])

    def test_a_day_has_one_timetable(self):
        term(dt.date(2026, 9, 7))
        assert "date" in self.post(workbook=self.upload(excel())).context["form"].errors

    def test_the_template_and_a_timetable_to_change_are_offered_to_editors(self):
        client = self.client_for(A, factories.editor())
        response = client.get("/quan-tri/thoi-khoa-bieu/mau.xlsx")
        assert load_workbook(io.BytesIO(response.content)).active["C2"].value == 1
        assert len(TEMPLATE.rows) == 40
        page = term(dt.date(2026, 9, 7))
        response = client.get(f"/quan-tri/thoi-khoa-bieu/{page.pk}/tai-ve.xlsx")
        assert read_workbook(response.content).classes == ["1A", "1B", "6/1"]
        assert "tu-2026-09-07" in response["Content-Disposition"]
