"""From a parent's question to the published answer, through the addresses people use."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms.contact import codes, services
from cms.contact.models import Question
from cms.shared.models import WorkingDayOverride
from cms.shared.working_days import add_working_days
from tests import factories
from tests.base import A, B, SchoolTestCase, listening, run_tasks

ASK, LOOK_UP, INDEX, DESK = "/hoi-dap/gui/", "/hoi-dap/tra-cuu/", "/hoi-dap/", "/quan-tri/hoi-dap/"


def test_codes_are_easy_to_read_out():
    seen = {codes.new_code() for _ in range(200)}
    assert len(seen) == 200
    assert not set("".join(seen)) & set("0O1I")
    code = seen.pop()
    assert codes.normalised(f" {codes.spoken(code).lower()} ") == code


def sent(**changes) -> dict[str, object]:
    return {
        "submission": str(uuid.uuid4()),
        "topic": "an-toan",
        "subject": "Xe đưa đón",
        "text": "Trường có xe đưa đón không?",
        "asker_name": "Nguyễn Thị Hoa",
        "asker_email": "",
        "asker_phone": "",
        "consent": "on",
        **changes,
    }


class QuestionCase(SchoolTestCase):
    def ask(self, slug: str = A, **changes):
        return self.client_for(slug).post(ASK, sent(**changes))

    def code_of(self, response) -> str:
        return re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", response.content.decode())[0]

    def look_up(self, code: str, slug: str = A):
        return self.client_for(slug).post(LOOK_UP, {"code": code})

    def step(self, user, question, step: str, **data):
        prefix = {"tra-loi": "answerform", "giao": "assignform", "chuyen": "declineform", "dang": "publishform"}
        fields = {f"{prefix.get(step, '')}-{name}": value for name, value in data.items()}
        return self.client_for(A, user).post(f"{DESK}{question.pk}/{step}/", fields)


class TestAsking(QuestionCase):
    def test_a_parent_gets_a_code_and_a_day(self):
        response = self.ask()
        assert response.status_code == 200
        question = Question.objects.get()
        assert self.code_of(response) == question.spoken_code
        assert f"{question.due_on:%d/%m/%Y}" in response.content.decode()
        assert question.consent_version == "1"

    def test_the_same_form_sent_twice_makes_one_question(self):
        form = sent()
        client = self.client_for(A)
        first, second = client.post(ASK, form), client.post(ASK, form)
        assert self.code_of(first) == self.code_of(second)
        assert Question.objects.count() == 1

    def test_what_is_missing_is_said_and_nothing_typed_is_lost(self):
        response = self.ask(consent="", topic="", text="Câu hỏi rất dài đã gõ")
        text = response.content.decode()
        assert "Câu hỏi rất dài đã gõ" in text
        assert 'href="#id_consent"' in text
        assert Question.objects.count() == 0

    def test_a_number_that_is_none_is_refused_and_a_right_one_is_put_in_order(self):
        assert "0912 345 678" in self.ask(asker_phone="12").content.decode()
        self.ask(asker_phone="+84912345678")
        assert Question.objects.get().asker_phone == "0912 345 678"

    def test_programs_that_fill_in_everything_are_refused(self):
        assert self.ask(website="http://spam.example").status_code == 400
        assert Question.objects.count() == 0

    def test_the_form_is_never_kept_and_says_so(self):
        for path in (ASK, LOOK_UP):
            response = self.client.get(path)
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Page-Cache"] == "bypass"

    def test_one_address_may_not_ask_without_end(self):
        for _ in range(6):
            assert self.ask().status_code == 200
        assert self.ask().status_code == 400
        assert Question.objects.count() == 6
        assert self.ask(B).status_code == 200

    def test_a_form_from_elsewhere_is_refused(self):
        client = self.client_for(A, enforce_csrf_checks=True)
        assert client.post(ASK, sent()).status_code == 403

    def test_no_personal_data_in_the_logs(self):
        with self.assertLogs(level="INFO") as logs:
            self.ask(asker_email="hoa@example.org", asker_phone="0912345678")
            run_tasks()
        text = " ".join(logs.output)
        assert "Question" in text
        for word in ("Hoa", "hoa@example.org", "345 678", "Xe đưa đón", Question.objects.get().code):
            assert word not in text


class TestLookingUp(QuestionCase):
    def test_the_code_opens_the_question_in_any_spelling(self):
        code = self.code_of(self.ask())
        for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
            assert "Trường có xe đưa đón không?" in self.look_up(typed).content.decode()

    def test_a_wrong_code_says_so(self):
        assert "AAAAA-AAAAA" in self.look_up("AAAAA-AAAAA").content.decode()

    def test_a_code_of_one_school_is_unknown_at_another(self):
        code = self.code_of(self.ask())
        response = self.look_up(code, B)
        assert response.status_code == 400
        assert "xe đưa đón" not in response.content.decode().lower()

    def test_a_code_in_the_address_opens_nothing(self):
        code = self.code_of(self.ask())
        assert "xe đưa đón" not in self.client.get(f"{LOOK_UP}?code={code}").content.decode().lower()

    def test_codes_cannot_be_tried_without_end(self):
        self.ask()
        for _ in range(30):
            self.look_up("AAAAA-AAAAA")
        assert "trường có xe" not in self.look_up(Question.objects.get().code).content.decode().lower()


class TestAnswering(QuestionCase):
    @classmethod
    def setUpTestData(cls):
        cls.clerk = factories.clerk(last_name="Lê Thị", first_name="Thu")
        cls.principal = factories.approver()
        cls.teacher = factories.editor()
        cls.question = factories.QuestionFactory(subject="Xe buýt số 7")

    def fresh(self) -> Question:
        return Question.objects.get(pk=self.question.pk)

    def answer(self, by=None):
        return self.step(by or self.clerk, self.question, "tra-loi", answer="Có, tuyến số 2.")

    def publish(self, by=None, **data):
        values = {"subject": "Xe buýt", "text": "Có xe không?", "answer": "Có, tuyến số 2."}
        return self.step(by or self.principal, self.question, "dang", **{**values, **data})

    def test_the_desk_lists_open_questions_and_marks_overdue_ones(self):
        late = factories.QuestionFactory(subject="Quá hạn rồi", due_on=timezone.localdate() - dt.timedelta(days=1))
        text = self.client_for(A, self.clerk).get(DESK).content.decode()
        assert text.index("Quá hạn rồi") < text.index("Xe buýt số 7")
        assert text.count("w-status--critical") == 1
        assert late.is_overdue

    def test_teachers_do_not_see_who_asked(self):
        for path in (DESK, f"{DESK}{self.question.pk}/"):
            assert self.client_for(A, self.teacher).get(path).status_code == 302

    def test_the_clerk_answers_and_whoever_asked_learns_it(self):
        assert self.answer().status_code == 302
        assert self.fresh().status == "answered"
        run_tasks()
        assert mail.outbox[0].to == ["phu-huynh@example.org"]
        assert "Có, tuyến số 2." in mail.outbox[0].body
        assert "Có, tuyến số 2." in self.look_up(self.question.code).content.decode()

    def test_the_clerk_may_not_publish_the_principal_may(self):
        self.answer()
        assert self.publish(self.clerk).status_code == 404
        assert self.fresh().published_at is None
        assert self.publish().status_code == 302
        text = self.client.get(INDEX).content.decode()
        assert "Có, tuyến số 2." in text
        assert "Phụ Huynh" not in text
        assert "N.T.P.H." not in text

    def test_initials_stand_there_only_if_agreed(self):
        Question.objects.update(show_initials=True)
        self.answer()
        self.publish()
        assert "N.T.P.H." in self.client.get(INDEX).content.decode()

    def test_what_shall_stay_private_cannot_be_published(self):
        Question.objects.update(keep_private=True)
        self.answer()
        assert self.publish().status_code == 404
        with pytest.raises(services.NotPossible):
            services.publish(self.question, subject="x", text="x", answer="x", by=self.principal)

    def test_publishing_and_withdrawing_are_seen_at_once(self):
        self.answer()
        with listening():
            self.client.get(INDEX)
        self.publish()
        assert "Có, tuyến số 2." in self.client.get(INDEX).content.decode()
        self.step(self.principal, self.question, "go")
        assert "Có, tuyến số 2." not in self.client.get(INDEX).content.decode()

    def test_a_question_that_is_not_ours_says_whom_to_ask(self):
        self.step(self.clerk, self.question, "chuyen", refer_to="Công an phường, 0274 3")
        assert "Công an phường" in self.look_up(self.question.code).content.decode()
        run_tasks()
        assert "Công an phường" in mail.outbox[0].body
        assert self.answer().status_code == 404

    def test_a_question_is_handed_on_to_those_who_may_answer(self):
        page = self.client_for(A, self.clerk).get(f"{DESK}{self.question.pk}/").content.decode()
        assert "Lê Thị" in page
        assert self.step(self.clerk, self.question, "giao", to=self.teacher.pk).status_code == 200
        assert self.step(self.clerk, self.question, "giao", to=self.clerk.pk).status_code == 302
        assert (self.fresh().assigned_to, self.fresh().status) == (self.clerk, "answering")

    def test_a_published_answer_is_not_changed_behind_its_back(self):
        self.answer()
        self.publish()
        assert self.answer().status_code == 404

    def test_an_empty_answer_is_refused_and_the_page_stays(self):
        response = self.step(self.clerk, self.question, "tra-loi", answer="")
        assert response.status_code == 200
        assert self.fresh().status == "received"

    def test_each_step_is_in_the_history_without_words_of_the_question(self):
        from wagtail.models import ModelLogEntry

        self.answer()
        self.publish()
        entries = list(ModelLogEntry.objects.filter(action__startswith="contact."))
        assert {(entry.action, entry.user) for entry in entries} == {
            ("contact.answer", self.clerk),
            ("contact.publish", self.principal),
        }
        assert {entry.label for entry in entries} == {f"#{self.question.pk}"}

    def test_the_desk_of_another_school_knows_nothing_of_it(self):
        with self.in_school(B):
            clerk = factories.clerk()
        client = self.client_for(B, clerk)
        assert "Xe buýt số 7" not in client.get(DESK).content.decode()
        assert client.get(f"{DESK}{self.question.pk}/").status_code == 404


class TestIndex(QuestionCase):
    def published(self, **fields):
        return factories.QuestionFactory(
            status="answered", published_at=timezone.now(), public_text="Hỏi", public_answer="Đáp", **fields
        )

    def test_answers_are_found_without_accents_and_by_field(self):
        self.published(public_subject="Đường đến trường", topic="an-toan")
        self.published(public_subject="Học phí", topic="khoan-thu")
        found = self.client.get(INDEX, {"q": "duong den"}).context["page_obj"]
        assert [question.public_subject for question in found] == ["Đường đến trường"]
        found = self.client.get(INDEX, {"chuyen-muc": "khoan-thu"}).context["page_obj"]
        assert [question.public_subject for question in found] == ["Học phí"]
        assert [item.title for item in self.client.get(INDEX).context["categories"]] == [
            "Tất cả",
            "Khoản thu, chế độ hỗ trợ",
            "An toàn, cơ sở vật chất, đưa đón",
        ]
        assert self.client.get(INDEX, {"q": "a b", "chuyen-muc": "khoan-thu"}).context["page_query"] == (
            "chuyen-muc=khoan-thu&q=a+b&"
        )
        assert self.client.get(INDEX, {"q": "\x00", "chuyen-muc": "gì đó", "trang": "x"}).status_code == 200

    def test_frequent_questions_come_first_and_are_laid_with_the_site(self):
        context = self.client.get(INDEX).context
        assert len(context["frequent"]) == 4
        page = self.client.get("/hoi-dap/cau-hoi-thuong-gap/").content.decode()
        assert "Tôi muốn hỏi một việc thì làm thế nào?" in page

    def test_what_is_not_published_is_nowhere(self):
        factories.QuestionFactory(status="answered", answer="Riêng", public_answer="Riêng", public_subject="Riêng")
        assert "Riêng" not in self.client.get(INDEX).content.decode()


class TestPrivacy(QuestionCase):
    def test_personal_data_go_a_year_after_the_answer(self):
        question = factories.QuestionFactory()
        services.answer(question, "Có.", by=factories.clerk())
        run_tasks()
        with time_machine.travel(timezone.now() + dt.timedelta(days=364)):
            run_tasks()
            assert Question.objects.get().asker_name
        with time_machine.travel(timezone.now() + dt.timedelta(days=366)):
            run_tasks()
        scrubbed = Question.objects.get()
        gone = (scrubbed.asker_name, scrubbed.asker_email, scrubbed.asker_phone, scrubbed.text, scrubbed.answer)
        assert not any(gone)
        assert scrubbed.code != question.code
        assert self.look_up(question.code).status_code == 400
        with pytest.raises(services.NotPossible):
            services.answer(scrubbed, "Noch einmal", by=factories.clerk())

    def test_what_was_published_stays_without_its_author(self):
        question = factories.QuestionFactory(
            public_subject="Xe", public_answer="Có.", published_at=timezone.now(), show_initials=True
        )
        question.scrub()
        text = self.client.get(INDEX).content.decode()
        assert "Có." in text
        assert "N.T.P.H." not in text

    def test_the_notice_has_a_version_that_grows_with_its_words_only(self):
        from cms.contact.models import PrivacyPage

        page = PrivacyPage.objects.get()
        page.title = "Quyền riêng tư"
        page.save_revision().publish()
        assert PrivacyPage.objects.get().version == 1
        page = PrivacyPage.objects.get()
        page.body = [("paragraph", "<p>Lời mới.</p>")]
        page.save_revision().publish()
        assert PrivacyPage.objects.get().version == 2
        self.ask()
        assert Question.objects.get().consent_version == "2"

    def test_it_names_the_laws_and_each_form_links_it(self):
        text = self.client.get("/quyen-rieng-tu/").content.decode()
        assert "91/2025/QH15" in text
        assert "356/2025/NĐ-CP" in text
        assert 'href="/quyen-rieng-tu/"' in self.client.get(ASK).content.decode()


class TestWorkingDays(SchoolTestCase):
    def due(self, start: dt.date, days: int = 15) -> dt.date:
        return add_working_days(start, days)

    def test_weekends_do_not_count(self):
        assert self.due(dt.date(2026, 6, 1), 5) == dt.date(2026, 6, 8)
        assert self.due(dt.date(2026, 6, 5), 1) == dt.date(2026, 6, 8)
        assert self.due(dt.date(2026, 6, 6), 1) == dt.date(2026, 6, 8)

    def test_tet_and_national_day_do_not_count(self):
        assert self.due(dt.date(2026, 2, 13), 1) == dt.date(2026, 2, 23)
        assert self.due(dt.date(2026, 8, 28), 1) == dt.date(2026, 9, 3)

    def test_what_the_office_decided_counts_more(self):
        WorkingDayOverride.objects.create(date=dt.date(2026, 6, 6), is_working=True)
        WorkingDayOverride.objects.create(date=dt.date(2026, 6, 8), is_working=False)
        assert self.due(dt.date(2026, 6, 5), 1) == dt.date(2026, 6, 6)
        assert self.due(dt.date(2026, 6, 6), 1) == dt.date(2026, 6, 9)

    def test_a_question_is_due_after_fifteen_of_them(self):
        with time_machine.travel("2026-06-01T03:00:00Z"):
            self.client.post(ASK, sent())
        assert Question.objects.get().due_on == dt.date(2026, 6, 22)
