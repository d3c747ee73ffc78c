"""The data, the evaluation, its row in public and when it happens."""

import datetime as dt
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.compliance import regulation, tasks
from cms.compliance.evaluation import check_school, finding
from cms.compliance.models import Evaluation, MaintenanceNotice
from cms.compliance.regulation import RegulationError
from cms.core import outbox, requirements
from cms.core.requirements import Finding, State
from cms.shared.models import RequirementState, RequirementTotals
from cms.shared.working_days import working_days_between
from tenants import periodic
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks


def row(**changes):
    base = {
        "code": "x",
        "kind": "category",
        "applies_to": ["school"],
        "short": "Mục",
        "title": "Mục thử",
        "asks": "Có mục",
        "level": "must",
        "law": "TT 37/2020",
        "automation": "full",
        "source": "text",
    }
    return {**base, **changes}


def parse(*rows):
    head = {
        "number": "1",
        "title": "T",
        "issued": "2020-10-05",
        "effective_from": "2020-11-20",
        "version": "1",
        "note": "",
    }
    return regulation.parse({"regulation": head, "requirements": list(rows)})


class TestData(SchoolTestCase):
    def test_all_requirements_are_there_with_version_and_date(self):
        read = regulation.regulation()
        assert len(read.requirements) >= 77
        assert read.effective_from == dt.date(2020, 11, 20)
        assert read.version

    def test_mistakes_are_refused_with_the_row_named(self):
        for bad in (
            row(level="maybe"),
            row(source="rumour"),
            row(applies_to=["moon"]),
            row(surprise=1),
            row(title=""),
            row(automation="partial"),
            row(automation="none"),
            row(school_kinds=["university"]),
        ):
            with pytest.raises(RegulationError, match="x"):
                parse(bad)
        with pytest.raises(RegulationError, match="two rows"):
            parse(row(), row())
        assert parse(row()).requirements["x"].is_compared

    def test_what_nobody_has_compared_is_said_to_be_so(self):
        memory = [one for one in regulation.regulation().requirements.values() if one.source == "memory"]
        assert {one.code for one in memory} == {"cat-school-eleventh", "fn-rss"}
        assert not any(one.is_compared for one in memory)

    def test_every_check_has_its_requirement(self):
        assert regulation.unknown_checks() == []
        with mock.patch.dict(requirements._checks, {"no-such": lambda school: Finding(State.PASSED)}):
            assert regulation.unknown_checks() == ["no-such"]


class TestEvaluation(SchoolTestCase):
    def test_a_check_that_falls_over_hides_no_other(self):
        def broken(school):
            School.objects.raw("SELECT nothing FROM nowhere")[0]

        with mock.patch.dict(requirements._checks, {"fn-rss": broken}), self.assertLogs("cms.compliance", "ERROR"):
            evaluation = check_school()
        by_code = {found["code"]: found for found in evaluation.findings}
        assert by_code["fn-rss"]["state"] == State.UNKNOWN
        assert by_code["fn-search"]["state"] == State.PASSED

    def test_one_row_per_day_and_findings_of_the_newest_only(self):
        check_school()
        Evaluation.objects.update(day=timezone.localdate() - dt.timedelta(days=1))
        check_school()
        check_school()
        new, old = Evaluation.objects.all()
        assert new.findings
        assert not old.findings
        assert old.totals

    def test_it_voids_no_cached_page(self):
        from tenants.registry import registry

        registry.school_for_schema(self.school.schema_name)
        before = registry.version(self.school.schema_name)
        check_school()
        registry.school_for_schema(self.school.schema_name)
        assert registry.version(self.school.schema_name) == before

    def test_it_draws_no_picture_and_leaves_no_page_in_the_cache(self):
        picture = factories.PictureFactory()
        factories.NewsPageFactory(cover=picture, cover_alt="Học sinh đọc sách")
        check_school()
        assert picture.renditions.count() == 0
        assert self.client.get("/")["X-Page-Cache"] == "miss"
        assert picture.renditions.count() > 0

    def test_a_school_writes_its_own_rows_and_no_others(self):
        check_school()
        outbox.work_off()
        assert set(RequirementState.objects.values_list("school__slug", flat=True)) == {A}
        assert RequirementTotals.objects.get().school.slug == A
        with in_school(B):
            check_school()
            outbox.work_off()
        check_school()
        outbox.work_off()
        count = RequirementState.objects.filter(school__slug=A).count()
        assert count == len(regulation.regulation().asked_of("primary"))
        assert RequirementTotals.objects.count() == 2

    def test_rows_can_be_rebuilt(self):
        check_school()
        outbox.work_off()
        before = set(RequirementState.objects.values_list("code", "state"))
        RequirementState.objects.all().delete()
        RequirementTotals.objects.all().delete()
        outbox.rebuild()
        outbox.work_off()
        assert set(RequirementState.objects.values_list("code", "state")) == before
        assert RequirementTotals.objects.count() == 1

    def test_a_dropped_requirement_leaves_the_rows(self):
        check_school()
        outbox.work_off()
        RequirementState.objects.create(
            school=School.objects.get(slug=A), code="gone", state="passed", checked_at=timezone.now()
        )
        check_school()
        outbox.work_off()
        assert not RequirementState.objects.filter(code="gone").exists()

    def test_the_command_checks_one_school_and_names_a_wrong_one(self):
        call_command("check_requirements", school=[A], verbosity=0)
        assert RequirementState.objects.filter(school__slug=A).exists()
        assert not RequirementState.objects.filter(school__slug=B).exists()
        with pytest.raises(CommandError, match="khong-co"):
            call_command("check_requirements", school=["khong-co"])

    def test_other_kinds_of_schools_are_let_off_what_is_not_asked_of_them(self):
        one = regulation.regulation().requirements["hcm-40-posts"]
        assert finding(one, None, School(kind="preschool")).state == State.NOT_APPLICABLE
        assert finding(one, None, School(kind="lower_secondary")).state == State.UNKNOWN


class TestSchedule(SchoolTestCase):
    def waiting(self, task) -> int:
        return DBTaskResult.objects.filter(
            status="READY", task_path=task.module_path, args_kwargs__schema=self.school.schema_name
        ).count()

    def setUp(self):
        DBTaskResult.objects.all().delete()

    def test_several_publications_bring_one_check(self):
        for _number in range(3):
            article = factories.NewsPageFactory(live=False)
            article.save_revision().publish()
        assert self.waiting(tasks.check_requirements) == 1

    def test_every_school_is_checked_each_night_at_its_own_minute(self):
        rhythm = periodic._rhythms[tasks.check_nightly.module_path]
        assert (rhythm.at, rhythm.weekday, rhythm.portal_only) == (tasks.NIGHT, None, False)
        now = timezone.make_aware(dt.datetime(2026, 11, 22, 1, 30))
        moments = {rhythm.moment_of(f"s_truong_{n}", now) for n in range(40)}
        assert len(moments) > 20
        assert all(1 <= timezone.localtime(moment).hour <= 4 for moment in moments)
        periodic.occasion.func(tasks.check_nightly.module_path)
        assert self.waiting(tasks.check_nightly) == 1
        tasks.check_nightly.func()
        assert Evaluation.objects.count() == 1

    def test_the_worker_runs_it_in_its_school(self):
        tasks.check_now()
        assert all(done.status == "SUCCESSFUL" for done in run_tasks())
        assert Evaluation.objects.count() == 1
        with in_school(B):
            assert Evaluation.objects.count() == 0

    def test_a_suspended_school_is_left_alone(self):
        School.objects.filter(slug=A).update(status="suspended")
        tasks.check_requirements.func()
        assert not Evaluation.objects.exists()


class TestMaintenanceAndRating(SchoolTestCase):
    slug = PORTAL

    def test_working_days_leave_out_weekends_and_holidays(self):
        assert working_days_between(dt.date(2026, 11, 20), dt.date(2026, 11, 23)) == 1
        assert working_days_between(dt.date(2026, 8, 31), dt.date(2026, 9, 4)) < 4

    def test_one_that_comes_too_soon_is_refused(self):
        from django.core.exceptions import ValidationError

        start = timezone.now() + dt.timedelta(days=3)
        notice = MaintenanceNotice(reason="Nâng cấp", starts_at=start, ends_at=start + dt.timedelta(hours=1))
        with pytest.raises(ValidationError) as caught:
            notice.clean()
        assert "starts_at" in caught.value.message_dict
        notice.starts_at += dt.timedelta(days=30)
        with pytest.raises(ValidationError):
            notice.clean()
        notice.ends_at = notice.starts_at + dt.timedelta(hours=1)
        notice.clean()

    def test_the_banner_stands_on_every_page_until_it_is_over(self):
        start = timezone.now() + dt.timedelta(days=20)
        notice = MaintenanceNotice.objects.create(
            reason="Nâng cấp máy chủ", starts_at=start, ends_at=start + dt.timedelta(hours=1)
        )
        assert "Nâng cấp máy chủ" in self.client.get("/").content.decode()
        notice.delete()
        assert "Nâng cấp máy chủ" not in self.client.get("/").content.decode()

    def rate(self, path="/tin-tuc/", level="hai-long", origin="http://tptdm.localhost", **more):
        data = {"trang": path, "muc": level, **more}
        return self.client.post("/danh-gia/", data, HTTP_ORIGIN=origin)

    def counts(self) -> int:
        from cms.compliance.models import RatingCount

        return sum(RatingCount.objects.values_list("count", flat=True))

    def test_an_answer_is_counted_and_nobody_is_remembered(self):
        response = self.rate()
        assert response.status_code == 302
        assert not response.cookies
        self.rate()
        assert self.counts() == 2
        assert "no-store" in response["Cache-Control"]
        thanks = self.client.get(response["Location"])
        assert 'href="/tin-tuc/"' in thanks.content.decode()

    def test_what_is_no_answer_of_a_reader_is_not_counted(self):
        for wrong in (
            {"origin": "http://evil.example"},
            {"origin": ""},
            {"level": "tuyet-voi"},
            {"path": "/khong-co/"},
            {"path": "//evil.example/"},
            {"path": "https://evil.example/tin-tuc/"},
            {"website": "spam"},
        ):
            assert self.rate(**wrong).status_code == 302
        assert self.counts() == 0

    def test_one_address_cannot_answer_for_all(self):
        for _number in range(25):
            self.rate()
        assert self.counts() == 20

    def test_behind_a_proxy_each_visitor_counts_alone(self):
        with self.settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
            for number in range(25):
                self.client.post(
                    "/danh-gia/",
                    {"trang": "/tin-tuc/", "muc": "hai-long"},
                    HTTP_ORIGIN="http://tptdm.localhost",
                    HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
                )
        assert self.counts() == 25

    def test_the_question_stands_on_a_page_that_is_kept(self):
        first = self.client.get("/tin-tuc/")
        assert 'action="/danh-gia/"' in first.content.decode()
        assert not first.cookies
        assert self.client.get("/tin-tuc/")["X-Page-Cache"] == "hit"

    def test_the_office_sees_the_counts(self):
        self.rate()
        client = self.client_for(PORTAL, factories.administrator())
        assert "100%" in client.get("/quan-tri/hai-long/").content.decode()
