"""Deadlines as people meet them: a school's own page and letters, the portal's board, a message to late schools."""

import datetime as dt
import io

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cms.core import outbox
from cms.disclosures import services
from cms.disclosures.models import ChangeNote, DeadlineSettings, Disclosure, SentReminder
from cms.disclosures.obligations import reminders
from cms.shared.models import DisclosureDuty, DisclosureFigures, DisclosureNotice, DisclosureNoticeReceipt
from tenants.models import Authority, School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, listening, run_tasks
from tests.cms.disclosures.city import add_city
from tests.cms.disclosures.test_requirements import on

MINE = "/quan-tri/han-cong-khai/"
BOARD = "/quan-tri/bang-cong-khai/"


def publish(code: str, school, user, year: int = 2025) -> None:
    services.open_set(school, year)
    row = Disclosure.objects.select_related("set").get(set__year=year, form_code=code)
    services.save_draft(row, {"texts": {row.form.parts[0].code: "Vì học sinh."}}, user)
    services.publish(Disclosure.objects.select_related("set").get(pk=row.pk), user, school)


class TestSchool(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.principal = factories.approver()
        publish("4.4", cls.school, cls.principal)

    def get(self, path: str = MINE):
        return self.client_for(A, self.principal).get(path)

    def test_the_page_says_what_is_late_what_comes_and_what_is_public(self):
        with on("2026-06-10"):
            page = self.get().content.decode()
        assert "Hạn 29/06/2026, còn 19 ngày" in page
        with on("2026-07-10"):
            page = self.get().content.decode()
        assert "quá hạn 11 ngày" in page
        assert "Sứ mạng, tầm nhìn, mục tiêu" in page

    def test_the_dashboard_shows_the_next_deadlines(self):
        with on("2026-07-10"):
            outbox.rebuild()
            outbox.work_off()
            page = self.get("/quan-tri/").content.decode()
        assert page.count("quá hạn 11 ngày") == 1
        assert MINE in page

    def test_a_change_is_noted_and_starts_the_clock(self):
        client = self.client_for(A, self.principal)
        row = Disclosure.objects.get(form_code="4.4")
        data = {"disclosure": row.pk, "changed_on": timezone.localdate().isoformat(), "what": "Đổi mục tiêu"}
        wrong = client.post(MINE + "thay-doi/", {**data, "changed_on": "2090-01-01"})
        assert "nằm trong tương lai" in wrong.content.decode()
        assert client.post(MINE + "thay-doi/", data).status_code == 302
        assert ChangeNote.objects.get().noted_by == self.principal
        assert "Đổi mục tiêu" in self.get().content.decode()

    def test_who_neither_enters_nor_publishes_is_turned_away(self):
        client = self.client_for(A, factories.UserFactory())
        assert client.get(MINE).status_code == 302


class TestReminders(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.principal = factories.approver(email="hieu-truong@a.tptdm.localhost")
        factories.UserFactory(email="khong-lien-quan@a.tptdm.localhost")

    def remind(self, day: str) -> list[str]:
        """Run the daily task and the letters it has queued; returns the subjects of new letters."""
        mail.outbox.clear()
        with on(day):
            if reminders.remind():
                queued = SentReminder.objects.filter(sent_at=timezone.now())
                assert all(row.letters == 1 for row in queued)
                reminders.mail(self.principal.pk, [row.due.isoformat() for row in queued])
        return [letter.subject for letter in mail.outbox]

    def test_thirty_seven_and_one_day_before_and_once_when_late(self):
        with on("2026-05-10"):
            DeadlineSettings.load()
        self.remind("2026-05-20")
        sent = {day: bool(self.remind(day)) for day in ("2026-05-30", "2026-06-01", "2026-06-22", "2026-06-28")}
        assert sent == {"2026-05-30": True, "2026-06-01": True, "2026-06-22": True, "2026-06-28": True}
        assert self.remind("2026-06-28") == []
        assert self.remind("2026-06-30")
        late = [subject for subject in self.remind("2026-07-01") if subject]
        assert len(late) == 1
        assert self.remind("2026-07-02") == []

    def test_a_letter_names_the_day_the_forms_and_the_address(self):
        self.remind("2026-06-22")
        letter = mail.outbox[0]
        assert letter.to == ["hieu-truong@a.tptdm.localhost"]
        for words in ("29/06/2026", "còn 7 ngày", "Các khoản thu", MINE):
            assert words in letter.body, words

    def test_letters_can_be_turned_off(self):
        settings = DeadlineSettings.load()
        settings.sends_mail = False
        settings.save()
        assert self.remind("2026-06-22") == []
        assert not SentReminder.objects.exists()


class TestBoard(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        cls.supervisor = factories.approver()
        for slug in (A, B):
            with in_school(slug) as school:
                if slug == A:
                    publish("4.4", school, factories.approver(email="truong-a@example.org"))
                else:
                    factories.approver(email="truong-b@example.org")
                outbox.rebuild()
                outbox.work_off()

    def get(self, path: str = BOARD, user=None, **extra):
        return self.client_for(PORTAL, user or self.supervisor).get(path, **extra)

    def test_it_shows_every_school_with_what_is_done_of_what_is_asked(self):
        board = self.get(BOARD + "?nam=2025").context["board"]
        assert len(board.rows) == 2
        assert {row.total.done for row in board.rows} == {0, 1}
        assert board.total.late > 30
        assert board.late == 2
        page = self.get(BOARD + "?nam=2025").content.decode()
        assert f"({board.total.done} trên {board.total.asked})" in page
        assert page.count('class="w-sr-only"> trễ hạn') >= 4

    def test_it_is_filtered(self):
        authority = Authority.objects.create(name="UBND phường Phú Lợi")
        School.objects.filter(slug=A).update(ward="Phường Phú Lợi", authority=authority)
        kind = School.objects.get(slug=A).kind
        for query, expected in (
            ("&phuong=Phường Phú Lợi", 1),
            (f"&co-quan={authority.pk}", 1),
            (f"&cap={kind}", School.objects.filter(kind=kind).count()),
            ("&trang-thai=late", 2),
            ("&trang-thai=done_late", 1),
            ("&cap=lạ&co-quan=lạ&trang-thai=lạ", 2),
        ):
            board = self.get(f"{BOARD}?nam=2025{query}").context["board"]
            assert len(board.rows) == expected, query
        assert self.get(BOARD + "?nam=1999").status_code == 200
        assert self.get(BOARD + "?nam=²").status_code == 200

    def test_the_workbook_holds_table_open_forms_trend_and_figures(self):
        School.objects.filter(slug=A).update(name='=HYPERLINK("http://x")')
        book = load_workbook(io.BytesIO(self.get(BOARD + "xuat/?nam=2025").content))
        table, missing, trend, figures = book.worksheets
        assert table.max_row == 3
        assert missing.max_row > 50
        assert trend.max_row >= 3
        assert figures.max_row == 5
        assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)

    def test_the_city_s_figures_name_who_is_counted_and_who_is_missing(self):
        a, b = (School.objects.get(slug=slug) for slug in (A, B))
        DisclosureFigures.objects.create(school=a, year=2025, pupils=1250, classes=34)
        found = self.get(BOARD + "so-lieu/?nam=2025").context["figures"]
        assert [(total.value, total.counted) for total in found.totals[:3]] == [(1250, 1), (34, 1), (None, 0)]
        assert [row.pk for row in found.missing] == [b.pk]
        assert "1.250" in self.get(BOARD + "so-lieu/?nam=2025").content.decode()

    def test_a_school_s_page_lists_every_form_with_its_day(self):
        school = School.objects.get(slug=A)
        page = self.get(f"{BOARD}truong/{school.pk}/").content.decode()
        assert "/cong-khai/2025-2026/4-4/" in page
        assert "29/06/2026" in page
        portal = School.objects.get(kind="office")
        assert self.get(f"{BOARD}truong/{portal.pk}/").status_code == 404

    def test_a_message_reaches_the_people_of_the_late_schools_and_their_dashboard(self):
        a = School.objects.get(slug=A)
        page = self.get(f"{BOARD}nhac/?nam=2025&truong={a.pk}")
        assert "09/2024" in page.content.decode()
        client = self.client_for(PORTAL, self.supervisor)
        done = client.post(BOARD + "nhac/", {"nam": 2025, "truong": a.pk, "text": "Đề nghị hoàn thành trước 15/7."})
        assert done.status_code == 302
        notice = DisclosureNotice.objects.get()
        assert notice.sent_by_id == self.supervisor.pk
        assert [row.school_id for row in notice.receipts.all()] == [a.pk]
        mail.outbox.clear()
        run_tasks()
        assert [letter.to for letter in mail.outbox] == [["truong-a@example.org"]]
        assert "Đề nghị hoàn thành" in mail.outbox[0].body
        assert DisclosureNoticeReceipt.objects.get().letters == 1
        assert "Đề nghị hoàn thành" in self.get(BOARD + "da-nhac/").content.decode()
        with in_school(A):
            client = self.client_for(A, factories.approver())
            assert "Đề nghị hoàn thành" in client.get("/quan-tri/").content.decode()
        with in_school(B):
            client = self.client_for(B, factories.approver())
            assert "Đề nghị hoàn thành" not in client.get("/quan-tri/").content.decode()

    def test_who_is_not_late_is_not_written_to(self):
        DisclosureDuty.objects.filter(school__slug=A).update(done_on=dt.date(2026, 1, 1))
        a = School.objects.get(slug=A)
        page = self.get(f"{BOARD}nhac/?nam=2025&truong={a.pk}")
        assert page.context["schools"] == []
        assert [name for _pk, name in self.get(f"{BOARD}nhac/?nam=2025&tat-ca=1").context["schools"]] == [
            School.objects.get(slug=B).name
        ]
        client = self.client_for(PORTAL, self.supervisor)
        client.post(BOARD + "nhac/", {"nam": 2025, "truong": a.pk, "text": "Chào"})
        assert not DisclosureNotice.objects.exists()

    def test_it_costs_the_same_for_2_schools_and_for_170_with_six_years(self):
        client = self.client_for(PORTAL, self.supervisor)
        with listening():
            client.get(BOARD)
            with CaptureQueriesContext(connection) as few:
                client.get(BOARD + "?nam=2025")
            add_city(168, range(2020, 2026))
            with CaptureQueriesContext(connection) as many:
                response = client.get(BOARD + "?nam=2025")
        board = response.context["board"]
        assert len(board.rows) == 170
        assert [line.year for line in board.trend if line.schools > 100] == [*range(2020, 2026)]
        assert len(many) == len(few) <= 12

    def test_editors_of_the_portal_are_turned_away(self):
        editor = factories.editor()
        for path in ("", "xuat/", "so-lieu/", "nhac/", "da-nhac/"):
            assert self.get(BOARD + path, editor).status_code == 302, path

    def test_it_does_not_exist_at_a_school(self):
        with in_school(A):
            client = self.client_for(A, factories.superuser())
        assert client.get(BOARD).status_code == 404
