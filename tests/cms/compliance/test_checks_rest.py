"""Domain, security, management, scoring, services: each check in both directions."""

import datetime as dt
import os
import tempfile
from pathlib import Path
from unittest import mock

from django.test import override_settings
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowPage

from cms.compliance import calendar
from cms.compliance.checks.scoring import expected_by
from cms.compliance.models import Evaluation, MaintenanceNotice, NetworkProbe, SelfCheck
from cms.core.requirements import State
from tenants.models import Domain, School
from tests import factories
from tests.base import PORTAL
from tests.cms.compliance.base import CheckCase, page

YEAR = calendar.school_year()
TEXT = "<p>Nội dung đủ dài để người đọc biết nhà trường làm gì trong năm học này.</p>"


def stamp(age: dt.timedelta) -> str:
    """A file as a backup leaves it, written so long ago."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    moment = (timezone.now() - age).timestamp()
    os.utime(name, (moment, moment))
    return name


class TestDomain(CheckCase):
    def rename(self, host: str, school: str = "") -> None:
        Domain.objects.filter(tenant__slug=school or self.slug, is_primary=True).update(domain=host)

    def test_a_name_outside_vn_fails(self):
        self.assert_states("dom-rule", State.MISSING, ".vn")

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_a_name_below_edu_vn_passes(self):
        self.rename("th-a.tptdm.edu.vn")
        assert self.state("dom-rule") == State.PASSED

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_another_vn_name_alone_fails_and_old_names_lead_to_the_one(self):
        self.rename("tha.vn")
        self.assert_states("dom-rule", State.MISSING, "edu.vn")
        school = School.objects.get(slug=self.slug)
        Domain.objects.create(tenant=school, domain="th-a.tptdm.edu.vn", is_primary=False)
        assert self.state("dom-rule") == State.PASSED

    @override_settings(REQUIREMENT_NETWORK_CHECKS=True)
    def test_ipv6_is_known_only_when_the_network_answered(self):
        for results, state in (
            ({}, State.UNKNOWN),
            ({"ipv6": False}, State.MISSING),
            ({"ipv6": True, "ipv6_answers": None}, State.UNKNOWN),
            ({"ipv6": True, "ipv6_answers": True}, State.PASSED),
        ):
            NetworkProbe.objects.all().delete()
            NetworkProbe.objects.create(taken_at=timezone.now(), results=results)
            assert self.state("dom-ipv6") == state, results

    def test_with_the_network_off_nothing_is_known(self):
        NetworkProbe.objects.create(taken_at=timezone.now(), results={"ipv6": True, "ipv6_answers": True})
        assert self.state("dom-ipv6") == State.UNKNOWN


class TestStateBody(TestDomain):
    slug = PORTAL

    @override_settings(REQUIREMENT_NETWORK_CHECKS=True, ALLOWED_HOSTS=["*"])
    def test_an_office_needs_gov_vn_and_ipv6(self):
        NetworkProbe.objects.create(taken_at=timezone.now(), results={"ipv6": True, "ipv6_answers": True})
        assert self.state("dom-state-body") == State.MISSING
        self.rename("thudaumot.tphcm.gov.vn")
        assert self.state("dom-state-body") == State.PASSED


class TestSecurity(CheckCase):
    def test_plain_http_fails(self):
        assert self.state("sec-https") == State.MISSING

    @override_settings(
        PUBLIC_SCHEME="https",
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=31536000,
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    )
    def test_the_certificate_decides(self):
        with self.pages(default=page("<p>x</p>")):
            assert self.state("sec-https") == State.UNKNOWN
            with self.settings(REQUIREMENT_NETWORK_CHECKS=True):
                for days, redirects, state in (
                    (60, True, State.PASSED),
                    (5, True, State.OUTDATED),
                    (60, False, State.MISSING),
                ):
                    results = {"certificate_days": days, "redirects_to_https": redirects}
                    NetworkProbe.objects.all().delete()
                    NetworkProbe.objects.create(taken_at=timezone.now(), results=results)
                    assert self.state("sec-https") == state
        with self.pages(default=page("<img src='http://x/y.png'>")):
            assert self.state("sec-https") == State.MISSING

    def test_the_level_needs_its_decision(self):
        self.govern(security_level=2)
        self.assert_states("sec-level", State.MISSING, "số quyết định")
        self.govern(security_number="12/QĐ", security_date=dt.date(2026, 1, 5))
        assert self.state("sec-level") == State.PASSED

    def test_the_trust_label_stands_at_the_foot_and_is_fresh(self):
        assert self.state("sec-trust-label") == State.MISSING
        today = timezone.localdate()
        self.govern(trust_label="NCSC-12345", assessed_on=today)
        assert self.state("sec-trust-label") == State.PASSED
        self.govern(assessed_on=today - dt.timedelta(days=400))
        assert self.state("sec-trust-label") == State.OUTDATED
        with self.pages(default=page("<footer>x</footer>")):
            assert self.state("sec-trust-label") == State.MISSING

    def test_backup_and_restore_are_fresh_or_not(self):
        fresh, old = stamp(dt.timedelta(hours=2)), stamp(dt.timedelta(days=120))
        for backup, restore, state in (
            ("", "", State.MISSING),
            (fresh, "", State.MISSING),
            (old, fresh, State.OUTDATED),
            (fresh, old, State.OUTDATED),
            (fresh, fresh, State.PASSED),
            ("/no/such/file", fresh, State.MISSING),
        ):
            with self.settings(BACKUP_STAMP_FILE=backup, RESTORE_STAMP_FILE=restore):
                assert self.state("sec-attack") == state, (backup, restore)
                assert self.state("fn-archive") == state, (backup, restore)
        for name in (fresh, old):
            Path(name).unlink()

    def test_answers_without_protecting_headers_fail(self):
        fresh = stamp(dt.timedelta(hours=1))
        with (
            self.settings(BACKUP_STAMP_FILE=fresh, RESTORE_STAMP_FILE=fresh),
            self.pages(default=page("<p>x</p>"), **{"referrer-policy": "same-origin"}),
        ):
            self.assert_states("sec-attack", State.MISSING, "content-security-policy")

    def test_a_published_page_that_was_deleted_is_a_gap_in_the_archive(self):
        article = factories.NewsPageFactory()
        PageLogEntry.objects.log_action(instance=article, action="wagtail.publish")
        PageLogEntry.objects.log_action(instance=article, action="wagtail.delete", deleted=True)
        self.assert_states("fn-archive", State.MISSING, "bị xóa")

    def test_mail_from_outside_the_sector_fails_and_from_inside_is_not_all(self):
        assert self.state("mail-100") == State.UNKNOWN
        with self.settings(DEFAULT_FROM_EMAIL="truong@gmail.com"):
            self.assert_states("mail-100", State.MISSING, "gmail.com")

    def test_visits_are_counted_this_month_or_not(self):
        from cms.statistics.models import DailyViews

        assert self.state("fn-stats-visits") == State.MISSING
        row = DailyViews.objects.create(page_id=1, day=timezone.localdate() - dt.timedelta(days=60), views=3)
        assert self.state("fn-stats-visits") == State.OUTDATED
        row.day = timezone.localdate()
        row.save()
        assert self.state("fn-stats-visits") == State.PASSED


class TestManagement(CheckCase):
    def fill_board(self) -> None:
        self.govern(
            board_number="15/QĐ", board_date=dt.date(2026, 9, 1), board_head="Bà Lan", board_editors="Ông Minh",
            board_administrator="Bà Hoa",
        )  # fmt: skip

    def test_the_board_needs_decision_people_accounts_and_approval(self):
        self.assert_states("gov-editorial", State.MISSING, "trưởng ban")
        self.fill_board()
        self.assert_states("gov-editorial", State.MISSING, "vai trò")
        factories.editor()
        factories.approver()
        assert self.state("gov-editorial") == State.PASSED
        WorkflowPage.objects.all().delete()
        self.assert_states("gov-editorial", State.MISSING, "duyệt")

    def test_the_self_check_is_confirmed_each_year(self):
        assert self.state("gov-inspection") == State.MISSING
        row = SelfCheck.objects.create()
        assert self.state("gov-inspection") == State.PASSED
        SelfCheck.objects.filter(pk=row.pk).update(confirmed_at=timezone.now() - dt.timedelta(days=400))
        assert self.state("gov-inspection") == State.OUTDATED

    def test_the_assignment_has_number_and_date(self):
        assert self.state("hcm-admins") == State.MISSING
        self.govern(assignment_number="20/QĐ", assignment_date=dt.date(2026, 9, 1))
        assert self.state("hcm-admins") == State.PASSED


class TestScoring(CheckCase):
    def test_forty_articles_of_this_school_year_pass(self):
        self.assert_states("hcm-40-posts", State.MISSING, "0/40")
        day = calendar.first_day(YEAR)
        index = factories.news_index()
        factories.NewsPageFactory(parent=index, date=day - dt.timedelta(days=1))
        factories.NewsPageFactory.create_batch(39, parent=index, date=day)
        self.assert_states("hcm-40-posts", State.MISSING, "39/40")
        factories.NewsPageFactory(parent=index, date=day)
        assert self.state("hcm-40-posts") == State.PASSED

    def test_the_pace_is_even_over_the_months_of_teaching(self):
        assert expected_by(dt.date(2026, 9, 1), "2026-2027") == 0
        assert expected_by(dt.date(2027, 1, 15), "2026-2027") == 20
        assert expected_by(dt.date(2027, 7, 1), "2026-2027") == 40

    def test_three_forms_are_offered_as_files(self):
        assert self.state("hcm-forms") == State.MISSING
        names = ("Đơn xin nghỉ học", "Đơn xin phúc khảo", "Phiếu tuyển sinh đầu cấp")
        forms = [f'<p><a href="/tai-lieu/{n}/x.pdf">{name}</a></p>' for n, name in enumerate(names)]
        added = self.below("thu-tuc", "Biểu mẫu", "bieu-mau", TEXT)
        self.write(added, TEXT)
        with self.pages(default=page(f"<main>{forms[0]}{forms[1]}</main>")):
            self.assert_states("hcm-forms", State.MISSING, "đầu cấp")
        with self.pages(default=page(f"<main>{''.join(forms)}</main>")):
            assert self.state("hcm-forms") == State.PASSED
        with self.pages(default=page(f"<main>{''.join(forms)}</main>".replace("/tai-lieu/", "/x/"))):
            assert self.state("hcm-forms") == State.MISSING


class TestServices(CheckCase):
    def test_services_lie_within_three_clicks_or_do_not(self):
        self.assert_states("svc-3-clicks", State.MISSING, "Chưa có dịch vụ")
        self.below("thu-tuc", "Xin chuyển trường", "chuyen-truong", TEXT)
        assert self.state("svc-3-clicks") == State.PASSED
        inner = page(f"<main>{TEXT}</main>")
        with self.pages({"/": page("<a href='/x/'>x</a>")}, default=inner):
            assert self.state("svc-3-clicks") == State.MISSING
        with self.pages({"/": page("<a href='/thu-tuc/'>x</a>")}, default=inner):
            self.assert_states("svc-3-clicks", State.MISSING, "ba lần")

    def test_services_name_an_address_for_feedback(self):
        with self.pages(default=page("<main><a href='mailto:a@tptdm.edu.vn'>thư</a></main>")):
            assert self.state("svc-feedback-mail") == State.PASSED
        with self.pages(default=page("<main></main>")):
            assert self.state("svc-feedback-mail") == State.MISSING

    form = (
        "<main><form method='post'><label for='f'>Họ tên</label><input id='f' name='ten' aria-describedby='h'>"
        "<p id='h'>Như trong giấy khai sinh</p><input type='hidden' name='x'></form></main>"
    )

    def test_fields_have_help_or_have_not(self):
        for body, state in (
            (self.form, State.PASSED),
            (self.form.replace(" aria-describedby='h'", ""), State.MISSING),
            (self.form.replace("Như trong giấy khai sinh", ""), State.MISSING),
            ("<main></main>", State.MISSING),
        ):
            with self.pages(default=page(body)):
                assert self.state("svc-field-help") == state, body

    def test_fields_for_files_say_size_and_kind_or_do_not(self):
        files = self.form.replace("<input id='f'", "<input type='file' id='f'")
        for body, state in (
            (self.form, State.NOT_APPLICABLE),
            (files, State.MISSING),
            (files.replace("Như trong giấy khai sinh", "PDF hoặc JPG, tối đa 5 MB"), State.PASSED),
            (files.replace("Như trong giấy khai sinh", "Tối đa 5 MB"), State.MISSING),
        ):
            with self.pages(default=page(body)):
                assert self.state("svc-filesize") == state, body


class TestCommonBrowsers(CheckCase):
    code = "svc-browsers"

    def test_the_site_itself_passes(self):
        factories.NewsPageFactory()
        assert self.state(self.code) == State.PASSED

    def test_what_one_kind_of_browser_alone_has_is_found(self):
        good = "<main><form><button>Gửi</button></form></main>"
        with self.pages(default=page(good)):
            assert self.state(self.code) == State.PASSED
        for body in (
            "<embed src='/a.swf'>",
            "<object data='/a.pdf'></object>",
            "<p onclick='mo()'>Mở</p>",
            "<a href='javascript:mo()'>Mở</a>",
            "<form><input name='q'></form>",
        ):
            with self.pages(default=page(good + body)):
                assert self.state(self.code) == State.MISSING, body
        with self.pages(default=page(good).replace("<!doctype html>", "")):
            assert self.state(self.code) == State.MISSING

    def test_style_sheets_are_read_and_one_that_cannot_be_is_not_passed(self):
        head = "<link rel='stylesheet' href='/giao-dien/sen.css'>"
        for style, state in (
            ("@media print { p { color: red } }", State.PASSED),
            ("p { -webkit-hyphens: auto; hyphens: auto }", State.PASSED),
            ("p { -webkit-box-reflect: below }", State.MISSING),
            ("@view-transition { navigation: auto }", State.MISSING),
            ("", State.MISSING),
        ):
            with self.pages({"/giao-dien/sen.css": style}, page("", head)):
                assert self.state(self.code) == state, style


class TestEveryDay(CheckCase):
    slug = PORTAL
    code = "svc-24x7"

    def note(self, *days_ago: int) -> None:
        now = timezone.now()
        rows = [Evaluation(day=timezone.localdate() - dt.timedelta(days=n), checked_at=now) for n in days_ago]
        Evaluation.objects.bulk_create(rows)

    def test_nothing_is_known_before_thirty_days_were_watched(self):
        assert self.state(self.code) == State.UNKNOWN
        self.note(*range(30))
        assert self.state(self.code) == State.UNKNOWN

    def test_thirty_days_without_a_gap_pass_and_one_day_missing_fails(self):
        self.note(*range(1, 31))
        assert self.state(self.code) == State.PASSED
        with self.pages():
            assert self.state(self.code) == State.MISSING
        day = timezone.localdate() - dt.timedelta(days=12)
        Evaluation.objects.get(day=day).delete()
        self.assert_states(self.code, State.MISSING, f"{day:%d/%m/%Y}")

    def test_an_interruption_told_too_late_fails(self):
        self.note(*range(1, 31))
        now = timezone.now()
        MaintenanceNotice.objects.create(reason="Thay máy chủ", starts_at=now, ends_at=now + dt.timedelta(hours=1))
        self.assert_states(self.code, State.MISSING, "Thay máy chủ")


class TestProbe(CheckCase):
    """The network itself is never asked in a test."""

    def test_it_is_off_unless_switched_on(self):
        from cms.compliance.probing import take_probe

        assert take_probe() == {}
        assert not NetworkProbe.objects.exists()

    @override_settings(REQUIREMENT_NETWORK_CHECKS=True)
    def test_what_does_not_answer_is_no_answer(self):
        from cms.compliance import probing

        with (
            mock.patch.object(probing, "has_ipv6", side_effect=OSError),
            mock.patch.object(probing, "answers_over_ipv6", side_effect=TimeoutError),
            mock.patch.object(probing, "certificate_days", return_value=80),
            mock.patch.object(probing, "redirects_to_https", return_value=True),
        ):
            results = probing.take_probe()
        assert results["ipv6"] is None
        assert results["certificate_days"] == 80
        assert NetworkProbe.objects.count() == 1

    def test_nobody_looks_into_our_own_machines_with_it(self):
        from cms.compliance.probing import opens

        for address in ("http://127.0.0.1/", "http://localhost:5432/", "file:///etc/passwd", "ftp://x/"):
            assert not opens(address)
