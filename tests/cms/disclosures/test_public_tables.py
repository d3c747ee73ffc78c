"""Every form and item as visitors read it, compared with the data file row by row and column by column."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from lxml import html

from cms.disclosures import services
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import (
    FIGURES,
    GROUP,
    LEVELS_OF_KIND,
    Column,
    Form,
    Part,
    PartKind,
    Row,
    Source,
    ValueType,
)
from cms.disclosures.sheet import parts_for, type_of
from tenants.enums import SchoolKind
from tenants.models import School
from tests.base import B, SchoolTestCase
from tests.cms.disclosures.filling import filled, publish

OLD, NEW = 2022, 2024


def said(figure: str) -> str:
    """1234.5 as people read it."""
    return f"{Decimal(figure):,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


class Forms(SchoolTestCase):
    """A school with every form of its kind published for a year of each regulation."""

    kind = SchoolKind.PRIMARY_LOWER_SECONDARY

    @classmethod
    def setUpTestData(cls):
        School.objects.filter(pk=cls.school.pk).update(kind=cls.kind)
        cls.levels = set(LEVELS_OF_KIND[cls.kind])
        school = School.objects.get(pk=cls.school.pk)
        for year in (OLD, NEW):
            services.open_set(school, year)
        rows = Disclosure.objects.select_related("set").order_by("pk")
        cls.published = [(row, filled(row.form, cls.levels)) for row in rows]
        for row, data in cls.published:
            publish(row, data)

    def address(self, row: Disclosure) -> str:
        return f"/cong-khai/{row.set.school_year}/{row.form_code.replace('.', '-')}/"

    def forms(self) -> Iterator[tuple[Form, dict[str, Any], Any]]:
        """Each form with its content and its public page."""
        for row, data in self.published:
            with self.subTest(form=row.form_code):
                response = self.client.get(self.address(row))
                assert response.status_code == 200
                yield row.form, data, html.fromstring(response.content.decode())

    def check_tables(self) -> set[str]:
        """Compare every table; returns the codes of the forms that were."""
        seen = set()
        for form, data, page in self.forms():
            tables = iter(page.xpath("//section[contains(@class, 'disclosure-part')]//table"))
            for part in parts_for(form, self.levels):
                if part.kind == PartKind.TABLE:
                    self.check_table(form, part, data, next(tables))
                    seen.add(form.code)
            assert next(tables, None) is None
        return seen

    def check_table(self, form: Form, part: Part, data: dict[str, Any], table: Any) -> None:
        assert heads(table) == wanted_heads(part)
        rows = table.xpath(".//tbody/tr")
        wanted = list(self.rows(form, part, data))
        assert len(rows) == len(wanted)
        for shown, row in zip(rows, wanted, strict=True):
            (head,) = shown.xpath("./th")
            assert head.get("scope") == ("rowgroup" if row.type == GROUP else "row")
            assert words(head).startswith(" ".join(row.label.split())), row.code
            numbers = [words(cell) for cell in shown.xpath("./td[@class='sheet__no']")]
            assert "".join(numbers) == row.number
            if row.type != GROUP:
                cells = shown.xpath("./td[not(@class='sheet__no')]")
                assert len(cells) == len(part.columns)
                for cell, column in zip(cells, part.columns, strict=True):
                    self.check_cell(cell, row, column, data)

    def check_cell(self, cell: Any, row: Row, column: Column, data: dict[str, Any]) -> None:
        value = data["cells"].get(row.code, {}).get(column.code, "")
        kind = type_of(row, column)
        wanted = "" if value is False else str(value)
        if value is True:
            wanted = "×"
        elif kind in FIGURES and value:
            wanted = said(value)
        elif kind == ValueType.PERCENT and value:
            wanted = f"{said(value)}%"
        shown = words(cell).removeprefix(row.heading.get(column.code, "")).strip()
        rest = shown.removeprefix(wanted).strip()
        assert shown.startswith(wanted), (row.code, column.code, shown, wanted)
        # Beside the figure: its own unit, its share.
        assert rest in ("", row.units.get(column.code, "")) or rest.endswith("%)"), (row.code, column.code, shown)
        assert cell.get("data-label")

    def rows(self, form: Form, part: Part, data: dict[str, Any]) -> Iterator[Row]:
        """The rows of the data file; what the school added comes after the rows below the same heading."""
        listed = list(part.rows)
        for position, row in enumerate(listed):
            yield row
            below = [other for other in listed[: position + 1] if other.more]
            following = listed[position + 1] if position + 1 < len(listed) else None
            for parent in reversed(below):
                inside = listed[listed.index(parent) + 1 : position + 1]
                ended = following is None or following.depth <= parent.depth
                if ended and all(one.depth > parent.depth for one in inside):
                    yield from self.added(parent.code, data, parent)
        if part.more:
            yield from self.added(f"{form.code}/{part.code}", data, None)

    def added(self, key: str, data: dict[str, Any], parent: Row | None) -> Iterator[Row]:
        for number, label in enumerate(data["added"].get(key, ()), start=1):
            heading = parent.heading if parent else {}
            yield Row(f"{key}+{number}", label, Source.DERIVED, heading=heading)


def heads(table: Any) -> list[list[tuple[str, str]]]:
    """Rows of heading cells with what they stand above; number and label aside."""
    rows = table.xpath("./thead/tr")
    stub = len([cell for cell in rows[0] if cell.get("class") == "sheet__no"]) + 1
    found = [[(words(cell), cell.get("scope")) for cell in row] for row in rows]
    return [found[0][stub:], *found[1:]]


def wanted_heads(part: Part) -> list[list[tuple[str, str]]]:
    def name(column: Column) -> str:
        said_already = column.unit in f"{column.label} {column.group}"
        return " ".join((column.label if said_already else f"{column.label} ({column.unit})").split())

    if not any(column.group for column in part.columns):
        return [[(name(column), "col") for column in part.columns]]
    first: list[tuple[str, str]] = []
    second: list[tuple[str, str]] = []
    for group, members in groupby(part.columns, key=lambda column: column.group):
        inside = list(members)
        if not group:
            first += [(name(column), "col") for column in inside]
            continue
        first.append((group, "colgroup" if len(inside) > 1 else "col"))
        second += [(name(column), "col") for column in inside]
    return [first, second]


class TestPrimaryAndLowerSecondary(Forms):
    def test_every_table_of_both_regulations_is_what_the_data_file_says(self):
        seen = self.check_tables()
        assert {f"bm{number:02d}" for number in range(5, 13)} < seen
        assert {"5.1", "5.2", "8.1.a", "9.2.a", "9.2.b", "9.2.c"} < seen

    def test_texts_files_and_sections_are_shown(self):
        for form, _data, page in self.forms():
            text = words(page.get_element_by_id("noi-dung"))
            for part in parts_for(form, self.levels):
                if part.kind == PartKind.TEXT:
                    assert f"Nội dung của phần {part.code} & <đoạn> thứ nhất." in text
                    assert len(page.xpath("//div[@class='prose']/p")) >= 2
                if part.kind == PartKind.FILES:
                    assert f"Tệp của {part.code}" in text

    def test_the_forms_of_both_regulations_stand_side_by_side(self):
        overview = self.client.get("/cong-khai/").content.decode()
        for year, number in (("2022-2023", "36/2017/TT-BGDĐT"), ("2024-2025", "09/2024/TT-BGDĐT")):
            assert year in overview
            page = self.client.get(f"/cong-khai/{year}/").content.decode()
            assert number in page
            assert "Không thiếu nội dung nào." in page


class TestPreschool(Forms):
    slug = B
    kind = SchoolKind.PRESCHOOL

    def test_every_table_of_both_regulations_is_what_the_data_file_says(self):
        seen = self.check_tables()
        assert {"bm01", "bm02", "bm03", "bm04"} < seen
        assert {"5.1", "6.1.a", "6.2.a", "7.2.a", "7.2.g"} < seen

    def test_the_menu_is_linked_where_it_is_published(self):
        page = self.client.get("/cong-khai/2024-2025/7-1-d/").content.decode()
        assert 'href="/cham-soc-nuoi-duong/thuc-don/"' in page
