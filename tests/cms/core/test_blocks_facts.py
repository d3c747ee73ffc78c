"""A person, figures and a table: as data, not as a drawing of it."""

import re

from tests import factories
from tests.cms.core.blocks import BlockCase


class TestPerson(BlockCase):
    def test_ways_to_reach_somebody_are_links(self):
        html = self.shown(
            "person",
            {
                "name": "Trần Văn <An>",
                "post": "Hiệu trưởng",
                "phone": "(0274) 3822.123",
                "email": "an@truong.vn",
                "picture": factories.PictureFactory(),
            },
        )
        assert "Trần Văn &lt;An&gt;" in html
        assert 'href="tel:02743822123"' in html
        assert 'href="mailto:an@truong.vn"' in html
        assert 'alt=""' in html

    def test_a_phone_number_in_words_is_refused(self):
        value = {"name": "A", "phone": "gọi cô Lan", "email": "", "picture": None}
        assert "phone" in self.refusals("person", value)
        assert not self.refusals("person", {**value, "phone": "0274 3822 123"})


class TestFigures(BlockCase):
    def test_each_number_stands_with_its_label(self):
        html = self.shown(
            "figures",
            {
                "figures": [
                    {"value": "1.250", "unit": "", "label": "học sinh"},
                    {"value": "98,5", "unit": "%", "label": "lên lớp"},
                ]
            },
        )
        assert re.search(r"học sinh.*1\.250.*lên lớp.*98,5.*%", html, re.DOTALL)

    def test_words_are_no_figure(self):
        rows = [{"value": "rất nhiều", "unit": "", "label": "học sinh"}, {"value": "12", "unit": "", "label": "lớp"}]
        assert "value" in self.refusals("figures", {"figures": rows})
        rows[0]["value"] = "1/25"
        assert not self.refusals("figures", {"figures": rows})


class TestTable(BlockCase):
    def table(self, **changes):
        return {
            "data": [["Khối", "Số lớp"], ["Khối 1", "7"], ["Khối <2>", "1.250"]],
            "table_caption": "Quy mô",
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            **changes,
        }

    def test_header_cells_say_what_they_head(self):
        html = self.shown("table", self.table())
        assert "<caption>Quy mô</caption>" in html
        assert '<th scope="col" class="num">Số lớp</th>' in html
        assert '<th scope="row">Khối 1</th>' in html
        assert 'data-label="Số lớp"' in html
        assert "Khối &lt;2&gt;" in html

    def test_numbers_are_set_as_figures(self):
        assert 'class="num">1.250</td>' in self.shown("table", self.table())

    def test_an_empty_corner_is_no_header(self):
        html = self.shown("table", self.table(data=[["", "Số lớp"], ["Khối 1", "7"]]))
        assert '<td></td><th scope="col" class="num">Số lớp</th>' in html

    def test_a_table_without_caption_or_headers_is_refused(self):
        assert not self.refusals("table", self.table())
        for wrong in (
            {"table_caption": " "},
            {"table_header_choice": "neither"},
            {"data": [["a", "b"]]},
            {"data": [["Khối", ""], ["a", "b"]]},
            {"data": [["x"] * 13] * 3},
        ):
            assert self.refusals("table", self.table(**wrong)), wrong

    def test_a_draft_may_be_unfinished(self):
        assert not self.refusals("table", self.table(table_caption=""), deferred=True)

    def test_what_excel_leaves_empty_around_it_is_cut_off(self):
        from cms.core.blocks import TableBlock

        cleaned = TableBlock().clean(self.table(data=[["Khối", "Lớp", ""], ["1", "7", None], ["", "", ""]]))
        assert cleaned["data"] == [["Khối", "Lớp"], ["1", "7"]]
