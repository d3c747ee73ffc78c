"""What a parent reads first, what changed, what was said before, and what all of it costs."""

import json
import re
from typing import Any

from cms.disclosures import charts, key_figures, services
from cms.disclosures.models import Disclosure
from cms.disclosures.regulation import regulations
from cms.disclosures.sheet import Sheet
from tests.base import B, SchoolTestCase
from tests.cms.disclosures.filling import filled, publish
from tests.cms.disclosures.test_public_tables import Forms

GRADES = {"lop_1": "40", "lop_2": "41", "lop_3": "42", "lop_4": "43", "lop_5": "44"}


def sheet(code: str, cells: dict[str, Any]) -> Sheet:
    return Sheet(regulations()["tt36" if code.startswith("bm") else "tt09"].forms[code], {"cells": cells})


class TestKeyFigures(SchoolTestCase):
    def figures(self, **sheets: Sheet) -> dict[str, str]:
        by_code = {one.form.code: one for one in sheets.values()}
        return {figure.code: figure.text for figure in key_figures.of(by_code)}

    def test_pupils_per_class_are_counted_from_what_the_school_states(self):
        pupils = sheet("9.2.a", {"9.2.a.tong": {"hoc_sinh": "1238", "so_lop": "35"}})
        found = self.figures(pupils=pupils)
        assert (found["pupils"], found["classes"], found["per_class"]) == ("1.238", "35", "35,4")

    def test_classes_of_circular_36_are_read_from_rooms_and_classes(self):
        pupils, rooms = sheet("bm06", {"bm06.I": {"tong_so": "210"}}), sheet("bm07", {"bm07.I": {"so_luong": "8 / 7"}})
        assert self.figures(a=pupils, b=rooms)["per_class"] == "30"

    def test_a_school_of_two_levels_adds_its_pupils_and_does_not_guess_its_classes(self):
        found = self.figures(
            a=sheet("bm06", {"bm06.I": {"tong_so": "210"}}),
            b=sheet("bm10", {"bm10.I": {"tong_so": "100"}}),
            c=sheet("bm07", {"bm07.I": {"so_luong": "8/7"}}),
        )
        assert (found["pupils"], found["classes"], found["per_class"]) == ("310", "", "")

    def test_what_nobody_states_is_empty(self):
        assert set(self.figures().values()) == {""}


class TestReading(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        for year, first in ((2021, "38"), (2022, "40")):
            services.open_set(cls.school, year)
            row = Disclosure.objects.select_related("set").get(set__year=year, form_code="bm06")
            total = str(170 + int(first))
            publish(row, {"cells": {"bm06.I": {**GRADES, "lop_1": first, "tong_so": total}}})
        cls.row = row
        services.open_set(cls.school, 2024)
        new = Disclosure.objects.select_related("set").get(set__year=2024, form_code="9.2.a")
        publish(new, {"cells": {"9.2.a.tong": {"hoc_sinh": "240", "so_lop": "7"}}})

    def text(self, path: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2]).split())

    def test_this_year_s_pupils_per_class_stand_on_top_of_the_section(self):
        figures = self.client.get("/cong-khai/").context["figures"]
        assert {one["figure"].code: one["figure"].text for one in figures}["per_class"] == "34,3"
        assert "34,3 Học sinh bình quân/lớp" in self.text("/cong-khai/")

    def test_a_year_says_what_is_missing(self):
        text = self.text("/cong-khai/2024-2025/")
        assert "Đã công bố 1 nội dung." in text
        assert re.search(r"Còn thiếu \d+ nội dung\.", text)
        assert "Thực đơn hằng ngày (nếu có)" in text
        assert "chưa công bố" in text

    def test_earlier_years_of_the_same_regulation_stand_below_and_no_others(self):
        (compared, *_rest) = self.client.get("/cong-khai/2022-2023/bm06/").context["compared"]
        assert compared.years == ("2021-2022", "2022-2023")
        assert compared.rows == (("Tổng số học sinh", ("208", "210")),)
        assert self.client.get("/cong-khai/2024-2025/9-2-a/").context["compared"] == []

    def test_what_parents_ask_for_first_is_compared_first(self):
        services.open_set(self.school_row(self.slug), 2025)
        pupils = {"9.2.a.1": {"so_lop": "3", "hoc_sinh": "103"}, "9.2.a.tong": {"so_lop": "3", "hoc_sinh": "103"}}
        for year in (2024, 2025):
            row = Disclosure.objects.select_related("set").get(set__year=year, form_code="9.2.a")
            data = {"cells": {"9.2.a.tuyen-sinh": {"chi_tieu": "105", "ket_qua": "103"}, **pupils}}
            publish(row, data, row.version_count + 1)
        compared = self.client.get("/cong-khai/2025-2026/9-2-a/").context["compared"]
        assert compared[0].title.rpartition(" – ")[2] == "Số học sinh"

    def test_a_correction_says_when_and_why_and_the_older_version_says_that_it_is_old(self):
        publish(self.row, {"cells": {"bm06.I": {"tong_so": "211"}}}, 2, "Nhập nhầm khối 1")
        text = self.text("/cong-khai/2022-2023/bm06/")
        assert re.search(r"Đã thay đổi ngày \d\d/\d\d/\d{4} vì: Nhập nhầm khối 1", text)
        old = self.client.get("/cong-khai/2022-2023/bm06/phien-ban/1/").content.decode()
        assert "Đây là phiên bản cũ (phiên bản 1)" in old
        assert '<meta name="robots" content="noindex, follow">' in old
        # On paper the notice above the table is not printed: the line below it says so.
        assert "Đã có phiên bản mới thay thế." in old
        assert "Đã có phiên bản mới thay thế." not in text

    def test_charts_tell_every_number_to_those_who_do_not_see_them(self):
        (chart,) = self.client.get("/cong-khai/2022-2023/bm06/").context["charts"]
        assert "<title" in chart.svg
        assert "Lớp 1: 40; Lớp 2: 41; Lớp 3: 42; Lớp 4: 43; Lớp 5: 44" in chart.svg
        assert "style=" not in chart.svg

    def test_a_year_and_a_form_are_datasets_for_search_engines(self):
        for path, count in (("/cong-khai/2022-2023/", 5), ("/cong-khai/2022-2023/bm06/", 5)):
            page = self.client.get(path).content.decode()
            (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
            dataset = next(node for node in json.loads(text)["@graph"] if node["@type"] == "Dataset")
            assert dataset["temporalCoverage"] == "2022-08-01/2023-07-31"
            assert len(dataset["distribution"]) == count
            for file in dataset["distribution"]:
                address = file["contentUrl"].partition(".localhost")[2].lstrip(":0123456789")
                assert self.client.get(address).status_code == 200 or address.endswith("/pdf/")

    def test_the_head_of_a_page_says_its_own_title(self):
        titles = {
            "/cong-khai/2022-2023/": "Công khai 2022-2023",
            "/cong-khai/2022-2023/bm06/": "Chất lượng thực tế 2022-2023",
            "/cong-khai/2022-2023/bm06/phien-ban/1/": "Chất lượng thực tế 2022-2023, phiên bản 1",
            "/cong-khai/bao-cao-thuong-nien/": "Báo cáo thường niên",
        }
        for path, title in titles.items():
            page = self.client.get(path).content.decode()
            assert f"<title>{title} – " in page
            assert f'<meta name="DC.title" content="{title}">' in page
            assert f'<meta property="og:title" content="{title}">' in page

    def test_and_its_own_description_not_the_section_s(self):
        described = "Công khai thông tin chất lượng giáo dục tiểu học thực tế – Trường Tiểu học A, 2022-2023"
        page = self.client.get("/cong-khai/2022-2023/bm06/").content.decode()
        for name in ('name="description"', 'property="og:description"', 'name="DC.description"'):
            assert f'<meta {name} content="{described}">' in page

    def test_a_drawing_of_nothing_is_left_out(self):
        parts = regulations()["tt36"].forms["bm06"].parts
        assert charts.of(sheet("bm06", {}), parts) == []
        assert charts.trend([]) is None


class TestCost(Forms):
    """However many rows a form has and however many years were published."""

    slug = B
    kind = "preschool"

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        for year in (2020, 2021, 2023, 2025):
            services.open_set(cls.school, year)
            for row in Disclosure.objects.filter(set__year=year).select_related("set"):
                publish(row, filled(row.form, cls.levels))

    def test_pages_cost_the_same_however_much_there_is(self):
        for path in ("", "2024-2025/", "2022-2023/bm03/", "2022-2023/bm04/", "2024-2025/4-7/", "2024-2025/7-1-d/"):
            assert self.cost(f"/cong-khai/{path}") <= 14, path
        for path in ("2024-2025/5-2/phien-ban/1/csv/", "2024-2025/json/"):
            assert self.cost(f"/cong-khai/{path}") <= 12, path
