"""The form as an Excel file: out, filled in, in again; and files that are refused before they do harm."""

import io
import resource
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from cms.disclosures import services
from cms.disclosures.entry import importing, workbook
from cms.disclosures.entry.importing import WrongCells
from cms.disclosures.regulation import LEVELS_OF_KIND
from tenants.spreadsheets import SpreadsheetError
from tests import factories
from tests.archives import archive
from tests.base import B, in_school
from tests.cms.disclosures.filling import filled
from tests.cms.disclosures.test_entry import HOME, EntryCase
from tests.cms.disclosures.test_publishing import GRADES, YEAR, form


class ExcelCase(EntryCase):
    def levels(self) -> set[str]:
        return set(LEVELS_OF_KIND[self.school.kind])

    def book(self, code: str = "bm06", year: int = YEAR):
        return load_workbook(io.BytesIO(workbook.write(form(code, year), self.levels())))

    def take(self, book, code: str = "bm06", year: int = YEAR):
        return importing.read_file(form(code, year), self.levels(), packed(book))

    def send(self, data: bytes, code: str = "bm06", **more):
        file = SimpleUploadedFile("bieu.xlsx", data)
        sent = {"tep": file, "based_on": form(code).draft_number, **more}
        return self.desk.post(self.path("nhap-excel/", code), sent, follow=True)


def packed(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell_of(sheet, row: str, column: str):
    """The cell of a row's and a column's code."""
    line = next(number for number in range(1, sheet.max_row + 1) if sheet.cell(number, 1).value == row)
    place = next(number for number in range(1, sheet.max_column + 1) if sheet.cell(1, number).value == column)
    return sheet.cell(line, place)


class TestRoundTrip(ExcelCase):
    def test_what_goes_out_comes_in_the_same_for_every_form(self):
        services.open_set(self.school, 2025)
        for row in services.DisclosureSet.objects.get(year=2025).disclosures.all():
            data = filled(row.form, self.levels())
            for one in row.form.rows.values():
                if one.choices:
                    data["cells"][one.code] = dict.fromkeys(data["cells"][one.code], one.choices[0])
            services.save_draft(row, data, self.accountant)
            row.refresh_from_db()
            if workbook.has_sheets(row, self.levels()):
                came = importing.read_file(row, self.levels(), workbook.write(row, self.levels()))
                services.save_draft(row, came.data, self.accountant)
                before = row.draft
                row.refresh_from_db()
                assert row.draft["added"] == before["added"], row.form_code
                assert row.draft["texts"] == before["texts"], row.form_code
                values = {
                    k: {c: v for c, v in cells.items() if v not in ("", False)} for k, cells in before["cells"].items()
                }
                assert row.draft["cells"] == {k: v for k, v in values.items() if v}, row.form_code

    def test_downloaded_changed_and_sent_through_the_screens(self):
        self.save(**self.pupils())
        answer = self.desk.get(self.path("bieu-mau.xlsx"))
        book = load_workbook(io.BytesIO(answer.content))
        sheet = book.worksheets[0]
        assert sheet.column_dimensions["A"].hidden
        assert sheet.protection.sheet
        assert cell_of(sheet, "bm06.I", "lop_1").value == 40
        assert cell_of(sheet, "bm06.I", "lop_1").protection.locked is False
        cell_of(sheet, "bm06.I", "lop_1").value = 41.5
        cell_of(sheet, "bm06.I", "tong_so").value = "1.211"
        text = self.send(packed(book)).content.decode()
        assert 'value="41,5"' in text
        assert form().draft["cells"]["bm06.I"] == {**GRADES, "lop_1": "41.5", "tong_so": "1211"}

    def test_what_begins_like_a_formula_stays_text(self):
        services.save_draft(form("tc-1"), {"texts": {"noi-dung": "=1+1"}}, self.accountant)
        sheet = self.book("tc-1").worksheets[0]
        assert sheet.cell(3, 3).data_type == "s"


class TestWrongCells(ExcelCase):
    def errors(self, change, code: str = "bm06") -> list[str]:
        book = self.book(code)
        change(book.worksheets[0])
        with pytest.raises(WrongCells) as refused:
            self.take(book, code)
        return [f"{address} {words}" for _sheet, address, words in refused.value.errors]

    def test_text_and_formulas_among_numbers_are_named_by_their_cell_and_nothing_is_taken(self):
        self.save(**self.pupils())
        book = self.book()
        sheet = book.worksheets[0]
        cell_of(sheet, "bm06.I", "lop_1").value = "ba mươi"
        cell_of(sheet, "bm06.I", "lop_2").value = "=SUM(A1:A9)"
        cell_of(sheet, "bm06.I", "lop_3").value = 99
        response = self.send(packed(book))
        assert response.status_code == 400
        text = response.content.decode()
        for code in ("lop_1", "lop_2"):
            assert cell_of(sheet, "bm06.I", code).coordinate in text
        assert form().draft["cells"]["bm06.I"]["lop_3"] == GRADES["lop_3"]

    def test_foreign_doubled_and_missing_rows(self):
        def change(sheet):
            sheet.cell(4, 1).value = "bm99.I"

        assert len(self.errors(change)) == 2

    def test_a_file_of_another_form_year_or_program_is_refused(self):
        services.open_set(self.school, YEAR + 1)
        other = Workbook()
        other.active["A1"] = "Danh sách"
        for book in (self.book("bm05"), self.book(year=YEAR + 1), other):
            with pytest.raises(SpreadsheetError):
                self.take(book)
        assert self.send(packed(other)).status_code == 400

    def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(self):
        data = packed(self.book())
        self.save(**self.pupils())
        assert self.send(data, based_on="0").status_code == 400
        assert form().draft["cells"]["bm06.I"]["lop_1"] == "40"

    def test_another_school_has_no_such_form(self):
        with in_school(B):
            stranger = self.client_for(B, factories.superuser())
        for step in ("bieu-mau.xlsx", "nhap-excel/"):
            assert stranger.get(f"{HOME}990001/{step}").status_code == 404


class TestHostileFiles(ExcelCase):
    def with_part(self, name: str, content: bytes) -> bytes:
        data = packed(self.book())
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return archive({**{part: source.read(part) for part in source.namelist()}, name: content})

    def many_rows(self) -> bytes:
        rows = b"".join(b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>' % (n, n) for n in range(1, 100_001))
        head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        data = packed(self.book())
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {part: source.read(part) for part in source.namelist()}
        sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet1"))
        first = parts[sheet].partition(b"<sheetData>")[2].partition(b"</row>")[0] + b"</row>"
        parts[sheet] = (
            head
            + b"<sheetData>"
            + first
            + rows.replace(b'<row r="1">', b'<row r="200000">', 1)
            + b"</sheetData></worksheet>"
        )
        return archive(parts)

    def test_all_are_refused_quickly_in_little_memory_with_a_sentence(self):
        files = {
            "not a zip": b"PK\x03\x04 nonsense",
            "empty": b"",
            "too large": b"x" * (2 * 1024 * 1024 + 1),
            "a zip bomb": archive({"xl/workbook.xml": b"0" * (60 * 1024 * 1024)}),
            "macros": self.with_part("xl/vbaProject.bin", b"x"),
            "links": self.with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
            "entities": self.with_part("xl/more.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "hidden entities": self.with_part("xl/more.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
            "100,000 rows": self.many_rows(),
            "14 MB of styles": self.with_part("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 2_500_000),
            "14 MB of cells in a row": self.with_part("xl/worksheets/sheet1.xml", b"<row>" + b"<c/>" * 3_000_000),
            "damaged": packed(self.book())[:2000],
        }
        started, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for name, data in files.items():
            response = self.send(data)
            assert response.status_code == 400, name
            assert "Không có gì thay đổi" in response.content.decode() or name == "empty", name
        assert time.monotonic() - started < 5 * len(files)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 300 * 1024
        assert form().draft_number == 0
