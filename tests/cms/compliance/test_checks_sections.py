"""Sections: passes when the content is there, fails when it is not."""

import datetime as dt

from django.test import override_settings
from django.utils import timezone

from cms.compliance import calendar
from cms.compliance.models import NetworkProbe
from cms.core.models import BasePage
from cms.core.requirements import State
from cms.demo import guides, people
from tests import factories
from tests.base import PORTAL, A, B, in_school
from tests.cms.compliance.base import CheckCase, page

YEAR = calendar.school_year()
NOTICE = (
    f"<p>Năm học {YEAR}. Đối tượng: trẻ 6 tuổi. Chỉ tiêu: 140. Hình thức: xét tuyển. Điều kiện: thường trú."
    " Hồ sơ: đơn, giấy khai sinh. Thời gian: từ 1/7. Địa điểm: văn phòng trường.</p>"
)
PROCEDURE = (
    "<p>Trình tự thực hiện. Thành phần hồ sơ. Nơi tiếp nhận. Người xử lý: bà Hoa. Thời hạn: 5 ngày. Lệ phí: không."
    ' <a href="https://dichvucong.gov.vn/x">Cổng quốc gia</a></p>'
)


class TestMetadata(CheckCase):
    code = "cat-school-metadata"

    def test_pages_with_title_description_and_facts_for_machines_pass(self):
        body = page("<main></main>", "<title>A</title><meta name='description' content='b'>" + self.dublin_core())
        with self.pages(default=body):
            self.assert_states(self.code, State.PASSED)

    def dublin_core(self) -> str:
        names = ("title", "creator", "date", "description", "publisher", "identifier")
        return "".join(f'<meta name="DC.{name}" content="x">' for name in names)

    def test_one_fact_less_is_missing(self):
        for gap in ("DC.date", "description"):
            body = page("<main></main>", "<title>A</title><meta name='description' content='b'>" + self.dublin_core())
            with self.pages(default=body.replace(f'name="{gap}"', "").replace(f"name='{gap}'", "")):
                self.assert_states(self.code, State.MISSING, "thiếu")

    def test_the_site_itself_with_its_summaries_written(self):
        self.write_home()
        assert self.state(self.code) == State.PASSED
        about = self.section("gioi-thieu")
        about.summary = about.search_description = ""
        about.save()
        self.assert_states(self.code, State.MISSING, "/gioi-thieu/")

    def write_home(self) -> None:
        home = factories.home()
        home.summary = "Trường tiểu học giữa vườn cây."
        home.save()


class TestEnrolmentNotice(CheckCase):
    code = "cat-school-enrol-info"

    def test_an_empty_section_is_missing(self):
        self.assert_states(self.code, State.MISSING, "trống")

    def test_all_seven_contents_pass(self):
        self.write(self.section("tuyen-sinh"), NOTICE)
        self.assert_states(self.code, State.PASSED)

    def test_one_content_less_is_missing_and_named(self):
        self.write(self.section("tuyen-sinh"), NOTICE.replace("Địa điểm", "Ở"))
        self.assert_states(self.code, State.MISSING, "địa điểm")

    def test_last_years_notice_is_out_of_date(self):
        self.write(self.section("tuyen-sinh"), NOTICE.replace(YEAR, "2019-2020"))
        self.assert_states(self.code, State.OUTDATED)

    def test_personal_numbers_of_children_are_a_fault(self):
        self.write(self.section("tuyen-sinh"), NOTICE + "<p>074315012345</p>")
        self.assert_states(self.code, State.MISSING, "định danh")

    def test_an_unpublished_notice_does_not_count(self):
        self.write(self.section("tuyen-sinh"), NOTICE).unpublish()
        assert self.state(self.code) == State.MISSING


class TestEnrolmentService(CheckCase):
    code = "cat-school-enrol-service"

    def test_without_a_link_it_is_missing(self):
        self.write(self.section("thu-tuc/tuyen-sinh"), "<p>Xem <a href='/lien-he/'>liên hệ</a>.</p>")
        assert self.state(self.code) == State.MISSING

    def test_a_link_to_the_admission_portal_passes(self):
        link = '<p><a href="https://tuyensinh.hcm.edu.vn/">Đăng ký</a></p>'
        self.write(self.section("thu-tuc/tuyen-sinh"), link)
        assert self.state(self.code) == State.PASSED


class TestSchoolManagementSystem(CheckCase):
    code = "cat-school-sms"
    address = "https://vnedu.vn/truong-a"

    def test_it_is_optional(self):
        assert self.state(self.code) == State.NOT_APPLICABLE

    def test_a_link_nobody_has_opened_is_not_passed(self):
        self.govern(school_system_url=self.address)
        self.assert_states(self.code, State.UNKNOWN, "đang tắt")

    @override_settings(REQUIREMENT_NETWORK_CHECKS=True)
    def test_with_the_network_it_passes_or_is_out_of_date(self):
        self.govern(school_system_url=self.address)
        assert self.state(self.code) == State.UNKNOWN
        row = NetworkProbe.objects.create(taken_at=timezone.now(), results={"school_system": True})
        assert self.state(self.code) == State.PASSED
        row.results = {"school_system": False}
        row.save()
        assert self.state(self.code) == State.OUTDATED
        row.taken_at -= dt.timedelta(days=9)
        row.save()
        assert self.state(self.code) == State.UNKNOWN

    def test_a_link_that_no_page_shows_is_missing(self):
        self.govern(school_system_url=self.address)
        with self.pages(default=page("<footer></footer>")):
            assert self.state(self.code) == State.MISSING


class TestProcedures(CheckCase):
    slug = PORTAL
    code = "cat-office-tthc"

    def test_none_is_missing(self):
        self.assert_states(self.code, State.MISSING)

    def test_all_parts_and_the_national_portal_pass(self):
        self.below("thu-tuc", "Chuyển trường", "chuyen-truong", PROCEDURE)
        self.assert_states(self.code, State.PASSED)

    def test_one_with_a_part_less_is_missing(self):
        self.below("thu-tuc", "Chuyển trường", "chuyen-truong", PROCEDURE)
        self.below("thu-tuc", "Nhập học", "nhap-hoc", PROCEDURE.replace("dichvucong.gov.vn", "example.org"))
        self.assert_states(self.code, State.MISSING, "Nhập học")

    def test_the_guides_of_the_demo_pass(self):
        with in_school(PORTAL):
            people.load(people.office_staff())
            guides.load_office()
        self.assert_states(self.code, State.PASSED)


class TestIsolation(CheckCase):
    def test_what_one_school_writes_says_nothing_of_another(self):
        with in_school(B):
            self.write(BasePage.objects.get(slug="tuyen-sinh", depth=3), NOTICE)
        assert self.slug == A
        assert self.state("cat-school-enrol-info") == State.MISSING
