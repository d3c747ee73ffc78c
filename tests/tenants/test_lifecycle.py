"""Each step of a school's life does what it says, and refuses what it must."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context, schema_exists
from wagtail.models import Site

from cms.core import outbox
from cms.news.models import NewsIndexPage, NewsPage
from cms.shared.models import NewsCard
from tenants import lifecycle
from tenants.enums import SchoolStatus
from tenants.lifecycle import LifecycleError
from tenants.models import ContentVersion, Domain, School
from tenants.provisioning import build_school
from tenants.removal import delete
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, host_of, in_school

BY = "test"


def publish_story(slug, title="Ngày hội đọc sách"):
    with in_school(slug):
        page = NewsPage(title=title, date="2026-11-20")
        NewsIndexPage.objects.first().add_child(instance=page)
        outbox.work_off()
    return page


class TestRename(SchoolTestCase):
    def rename(self, to):
        return lifecycle.rename(self.school_row(A), to, by=BY)

    def test_the_site_answers_under_the_new_address_and_the_old_one_leads_there(self):
        school = self.rename("truong-moi")
        assert school.host == host_of("truong-moi")
        assert self.client_for("truong-moi").get("/").status_code == 200
        response = self.client_for(A).get("/tin-tuc/?trang=2")
        assert response.status_code == 301
        assert response["Location"] == school.root_url + "/tin-tuc/?trang=2"
        assert "max-age=3600" in response["Cache-Control"]

    def test_the_schema_stays_and_wagtail_learns_the_host(self):
        assert self.rename("truong-moi").schema_name == "s_truong_a"
        assert Site.objects.get().hostname == host_of("truong-moi")

    def test_the_rows_in_public_get_the_new_host(self):
        publish_story(A)
        self.rename("truong-moi")
        outbox.work_off()
        assert NewsCard.objects.get().host == host_of("truong-moi")

    def test_back_again(self):
        self.rename("truong-moi")
        lifecycle.rename(self.school_row("truong-moi"), A, by=BY)
        assert self.client_for(A).get("/").status_code == 200
        assert self.client_for("truong-moi").get("/").status_code == 301
        assert Domain.objects.filter(tenant__slug=A, is_primary=True).count() == 1

    def test_refuses_what_cannot_be_an_address(self):
        for wrong in ("", "Trường", "a_b", "admin", A, B, "portal"):
            with pytest.raises(LifecycleError):
                self.rename(wrong)
        assert self.school_row(A).host == host_of(A)

    def test_refuses_a_host_that_once_was_another_schools(self):
        lifecycle.rename(self.school_row(B), "truong-b-moi", by=BY)
        with pytest.raises(LifecycleError, match=host_of(B)):
            self.rename(B)

    def test_leaves_the_connection_in_its_school(self):
        self.rename("truong-moi")
        assert connection.schema_name == "s_truong_a"


class TestStatus(SchoolTestCase):
    def test_a_suspended_school_shows_the_reason_and_comes_back(self):
        school = lifecycle.suspend(self.school_row(A), " Đang kiểm tra ", by=BY)
        response = self.client.get("/")
        assert response.status_code == 503
        assert "Đang kiểm tra" in response.content.decode()
        lifecycle.resume(school, by=BY)
        assert self.client.get("/").status_code == 200
        assert self.school_row(A).status_reason == ""

    def test_suspending_needs_a_reason(self):
        with pytest.raises(LifecycleError):
            lifecycle.suspend(self.school_row(A), "  ", by=BY)

    def test_an_archived_school_can_be_read_only(self):
        lifecycle.archive(self.school_row(A), "", by=BY)
        assert self.client.get("/").status_code == 200
        assert self.client.post("/").status_code == 403

    def test_every_step_refuses_what_its_table_does_not_name(self):
        school = self.school_row(A)
        for status in SchoolStatus:
            School.objects.filter(pk=school.pk).update(status=status)
            school.refresh_from_db()
            for name in ("suspend", "resume", "archive"):
                if name in lifecycle.allowed_steps(school):
                    continue
                with pytest.raises(LifecycleError):
                    lifecycle._set_status(school, name, "vì", BY)

    def test_the_portal_is_left_alone(self):
        portal = self.school_row(PORTAL)
        assert lifecycle.allowed_steps(portal) == []
        for step in (
            lambda: lifecycle.suspend(portal, "vì", by=BY),
            lambda: lifecycle.rename(portal, "cong", by=BY),
            lambda: delete(portal, PORTAL, by=BY),
        ):
            with pytest.raises(LifecycleError):
                step()

    def test_pages_cached_before_are_void(self):
        before = ContentVersion.objects.get(schema_name="s_truong_a").version
        lifecycle.archive(self.school_row(A), "", by=BY)
        assert ContentVersion.objects.get(schema_name="s_truong_a").version > before


class TestDetails(SchoolTestCase):
    def test_a_new_name_reaches_the_home_page(self):
        lifecycle.rename_title(self.school_row(A), "Trường Tiểu học Mới", by=BY)
        site = Site.objects.select_related("root_page").get()
        assert site.site_name == site.root_page.title == "Trường Tiểu học Mới"
        assert "Trường Tiểu học Mới" in self.client.get("/").content.decode()

    def test_a_title_that_the_school_chose_stays(self):
        home = Site.objects.get().root_page.specific
        home.title = "Chào mừng"
        home.save()
        lifecycle.rename_title(self.school_row(A), "Trường Tiểu học Mới", by=BY)
        assert Site.objects.get().root_page.title == "Chào mừng"

    def test_wrong_values_change_nothing(self):
        for wrong in ({"name": ""}, {"email": "x"}, {"phone": "0" * 31}, {"slug": "x"}):
            with pytest.raises(LifecycleError):
                lifecycle.update_details(self.school_row(A), wrong, by=BY)
        assert self.school_row(A).name == "Trường Tiểu học A"

    def test_moves_to_another_authority_with_its_address(self):
        school = lifecycle.move_to_authority(self.school_row(A), "UBND phường Phú Lợi", by=BY)
        assert school.authority.name == "UBND phường Phú Lợi"
        assert school.host == host_of(A)
        assert lifecycle.move_to_authority(school, "", by=BY).authority is None


class TestMerge(SchoolTestCase):
    def test_addresses_lead_to_the_other_school_and_pages_stay_readable(self):
        merged = lifecycle.merge(self.school_row(B), self.school_row(A), by=BY)
        assert merged.status == SchoolStatus.ARCHIVED
        response = self.client_for(B).get("/tin-tuc/")
        assert response.status_code == 301
        assert response["Location"].startswith(self.school_row(A).root_url)
        assert self.client_for("cu-truong-b").get("/").status_code == 200

    def test_refuses_itself_the_portal_and_a_closed_school(self):
        lifecycle.archive(self.school_row(B), "", by=BY)
        for into in (A, PORTAL, B):
            with pytest.raises(LifecycleError):
                lifecycle.merge(self.school_row(A), self.school_row(into), by=BY)


class TestDelete(ScratchTestCase):
    def test_nothing_is_left(self):
        publish_story(A)
        with in_school(A):
            default_storage.save("images/anh.webp", ContentFile(b"x"))
            outbox.work_off_outbox.enqueue()
        storages["shared"].save("s_truong_a/anh.webp", ContentFile(b"x"))
        school = lifecycle.archive(self.school_row(A), "", by=BY)
        with pytest.raises(LifecycleError):
            delete(school, "truong-b", by=BY)
        delete(school, A, by=BY)
        assert not schema_exists("s_truong_a")
        assert not School.objects.filter(slug=A).exists()
        assert not Domain.objects.filter(domain=host_of(A)).exists()
        assert not NewsCard.objects.exists()
        assert not DBTaskResult.objects.filter(args_kwargs__schema="s_truong_a").exists()
        assert not storages["shared"].exists("s_truong_a")
        with schema_context("s_truong_a"):
            assert not default_storage.exists(".")
        assert self.client_for(A).get("/").status_code == 404
        assert self.client_for(B).get("/").status_code == 200

    def test_a_school_in_service_is_refused(self):
        with pytest.raises(LifecycleError):
            delete(self.school_row(A), A, by=BY)
        assert self.client_for(A).get("/").status_code == 200

    def test_interrupted_at_the_files_it_can_be_finished(self):
        school = lifecycle.archive(self.school_row(A), "", by=BY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tenants.removal.remove_files", lambda schema: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                delete(school, A, by=BY)
        assert self.client_for(A).get("/").status_code == 200
        delete(school, A, by=BY)
        assert not schema_exists("s_truong_a")


class TestCommands(SchoolTestCase):
    def run_command(self, name, **options):
        out = StringIO()
        call_command(name, stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    def test_go_through_a_life(self):
        assert "truong-moi" in self.run_command("rename_school", slug=A, to="truong-moi")
        self.run_command("suspend_school", slug="truong-moi", reason="Sửa chữa")
        self.run_command("resume_school", slug="truong-moi")
        self.run_command("move_school", slug="truong-moi", authority="UBND phường")
        assert '"archived"' in self.run_command("archive_school", slug="truong-moi")

    def test_say_what_is_wrong_in_one_line(self):
        for name, options in (
            ("rename_school", {"slug": "khong-co", "to": "x"}),
            ("rename_school", {"slug": A, "to": B}),
            ("suspend_school", {"slug": A}),
            ("resume_school", {"slug": A}),
            ("archive_school", {"slug": PORTAL}),
            ("delete_school", {"slug": A}),
            ("merge_school", {"slug": A, "into": A}),
        ):
            with pytest.raises(CommandError) as refusal:
                self.run_command(name, **options)
            assert "\n" not in str(refusal.value)


class TestBuilding(ScratchTestCase):
    def test_a_late_building_task_leaves_a_suspended_school_alone(self):
        school = lifecycle.suspend(self.school_row(A), "Bảo trì", by=BY)
        assert build_school(school).status == SchoolStatus.SUSPENDED
        lifecycle.resume(school, by=BY)
        assert self.client_for(A).get("/").status_code == 200
