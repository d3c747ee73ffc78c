"""A school travels from one database to another whole, or not at all."""

import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context, schema_exists

from cms.core import outbox
from cms.news.models import NewsIndexPage, NewsPage
from cms.shared.models import NewsCard
from tenants import lifecycle
from tenants.database.tools import ToolError, find_tool
from tenants.enums import SchoolStatus
from tenants.files import remove_files
from tenants.models import Domain, School
from tenants.removal import delete
from tenants.transfer import TransferError, export_school, import_school, importing
from tests.base import PORTAL, A, B, ScratchTestCase, client_for, host_of, in_school

SCHEMA = "s_truong_a"


class TransferTestCase(ScratchTestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="transfer-")) / "truong-a"
        self.addCleanup(shutil.rmtree, self.folder.parent)
        self.addCleanup(remove_files, SCHEMA)

    def fill(self):
        """A published story, a planned one, a file, an account and a session."""
        self.later = timezone.now() + timedelta(days=3)
        with in_school(A):
            index = NewsIndexPage.objects.first()
            index.add_child(instance=NewsPage(title="Khai giảng", date="2026-09-05"))
            planned = NewsPage(title="Hội khỏe", date="2026-12-01", live=False, go_live_at=self.later)
            index.add_child(instance=planned)
            planned.save_revision().publish()
            get_user_model().objects.create(username="co-hoa")
            Session.objects.create(session_key="k", session_data="d", expire_date=self.later)
            default_storage.save("images/anh.webp", ContentFile(b"anh"))

    def export(self):
        return export_school(self.school_row(A), self.folder)

    def remove(self):
        delete(lifecycle.archive(self.school_row(A), "", by="test"), A, by="test")
        DBTaskResult.objects.all().delete()

    def take_in(self, slug=""):
        return import_school(self.folder, slug, by="test")

    def edit_manifest(self, **changes):
        path = self.folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    def assert_nothing_is_there(self):
        assert not School.objects.filter(slug=A).exists()
        assert not Domain.objects.filter(domain=host_of(A)).exists()
        assert not schema_exists(SCHEMA)
        with schema_context(SCHEMA):
            assert not default_storage.exists("images/anh.webp")


class TestRoundTrip(TransferTestCase):
    def test_from_one_database_to_another(self):
        self.fill()
        self.export()
        with self.makers.scratch():
            connection.set_schema_to_public()
            self.remove()
            remove_files(SCHEMA)
            school = self.take_in()
            assert school.status == SchoolStatus.READY
            assert client_for(A).get("/").status_code == 200
            with in_school(A):
                assert NewsPage.objects.get(title="Khai giảng").live
                assert get_user_model().objects.filter(username="co-hoa").exists()
                assert not Session.objects.exists()
                assert default_storage.open("images/anh.webp").read() == b"anh"
                outbox.work_off()
            assert [card.title for card in NewsCard.objects.all()] == ["Khai giảng"]
            due = DBTaskResult.objects.filter(task_path="cms.core.scheduling.publish_due")
            assert self.later in set(due.values_list("run_after", flat=True))
            # Ids go on where they stopped: the sequences came along.
            with in_school(A):
                get_user_model().objects.create(username="co-lan")

    def test_under_another_slug_the_old_address_leads_to_the_new_one(self):
        self.export()
        self.remove()
        assert self.take_in("truong-khac").schema_name == SCHEMA
        assert client_for("truong-khac").get("/").status_code == 200
        assert client_for(A).get("/").status_code == 301

    def test_an_archived_school_stays_archived(self):
        lifecycle.archive(self.school_row(A), "Đã sáp nhập", by="test")
        self.export()
        delete(self.school_row(A), A, by="test")
        assert self.take_in().status == SchoolStatus.ARCHIVED


class TestRefusals(TransferTestCase):
    def test_a_school_that_is_there(self):
        self.export()
        with pytest.raises(TransferError):
            self.take_in()
        with pytest.raises(TransferError):
            self.take_in("truong-khac")
        assert client_for(A).get("/").status_code == 200

    def test_a_host_that_is_taken(self):
        self.export()
        self.remove()
        Domain.objects.create(domain=host_of(A), tenant=self.school_row(B), is_primary=False)
        with pytest.raises(TransferError, match=host_of(A)):
            self.take_in()

    def test_a_changed_a_missing_and_a_foreign_file(self):
        self.fill()
        self.export()
        self.remove()
        picture = self.folder / "media/images/anh.webp"
        picture.write_bytes(b"khac")
        with pytest.raises(TransferError, match=r"anh\.webp"):
            self.take_in()
        picture.unlink()
        with pytest.raises(TransferError, match=r"anh\.webp"):
            self.take_in()
        picture.write_bytes(b"anh")
        (self.folder / "media/la.txt").write_text("?")
        with pytest.raises(TransferError, match=r"la\.txt"):
            self.take_in()
        self.assert_nothing_is_there()

    def test_an_export_of_a_newer_version(self):
        self.export()
        self.remove()
        self.edit_manifest(migrations=[["core", "9999_later"]])
        with pytest.raises(TransferError, match="9999_later"):
            self.take_in()

    def test_a_manifest_that_was_tampered_with(self):
        self.export()
        self.remove()
        good = (self.folder / "manifest.json").read_text()
        school = json.loads(good)["school"]
        for changes in (
            {"format": 99},
            {"schema": "public"},
            {"schema": 's_x"; DROP SCHEMA public; --'},
            {"hosts": []},
            {"school": school | {"kind": "office"}},
            {"files": {"../../etc/passwd": [1, "x"], "schema.dump": [1, "x"]}},
            {"surprise": 1},
        ):
            (self.folder / "manifest.json").write_text(good)
            self.edit_manifest(**changes)
            with pytest.raises(TransferError):
                self.take_in()
        self.assert_nothing_is_there()

    def test_a_dump_of_something_else(self):
        self.export()
        self.remove()
        self.edit_manifest(schema="s_khac")
        with pytest.raises(TransferError, match=r"SCHEMA|TABLE|COMMENT"):
            self.take_in()
        assert not schema_exists("s_khac")

    def test_an_export_over_something(self):
        self.folder.mkdir()
        with pytest.raises(TransferError):
            self.export()
        with pytest.raises(TransferError):
            export_school(self.school_row(PORTAL), self.folder.with_name("cong"))
        assert [path.name for path in self.folder.parent.iterdir()] == ["truong-a"]


class TestFailures(TransferTestCase):
    def test_leave_nothing_wherever_they_happen(self):
        self.fill()
        self.export()
        self.remove()
        remove_files(SCHEMA)
        for place in ("migrate_schema", "_register"):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(importing, place, lambda *args: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    self.take_in()
            self.assert_nothing_is_there()
        assert self.take_in().slug == A

    def test_what_a_killed_import_left_is_taken_over(self):
        # Files outlive the transactions of other tests.
        remove_files(SCHEMA)
        self.fill()
        self.export()
        self.remove()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(importing, "_register", lambda *args: 1 / 0)
            patch.setattr(importing, "_undo", lambda schema: None)
            with pytest.raises(ZeroDivisionError):
                self.take_in()
        assert schema_exists(SCHEMA)
        self.take_in()
        with in_school(A):
            assert default_storage.listdir("images")[1] == ["anh.webp"]

    def test_a_broken_dump_leaves_nothing(self):
        self.export()
        self.remove()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(importing, "_entries", lambda *args: ["1; 2 3 TABLE s_truong_a nothing x"])
            with pytest.raises(TransferError):
                self.take_in()
        self.assert_nothing_is_there()


class TestCommands(TransferTestCase):
    def test_carry_a_school_and_say_what_is_wrong_in_one_line(self):
        call_command("export_school", slug=A, to=self.folder)
        self.remove()
        call_command("import_school", folder=self.folder)
        for name, options in (
            ("import_school", {"folder": self.folder}),
            ("import_school", {"folder": Path("/khong/co")}),
            ("export_school", {"slug": A, "to": self.folder}),
            ("export_school", {"slug": "khong-co", "to": Path("/khong/co")}),
        ):
            with pytest.raises(CommandError) as refusal:
                call_command(name, **options)
            assert "\n" not in str(refusal.value)


def test_a_missing_program_is_said_with_the_cure():
    with pytest.raises(ToolError, match="postgresql-client"):
        find_tool("pg_dump", 99)
