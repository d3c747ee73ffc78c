"""Files of a form and of a year: every format holds the same figures, and none of them a formula."""

import csv
import io
import json
import re
import shutil
import subprocess
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest

from cms.disclosures.downloads.document import Document, records
from cms.disclosures.models import Disclosure
from cms.disclosures.paper import PaperError
from tests.base import B
from tests.cms.disclosures.filling import filled, publish
from tests.cms.disclosures.test_public_tables import Forms

STAFF = "/cong-khai/2022-2023/bm08/phien-ban/1/"
PUPILS = "/cong-khai/2024-2025/9-2-a/phien-ban/1/"


class TestFiles(Forms):
    def get(self, address: str) -> Any:
        response = self.client.get(address)
        assert response.status_code == 200, address
        return response

    def cells(self, code: str) -> dict[str, dict[str, Any]]:
        return next(data["cells"] for row, data in self.published if row.form_code == code)

    def figures(self, code: str) -> set[Decimal]:
        form = next(row.form for row, _data in self.published if row.form_code == code)
        own = {column.code for part in form.tables for column in part.columns if column.type != "text"}
        return {
            Decimal(value)
            for row, cells in self.cells(code).items()
            for column, value in cells.items()
            if column in own and getattr(form.rows.get(row), "type", "") != "text"
        }

    def test_a_workbook_looks_like_the_form_and_holds_numbers(self):
        from openpyxl import load_workbook

        response = self.get(f"{STAFF}xlsx/")
        (sheet,) = load_workbook(io.BytesIO(response.content)).worksheets
        values = [cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
        assert {Decimal(str(cell.value)) for cell in values if cell.data_type == "n"} >= self.figures("bm08")
        assert not [cell for cell in values if cell.data_type == "f"]
        assert sheet.merged_cells.ranges
        assert any(str(cell.value).startswith("Công khai thông tin về đội ngũ") for cell in values)

    def test_an_open_document_holds_the_same(self):
        from odfdo import Document as Spreadsheet

        content = self.get(f"{STAFF}ods/").content
        (table,) = Spreadsheet(io.BytesIO(content)).body.tables
        values = [value for row in table.get_values() for value in row if value not in (None, "")]
        assert {Decimal(str(value)) for value in values if isinstance(value, int | float | Decimal)} >= self.figures(
            "bm08"
        )
        assert "Tổng số giáo viên, cán bộ quản lý và nhân viên" in " ".join(map(str, values))
        assert b"table:formula" not in content

    def test_a_csv_has_a_line_for_each_value_and_starts_no_formula(self):
        text = self.get(f"{PUPILS}csv/").content.decode()
        assert text.startswith("\ufeff")
        lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        found = {(line["Mã dòng"], line["Mã cột"]): line["Giá trị"] for line in lines}
        wanted = {(row, column): value for row, cells in self.cells("9.2.a").items() for column, value in cells.items()}
        assert {key: Decimal(value) for key, value in found.items()} == {k: Decimal(v) for k, v in wanted.items()}
        texts = self.get("/cong-khai/2024-2025/5-2/phien-ban/1/csv/").content.decode()
        assert "'=Dòng thêm hai" in texts
        assert ",=" not in texts

    def test_the_json_says_what_its_schema_says(self):
        told = json.loads(self.get(f"{PUPILS}json/").content)
        (form,) = told["forms"]
        values = {row["code"]: row["values"] for part in form["parts"] for row in part["rows"]}
        assert values["9.2.a.1"]["hoc_sinh"] == int(self.cells("9.2.a")["9.2.a.1"]["hoc_sinh"])
        assert form["version"]["number"] == 1
        assert told["$schema"].endswith("/cong-khai/luoc-do-json/")
        check(told, json.loads(self.get("/cong-khai/luoc-do-json/").content))

    def test_a_year_is_one_file_with_every_form(self):
        told = json.loads(self.get("/cong-khai/2024-2025/json/").content)
        assert [form["code"] for form in told["forms"]] == [
            row.form_code for row, _data in self.published if row.set.year == 2024
        ]
        check(told, json.loads(self.get("/cong-khai/luoc-do-json/").content))
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(self.get("/cong-khai/2022-2023/xlsx/").content))
        assert "bm06 Chất lượng thực tế" in book.sheetnames
        assert len(book.sheetnames) == len([1 for row, _data in self.published if row.set.year == 2022])

    def test_the_newest_version_is_kept_until_something_changes_and_the_form_leads_to_it(self):
        response = self.get(f"{PUPILS}csv/")
        assert response["Content-Disposition"] == 'attachment; filename="cong-khai-2024-2025-9-2-a-phien-ban-1.csv"'
        again = self.get(f"{PUPILS}csv/")
        assert again["X-Page-Cache"] == "hit"
        assert "immutable" not in again["Cache-Control"]
        assert again["Content-Disposition"] == response["Content-Disposition"]
        assert "immutable" not in self.get("/cong-khai/2024-2025/csv/")["Cache-Control"]
        assert self.client.get("/cong-khai/2024-2025/9-2-a/csv/").headers["Location"] == f"{PUPILS}csv/"

    def test_an_older_version_keeps_its_figures(self):
        row = Disclosure.objects.select_related("set").get(form_code="9.2.a")
        publish(row, filled(row.form, self.levels, first=5_001), number=2, reason="Nhập nhầm khối 1")
        older, newer = (json.loads(self.get(f"{PUPILS[:-2]}{number}/json/").content) for number in (1, 2))
        assert older["forms"][0]["parts"] != newer["forms"][0]["parts"]
        assert newer["forms"][0]["version"]["reason"] == "Nhập nhầm khối 1"

    def test_what_is_not_public_or_another_school_s_has_no_file(self):
        for path in ("phien-ban/2/csv/", "phien-ban/1/doc/", "phien-ban/1/tep/1/", "phien-ban/1/csv/x/"):
            assert self.client.get(f"/cong-khai/2024-2025/9-2-a/{path}").status_code == 404, path
        other = self.client_for(B)
        for address in (f"{PUPILS}csv/", "/cong-khai/2024-2025/json/"):
            assert other.get(address).status_code == 404

    def test_a_pdf_is_tagged_vietnamese_and_brings_its_fonts(self):
        content = self.get(f"{PUPILS}pdf/").content
        told = pdf(content)
        assert told.root["/MarkInfo"]["/Marked"]
        assert told.root["/Lang"] == "vi"
        assert "/StructTreeRoot" in told.root
        assert "9.2.a" not in str(told.title)
        assert "Trường" in str(told.title)
        assert b"pdfuaid:part" in content or "pdfuaid" in told.metadata
        assert told.fonts
        assert all("BeVietnamPro" in name or "Be-Vietnam-Pro" in name for name in told.fonts)
        assert told.embedded == len(told.fonts)
        assert set("ộếđưở") <= told.letters
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
            text = " ".join(done.stdout.decode().split())
            places = [text.index(word) for word in ("THÔNG BÁO", "Khối lớp 1", "Khối lớp 9", "Thủ trưởng đơn vị")]
            assert places == sorted(places)

    def test_a_year_is_one_tagged_pdf_with_its_forms_as_bookmarks_in_their_order(self):
        some = ("bm05", "bm06", "tc-2")
        Disclosure.objects.filter(set__year=2022).exclude(form_code__in=some).update(version_count=0)
        content = self.get("/cong-khai/2022-2023/pdf/").content
        told = pdf(content)
        titles = [row.form.title for row, _data in self.published if row.form_code in some]
        assert told.bookmarks()[1:] == titles
        assert told.root["/MarkInfo"]["/Marked"]
        assert told.embedded == len(told.fonts)
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
            text = " ".join(done.stdout.decode().split())
            contents, forms = text.split("THÔNG BÁO", 1)
            assert [contents.index(one) for one in titles] == sorted(contents.index(one) for one in titles)
            assert [forms.index(one) for one in titles] == sorted(forms.index(one) for one in titles)

    def test_without_the_system_s_library_the_page_says_so(self):
        with mock.patch("cms.disclosures.downloads.as_pdf.to_pdf", side_effect=PaperError("Không có thư viện")):
            response = self.client.get("/cong-khai/2022-2023/bm06/phien-ban/1/pdf/")
        assert response.status_code == 503
        assert response.content.decode() == "Không có thư viện"
        assert "immutable" not in response["Cache-Control"]

    def test_every_form_becomes_every_kind_of_file(self):
        """Writers are given each form; what they write is looked at above."""
        from cms.disclosures.downloads import FORMATS
        from cms.disclosures.downloads.document import Publisher, document

        publisher = Publisher("truong-a", "Trường A", "UBND phường", "http://a.test/cong-khai/")
        documents: list[Document] = [
            document(row.versions.get(), publisher, self.levels, "http://a.test/") for row, _data in self.published
        ]
        for one in documents:
            assert list(records(one)) or one.form.code in ("7.1.d", "9.1.dd")
            for extension in ("csv", "json", "xlsx"):
                assert FORMATS[extension].write([one])


@pytest.mark.parametrize("value", ["=1+1", "+84", "-2", "@x", "\tx", "\rx"])
def test_no_text_begins_a_formula(value: str) -> None:
    from cms.core.spreadsheets import as_csv, harmless

    assert harmless(value) == f"'{value}"
    assert as_csv([[value, -2]]).decode().removeprefix("\ufeff").strip('"').startswith("'")


def check(value: Any, schema: dict[str, Any], place: str = "") -> None:
    """As much of JSON Schema as ours uses."""
    kinds = schema.get("type", [])
    names = {"object": dict, "array": list, "string": str, "integer": int, "number": int | float, "boolean": bool}
    allowed = [names[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    assert not allowed or any(isinstance(value, kind) for kind in allowed), (place, value)
    assert value in schema.get("enum", [value]), (place, value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        assert set(schema.get("required", ())) <= set(value), (place, value.keys())
        for name, inner in value.items():
            rest = schema.get("additionalProperties", {})
            assert name in known or rest is not False, (place, name)
            check(inner, known.get(name) or rest or {}, f"{place}/{name}")
    for number, inner in enumerate(value if isinstance(value, list) else ()):
        check(inner, schema.get("items", {}), f"{place}/{number}")


def to_unicode(table: str) -> set[str]:
    """The letters that a font's table gives back to who copies or reads the text aloud."""
    found = re.findall(r"<[0-9a-fA-F]+> <([0-9a-fA-F]+)>", table)
    return {letter for code in found for letter in bytes.fromhex(code).decode("utf-16-be")}


class pdf:
    """What a PDF says of itself."""

    def __init__(self, content: bytes) -> None:
        from pyhanko.pdf_utils.reader import PdfFileReader

        reader = PdfFileReader(io.BytesIO(content))
        self.root = reader.root
        self.title = reader.trailer["/Info"]["/Title"] if "/Info" in reader.trailer else ""
        self.metadata = self.root["/Metadata"].data.decode() if "/Metadata" in self.root else ""
        self.fonts: set[str] = set()
        self.embedded = 0
        self.letters: set[str] = set()
        seen: set[str] = set()
        for number in range(self.root["/Pages"]["/Count"]):
            resources = reader.find_page_for_modification(number)[1].get_object()
            for name, found in resources["/Font"].items():
                font = found.get_object()
                if name not in seen:
                    seen.add(name)
                    self.fonts.add(font["/BaseFont"])
                    below = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
                    self.letters |= to_unicode(font["/ToUnicode"].data.decode())
                    self.embedded += any(key.startswith("/FontFile") for key in below["/FontDescriptor"])

    def bookmarks(self) -> list[str]:
        """The outermost ones."""
        one = self.root["/Outlines"]["/First"]
        found = [str(one["/Title"])]
        while "/Next" in one:
            one = one["/Next"]
            found.append(str(one["/Title"]))
        return found
