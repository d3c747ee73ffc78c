"""What a text on its way to the public says by e-mail: in Vietnamese, with the school's own host."""

from django.core import mail

from tests.cms.test_roles import RolesCase


class TestMails(RolesCase):
    def to(self, user) -> list[str]:
        return [f"{m.subject}\n{m.body}" for m in mail.outbox if user.email in m.to]

    def test_a_writer_learns_that_the_text_came_back_by_whom_and_why(self):
        page = self.submitted()
        self.decide(self.approver, page, "reject", comment="Xin bỏ họ tên của em.")
        text = self.to(self.editor)[-1]
        assert "trả lại" in text
        assert "Xin bỏ họ tên của em." in text
        assert str(self.approver) in text
        assert f"http://{self.school.primary_host}/quan-tri/pages/{page.pk}/edit/" in text
        assert "rejected" not in text

    def test_and_that_it_was_approved(self):
        self.decide(self.approver, self.submitted())
        text = self.to(self.editor)[-1]
        assert "Ngày hội đọc sách" in text
        assert "duyệt" in text
        assert "approved" not in text

    def test_the_approver_learns_that_something_waits(self):
        page = self.submitted()
        text = self.to(self.approver)[-1]
        assert f"{self.school.primary_host}/quan-tri/pages/{page.pk}/edit/" in text
        assert "submitted" not in text
