"""Parts to open, steps, timeline: in order, and readable without a script."""

from tests.cms.core.blocks import BlockCase

ITEMS = [
    {"title": "Nộp ở đâu?", "text": "<p>Tại <b>văn phòng</b>.</p>"},
    {"title": "Khi nào?", "text": "<p>Tháng 6.</p>"},
]


class TestAccordion(BlockCase):
    def test_each_part_opens_without_a_script(self):
        html = self.shown("accordion", {"items": ITEMS})
        assert html.count("<details") == html.count("<summary>") == 2
        assert "<summary>Nộp ở đâu?" in html
        assert "Tại <b>văn phòng</b>." in html

    def test_one_part_alone_is_refused(self):
        assert self.refusals("accordion", {"items": ITEMS[:1]})
        assert not self.refusals("accordion", {"items": ITEMS})


class TestSteps(BlockCase):
    STEPS = [{"title": "Điền đơn", "text": "<p>Mẫu số 1.</p>"}, {"title": "Nộp đơn", "text": ""}]

    def test_steps_are_an_ordered_list(self):
        html = self.shown("steps", {"steps": self.STEPS})
        assert '<ol class="steps">' in html
        assert html.index("Điền đơn") < html.index("Mẫu số 1.") < html.index("Nộp đơn")

    def test_a_step_without_words_is_refused(self):
        assert self.refusals("steps", {"steps": [{"title": "", "text": ""}, *self.STEPS]})
        assert not self.refusals("steps", {"steps": self.STEPS})


class TestTimeline(BlockCase):
    ROWS = [{"when": "1986", "title": "Thành lập", "text": ""}, {"when": "2015", "title": "Đạt chuẩn", "text": ""}]

    def test_milestones_are_an_ordered_list_with_their_dates(self):
        html = self.shown("timeline", {"milestones": self.ROWS})
        assert '<ol class="timeline">' in html
        assert html.index("1986") < html.index("Thành lập") < html.index("2015")

    def test_a_milestone_without_a_date_is_refused(self):
        assert self.refusals("timeline", {"milestones": [{"when": "", "title": "x", "text": ""}, *self.ROWS]})
        assert not self.refusals("timeline", {"milestones": self.ROWS})
