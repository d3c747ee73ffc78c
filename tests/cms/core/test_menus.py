"""The groups of the main menu, and the lines of what waits."""

import datetime as dt
import re

from django.utils import timezone

from cms.contact.models import Question
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school

GROUPS = ("desk", "office", "lists")


def menu(slug: str, role) -> set[str]:
    """Names of the groups that someone of this role sees."""
    with in_school(slug):
        user = role()
    html = client_for(slug, user).get("/quan-tri/").content.decode()
    return {name for name in (*GROUPS, "help", "snippets") if re.search(rf'"name": "{name}"', html)}


class TestGroups(SchoolTestCase):
    def test_everybody_sees_the_groups_with_something_in_them_for_their_role(self):
        assert menu(A, factories.editor) == set()
        assert menu(A, factories.clerk) == {"desk"}
        assert menu(A, factories.approver) == {"desk"}
        assert menu(A, factories.administrator) == {"desk", "lists"}
        assert menu(PORTAL, factories.administrator) == {"desk", "office", "lists"}


class TestWaiting(SchoolTestCase):
    def home(self, slug: str, role) -> str:
        with in_school(slug):
            user = role()
        return client_for(slug, user).get("/quan-tri/").content.decode()

    def test_questions_wait_for_those_who_answer_in_the_school_they_were_asked(self):
        factories.QuestionFactory()
        for role in (factories.clerk, factories.approver):
            assert "1 câu hỏi đang chờ trả lời" in self.home(A, role)
        assert "câu hỏi đang chờ" not in self.home(A, factories.editor)
        assert "câu hỏi đang chờ" not in self.home(B, factories.clerk)

    def test_with_nothing_waiting_there_is_no_panel(self):
        assert "Đang chờ bạn xử lý" not in self.home(A, factories.clerk)

    def test_what_is_late_is_marked(self):
        factories.QuestionFactory()
        Question.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
        assert "Quá hạn" in self.home(A, factories.clerk)
