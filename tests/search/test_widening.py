"""Where a question finds little, more is looked for."""

from dataclasses import dataclass

from cms.search.contract import Question
from cms.search.engines import widening
from tests.base import SchoolTestCase

LONG = Question(words=("đồ", "chơi", "tái", "chế"))


@dataclass
class Found:
    count: int
    fitting: int = 10


class TestWidening(SchoolTestCase):
    def looked_for(self, question, *found):
        """Ask; returns for each look whether filters counted and whether less than everything was looked for."""
        answers, looks = list(found), []

        def find(asked, _wording, ways):
            looks.append((bool(asked.chosen), bool(ways)))
            return answers.pop(0)

        self.result = widening.ask(question, find).found
        return looks

    def test_enough_with_the_words_side_by_side_is_enough(self):
        assert self.looked_for(LONG, Found(10)) == [(False, False)]

    def test_few_or_scattered_words_are_not_enough(self):
        for found in (Found(9, 9), Found(500, 3)):
            assert self.looked_for(LONG, found, Found(40)) == [(False, False), (False, True)]
            assert self.result.count == 40

    def test_of_two_words_both_are_wanted_and_by_date_all(self):
        assert len(self.looked_for(Question(words=("đồ", "chơi")), Found(1))) == 1
        assert len(self.looked_for(Question(words=LONG.words, sort="newest"), Found(1))) == 1

    def test_filters_choose_among_the_same_results(self):
        narrow = Question(words=LONG.words, chosen={"year": "2025"})
        assert self.looked_for(narrow, Found(1, 1), Found(50)) == [(True, False), (False, False)]
        assert self.result.count == 1
        assert self.looked_for(narrow, Found(1, 1), Found(3, 3), Found(7)) == [
            (True, False),
            (False, False),
            (True, True),
        ]
        assert self.result.count == 7
