"""The portal's school screens: who reaches them, what they do, that they do not exist in schools."""

import io
import json
import uuid
from typing import ClassVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_context

from cms.core.portal_paths import PortalPattern
from cms.core.roles import ADMINISTRATORS, EDITORS
from cms.schools.views.city_list import rows_from_json
from tenants.enums import SchoolStatus
from tenants.models import Domain, School
from tenants.provisioning import build_school_task
from tests.base import PORTAL, A, B, SchoolTestCase, in_school

User = get_user_model()


class AdminTestCase(SchoolTestCase):
    slug = PORTAL
    people: ClassVar[dict[str, object]] = {}

    @classmethod
    def setUpTestData(cls):
        cls.people = {}
        for role in (ADMINISTRATORS, EDITORS):
            person = cls.people[role] = User.objects.create(username=role)
            person.groups.add(Group.objects.get(name=role))

    def setUp(self):
        self.client.force_login(self.people[ADMINISTRATORS])

    def url(self, name, *args):
        return reverse(f"schools:{name}", args=args)

    def page(self, name, *args):
        response = self.client.get(self.url(name, *args))
        assert response.status_code == 200
        return response.content.decode()

    def fail_a_task(self, slug=A, **changes):
        with in_school(slug):
            result = build_school_task.enqueue(1)
        values = {
            "status": TaskResultStatus.FAILED,
            "worker_ids": ["a"] * 5,
            "finished_at": timezone.now(),
            "exception_class_path": "smtplib.SMTPServerDisconnected",
            "traceback": "co-hoa@example.vn",
        }
        DBTaskResult.objects.filter(pk=result.id).update(**values | changes)
        return DBTaskResult.objects.get(pk=result.id)


SPACES = ("schools", "failed_tasks")


def portal_patterns(resolver=None, prefix=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, PortalPattern):
            yield pattern.name
        elif hasattr(pattern, "url_patterns") and pattern.namespace in (None, *SPACES):
            yield from portal_patterns(pattern)


class TestAccess(AdminTestCase):
    def every_url(self):
        some = self.school_row(B).pk
        task = uuid.uuid4()
        return {
            **{name: self.url(name) for name in ("index", "index_results", "progress", "add", "import")},
            "import_template": self.url("import_template"),
            **{name: self.url(name, some) for name in ("detail", "edit", "build")},
            "step": self.url("step", some, "suspend"),
            "failed": reverse("failed_tasks:index"),
            "retry_all": reverse("failed_tasks:retry_all"),
            "retry": reverse("failed_tasks:retry", args=[task]),
            "discard": reverse("failed_tasks:discard", args=[task]),
        }

    def test_the_list_of_addresses_is_complete(self):
        # Two lists have an "index": 14 names for 14 addresses.
        assert len(list(portal_patterns())) == len(self.every_url())

    def test_in_a_school_they_are_404_for_everyone(self):
        with self.in_school(A):
            User.objects.create_superuser("chu", password="x")
        for client in (self.client_for(A), self.client_for(A, "chu")):
            for url in self.every_url().values():
                assert client.get(url).status_code == 404, url
                assert client.post(url).status_code == 404, url

    def test_at_the_portal_a_stranger_is_asked_to_sign_in(self):
        for url in self.every_url().values():
            response = self.client_for(PORTAL).get(url)
            assert (response.status_code, "login" in response["Location"]) == (302, True), url

    def test_at_the_portal_an_editor_is_turned_away(self):
        client = self.client_for(PORTAL, self.people[EDITORS])
        for url in self.every_url().values():
            for ask in (client.get, client.post):
                assert ask(url).status_code in {302, 403, 405}, url
        assert School.objects.filter(status=SchoolStatus.READY).count() == 3

    def test_the_menu_shows_them_to_the_portals_administrator_only(self):
        assert "/quan-tri/truong/" in self.client.get("/quan-tri/").content.decode()
        editor = self.client_for(PORTAL, self.people[EDITORS])
        assert "/quan-tri/truong/" not in editor.get("/quan-tri/").content.decode()
        with self.in_school(A):
            User.objects.create_superuser("chu", password="x")
        page = self.client_for(A, "chu").get("/quan-tri/").content.decode()
        assert "/quan-tri/truong/" not in page
        assert "/quan-tri/tac-vu-loi/" not in page

    def test_the_portal_is_no_school(self):
        for name in ("detail", "edit"):
            assert self.client.get(self.url(name, self.school_row(PORTAL).pk)).status_code == 404
        assert self.client.get(self.url("step", self.school_row(A).pk, "delete")).status_code == 404


class TestList(AdminTestCase):
    def test_shows_the_schools_and_not_the_portal(self):
        page = self.page("index")
        assert "Trường Tiểu học A" in page
        assert "truong-b.tptdm.localhost" in page
        assert self.url("detail", self.school_row(PORTAL).pk) not in page

    def test_is_searched_without_tone_marks_and_filtered(self):
        url = self.url("index_results")
        found = self.client.get(url, {"q": "truong b"}).content.decode()
        assert "Trường Mầm non B" in found
        assert "Trường Tiểu học A" not in found
        found = self.client.get(url, {"kind": "primary"}).content.decode()
        assert "Trường Tiểu học A" in found
        assert "Trường Mầm non B" not in found


class TestAdding(AdminTestCase):
    form: ClassVar[dict[str, str]] = {"name": "Trường THCS Chu Văn An", "kind": "lower_secondary", "ward": "Phú Lợi"}

    def test_enters_the_school_and_queues_its_building(self):
        response = self.client.post(self.url("add"), self.form | {"authority": "UBND phường Phú Lợi"})
        school = School.objects.get(slug="thcs-chu-van-an")
        assert response["Location"] == self.url("detail", school.pk)
        assert (school.status, school.authority.name) == (SchoolStatus.REQUESTED, "UBND phường Phú Lợi")
        task = DBTaskResult.objects.get(task_path=build_school_task.module_path)
        assert task.args_kwargs == {"args": [school.pk], "kwargs": {}, "schema": "public"}
        page = self.page("detail", school.pk)
        assert "hx-get" in page

    def test_says_all_that_is_wrong_and_enters_nothing(self):
        for wrong in (
            {"name": ""},
            {"kind": "office"},
            {"slug": "admin"},
            {"slug": A},
            {"email": "x"},
            {"phone": "0" * 31},
            {"name": "!!!"},
        ):
            response = self.client.post(self.url("add"), self.form | wrong)
            assert response.status_code == 200
            assert response.context["form"].errors, wrong
        assert School.objects.count() == 3
        assert not DBTaskResult.objects.filter(task_path=build_school_task.module_path).exists()

    def test_a_failed_one_is_queued_again(self):
        self.client.post(self.url("add"), self.form)
        school = School.objects.get(slug="thcs-chu-van-an")
        School.objects.filter(pk=school.pk).update(status=SchoolStatus.FAILED, progress="DiskFull: <b>")
        assert "DiskFull: &lt;b&gt;" in self.page("detail", school.pk)
        assert "DiskFull" in self.page("index")
        DBTaskResult.objects.all().delete()
        for _twice in range(2):
            self.client.post(self.url("build", school.pk))
        assert DBTaskResult.objects.count() == 1
        assert "hx-get" in self.page("progress")


class TestChanging(AdminTestCase):
    def post(self, screen, /, *args, **data):
        return self.client.post(self.url(screen, *args), data)

    def test_details_and_authority(self):
        school = self.school_row(A)
        data = {"name": "Trường Tiểu học Mới", "phone": "0274 3822 000", "authority": "UBND phường"}
        assert self.post("edit", school.pk, **data).status_code == 302
        school.refresh_from_db()
        assert (school.name, school.phone, school.authority.name) == tuple(data.values())
        assert "Trường Tiểu học Mới" in self.client_for(A).get("/").content.decode()
        assert "UBND phường" in self.page("edit", school.pk)

    def test_wrong_details_change_nothing(self):
        School.objects.filter(slug=B).update(ministry_code="74")
        for wrong in ({"name": ""}, {"name": "X", "email": "x"}, {"name": "X", "ministry_code": "74"}):
            response = self.post("edit", self.school_row(A).pk, **wrong)
            assert response.context["form"].errors
        assert self.school_row(A).name == "Trường Tiểu học A"

    def test_suspended_and_put_back(self):
        pk = self.school_row(A).pk
        assert self.post("step", pk, "suspend").context["form"].errors
        assert self.client_for(A).get("/").status_code == 200
        self.post("step", pk, "suspend", reason="Bảo trì <b>")
        response = self.client_for(A).get("/")
        assert response.status_code == 503
        assert "Bảo trì &lt;b&gt;" in response.content.decode()
        self.post("step", pk, "resume")
        assert self.client_for(A).get("/").status_code == 200

    def test_archived_and_renamed(self):
        pk = self.school_row(A).pk
        self.post("step", pk, "archive")
        assert self.school_row(A).status == SchoolStatus.ARCHIVED
        self.post("step", pk, "rename", slug="truong-moi")
        assert self.client_for(A).get("/").status_code == 301
        assert "truong-moi" in self.page("detail", pk)

    def test_a_step_asks_first_and_refuses_what_is_not_possible(self):
        pk = self.school_row(A).pk
        assert self.school_row(A).status == SchoolStatus.READY
        assert '<form method="post"' in self.page("step", pk, "archive")
        assert '<form method="post"' not in self.page("step", pk, "resume")
        assert self.post("step", pk, "resume").context["form"].errors
        assert self.post("step", pk, "rename", slug=B).context["form"].errors
        assert Domain.objects.filter(tenant_id=pk).count() == 1


class TestImport(AdminTestCase):
    def upload(self, *lines):
        content = "\n".join(["Tên trường,Loại hình,Phường", *lines]).encode()
        file = SimpleUploadedFile("ds.csv", content)
        return self.client.post(self.url("import"), {"file": file})

    def test_shows_what_it_would_do_and_does_it_when_confirmed(self):
        response = self.upload("Trường THCS X,THCS,P1", "Trường Mầm non Y,Mầm non,P2")
        assert len(response.context["plan"].new) == 2
        assert School.objects.count() == 3
        response = self.client.post(self.url("import"), {"rows": response.context["rows"]})
        assert response["Location"] == self.url("progress")
        assert set(School.objects.values_list("slug", flat=True)) >= {"thcs-x", "mn-y"}
        assert DBTaskResult.objects.filter(task_path=build_school_task.module_path).count() == 2

    def test_lists_the_errors_and_offers_nothing(self):
        response = self.upload("Trường <b>X,?,P1", "Trường Y,THCS,P2")
        page = response.content.decode()
        assert [error.row for error in response.context["plan"].errors] == [2]
        assert 'name="rows"' not in page
        assert "<b>X" not in page

    def test_an_unusable_file_is_an_error_of_the_form(self):
        for content in (b"", b"\xff\xfe", b"x" * (2 * 1024 * 1024 + 1)):
            file = io.BytesIO(content)
            file.name = "ds.csv"
            response = self.client.post(self.url("import"), {"file": file})
            assert response.context["form"].errors

    def test_what_comes_back_is_checked_anew(self):
        for rows in (
            "nonsense",
            "{}",
            "[[1]]",
            json.dumps([[2, {"status": "ready"}]]),
            json.dumps([[2, {"name": "X", "kind": "office"}]]),
            json.dumps([[2, {"name": "Trường X", "kind": "THCS", "slug": "portal"}]]),
        ):
            response = self.client.post(self.url("import"), {"rows": rows})
            assert response["Location"] == self.url("import"), rows
        assert School.objects.count() == 3

    def test_the_template_can_be_read_back(self):
        from tenants.city_import import make_plan, read_list

        data = self.client.get(self.url("import_template")).content
        assert not make_plan(read_list(data)).errors
        assert rows_from_json(json.dumps(read_list(data).rows)) == read_list(data).rows


class TestFailedTasks(AdminTestCase):
    def test_are_shown_without_personal_data(self):
        self.fail_a_task(args_kwargs={"args": ["co-hoa@example.vn"], "kwargs": {}, "schema": "s_truong_a"})
        page = self.client.get(reverse("failed_tasks:index")).content.decode()
        assert "Trường Tiểu học A" in page
        assert "SMTPServerDisconnected" in page
        assert "co-hoa" not in page

    def test_one_or_all_run_again_with_all_their_tries(self):
        first, second, third = (self.fail_a_task() for _ in range(3))
        self.client.post(reverse("failed_tasks:retry", args=[first.pk]))
        first.refresh_from_db()
        assert (first.status, first.worker_ids, first.traceback) == (TaskResultStatus.READY, [], "")
        with schema_context("public"):
            assert first in DBTaskResult.objects.ready()
        self.client.post(reverse("failed_tasks:retry_all"))
        for task in (second, third):
            task.refresh_from_db()
            assert task.status == TaskResultStatus.READY

    def test_one_is_given_up_after_asking(self):
        task = self.fail_a_task()
        url = reverse("failed_tasks:discard", args=[task.pk])
        assert self.client.get(url).status_code == 200
        assert DBTaskResult.objects.filter(pk=task.pk).exists()
        self.client.post(url)
        assert not DBTaskResult.objects.filter(pk=task.pk).exists()
        assert self.client.get(url).status_code == 404

    def test_others_than_failed_ones_are_not_touched(self):
        task = self.fail_a_task(status=TaskResultStatus.RUNNING)
        for name in ("retry", "discard"):
            self.client.post(reverse(f"failed_tasks:{name}", args=[task.pk]))
        task.refresh_from_db()
        assert task.status == TaskResultStatus.RUNNING
