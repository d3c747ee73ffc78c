"""A school comes into being whole, once, or not at all."""

import dataclasses
import io
import json
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_exists

from cms.core import roles
from tenants import provisioning
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import ContentVersion, Domain, School, schema_for
from tenants.provisioning import (
    ProvisioningError,
    SchoolRequest,
    build_school,
    problems,
    request_school,
    unfinished,
)
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, host_of, in_school, run_tasks, run_together

WISH = SchoolRequest(slug="th-phu-hoa", name="Trường Tiểu học Phú Hòa", kind="primary")


def wish(**changes: str) -> SchoolRequest:
    return dataclasses.replace(WISH, **changes)


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return {row[0] for row in cursor.fetchall()}


class TestProblems(SchoolTestCase):
    """Each bad input gets one clear line."""

    def test_a_good_wish_has_none(self):
        assert problems(WISH) == []
        for kind in set(SchoolKind.values) - {SchoolKind.OFFICE}:
            assert problems(wish(kind=kind)) == []

    def test_addresses(self):
        for slug in ("", "-a", "a-", "A", "a_b", "a.b", "a b", "đ", "a" * 49, "../x", 'a"b', "a;drop"):
            assert len(problems(wish(slug=slug))) == 1, slug
        for slug in ("a", "a" * 48, "th-phu-hoa-2", "123"):
            assert problems(wish(slug=slug)) == [], slug

    def test_reserved_addresses(self):
        for slug in ("www", "admin", "api", "static", "public", "portal"):
            assert problems(wish(slug=slug))

    def test_names(self):
        assert problems(wish(name="  "))
        assert problems(wish(name="x" * 201))

    def test_fields_that_are_too_long_are_named(self):
        for name in ("short_name", "ministry_code", "ward", "address", "phone"):
            found = problems(wish(**{name: "x" * 300}))
            assert len(found) == 1, name

    def test_kinds(self):
        assert "primary" in problems(wish(kind="grammar"))[0]
        assert problems(wish(kind="office"))
        assert problems(wish(slug="portal", kind="primary"))

    def test_mail_addresses(self):
        assert problems(wish(email="hoa"))
        assert problems(wish(admin_email="hoa@"))
        assert problems(wish(email="hoa@example.org", admin_email="lan@example.org")) == []

    def test_all_problems_come_at_once(self):
        assert len(problems(SchoolRequest(slug="A B", name="", kind="x", email="y"))) == 4

    def test_what_is_taken(self):
        assert problems(wish(slug=A))
        School.objects.filter(slug=A).update(ministry_code="79-001")
        assert problems(wish(ministry_code="79-001"))
        Domain.objects.create(domain=host_of("th-phu-hoa"), tenant=self.school_row(B), is_primary=False)
        assert problems(WISH)

    def test_a_schema_without_a_row_is_in_use_too(self):
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA s_th_phu_hoa")
        assert problems(WISH)

    def test_nothing_is_written_for_a_bad_wish(self):
        before = School.objects.count()
        with pytest.raises(ProvisioningError):
            request_school(wish(kind="grammar"))
        assert School.objects.count() == before


class TestRequest(SchoolTestCase):
    def test_a_requested_school_is_a_row_and_a_host_and_nothing_else(self):
        school = request_school(wish(authority="UBND phường Phú Lợi", phone="0274 3822 111"))
        assert school.status == SchoolStatus.REQUESTED
        assert school.host == "th-phu-hoa.tptdm.localhost"
        assert school.authority.name == "UBND phường Phú Lợi"
        assert school.short_name == school.name
        assert not schema_exists(school.schema_name)
        assert self.client.get("/", HTTP_HOST=school.host).status_code == 404
        assert school in unfinished()

    def test_an_authority_is_made_once(self):
        first = request_school(wish(authority="UBND phường Phú Lợi"))
        second = request_school(wish(slug="th-khac", authority="UBND phường Phú Lợi"))
        assert first.authority == second.authority


class TestBuild(ScratchTestCase):
    def build(self, **changes: str) -> School:
        return build_school(request_school(wish(**changes)))

    def test_a_built_school_answers_at_once(self):
        lines: list[str] = []
        school = build_school(request_school(WISH), report=lines.append)
        assert school.status == SchoolStatus.READY
        assert len(lines) >= 3
        assert connection.schema_name == "public"
        response = self.client_for("th-phu-hoa").get("/")
        assert response.status_code == 200
        assert WISH.name in response.content.decode()
        for path in ("/gioi-thieu/", "/tin-tuc/", "/van-ban/", "/cong-khai/", "/lien-he/", "/quan-tri/login/"):
            assert self.client_for("th-phu-hoa").get(path).status_code == 200

    def test_its_tasks_run_in_it(self):
        school = self.build()
        rows = run_tasks()
        assert {row.args_kwargs["schema"] for row in rows} == {school.schema_name}
        assert {row.status for row in rows} == {"SUCCESSFUL"}

    def test_the_first_administrator_is_invited(self):
        school = self.build(admin_email="Hoa@Example.org")
        with in_school("th-phu-hoa"):
            user = get_user_model().objects.get()
            assert user.username == "hoa@example.org"
            assert not user.has_usable_password()
            assert [group.name for group in user.groups.all()] == [roles.ADMINISTRATORS]
        assert mail.outbox == []
        run_tasks()
        assert len(mail.outbox) == 1
        assert school.root_url + "/quan-tri/loi-moi/" in mail.outbox[0].body

    def test_user_rows_are_never_cloned(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM template_school.users_user")
            assert cursor.fetchone()[0] == 0
            cursor.execute("SELECT count(*) FROM template_school.django_session")
            assert cursor.fetchone()[0] == 0
        self.build()
        with in_school("th-phu-hoa"):
            assert not get_user_model().objects.exists()

    def test_the_portal_hears_of_it(self):
        self.client_for(PORTAL).get("/truong/")
        assert WISH.name not in self.client_for(PORTAL).get("/truong/").content.decode()
        self.build()
        run_tasks()
        assert WISH.name in self.client_for(PORTAL).get("/truong/").content.decode()

    def test_building_a_ready_school_changes_nothing(self):
        school = self.build()
        before = ContentVersion.objects.get(schema_name=school.schema_name).version
        again = build_school(school)
        assert again.status == SchoolStatus.READY
        assert ContentVersion.objects.get(schema_name=school.schema_name).version == before

    def test_each_school_is_built_on_a_connection_of_its_own(self):
        """What PostgreSQL keeps per connection would make each school slower to build than the one before."""
        connection.ensure_connection()
        before = connection.connection.info.backend_pid
        self.build()
        connection.ensure_connection()
        assert connection.connection.info.backend_pid != before

    def test_building_never_touches_a_suspended_or_archived_school(self):
        school = self.build()
        for status in (SchoolStatus.SUSPENDED, SchoolStatus.ARCHIVED):
            School.objects.filter(pk=school.pk).update(status=status)
            assert build_school(school).status == status
        with in_school("th-phu-hoa"):
            pass

    def test_two_builders_of_one_school_make_one(self):
        school = request_school(WISH)
        done: list[str] = []
        run_together(*[lambda: done.append(str(build_school(school).status)) for _ in range(2)])
        assert done == ["ready", "ready"]
        assert School.objects.get(slug=WISH.slug).status == SchoolStatus.READY

    def test_two_who_ask_for_the_same_get_one_school_and_one_clear_line(self):
        answers: list[str] = []

        def ask() -> None:
            try:
                answers.append(request_school(WISH).slug)
            except (ProvisioningError, IntegrityError) as error:
                answers.append(type(error).__name__)

        run_together(ask, ask)
        assert sorted(answers) == ["ProvisioningError", WISH.slug]

    def failing(self, where: str) -> School:
        school = request_school(WISH)
        with mock.patch(where, side_effect=ValueError("mất điện")), pytest.raises(ProvisioningError) as caught:
            build_school(school)
        assert "th-phu-hoa" in str(caught.value)
        assert "mất điện" in str(caught.value)
        assert "\n" not in str(caught.value)
        return School.objects.get(pk=school.pk)

    def test_a_failure_anywhere_leaves_nothing_but_its_reason(self):
        before = schemas()
        for where in (
            "tenants.provisioning.clone_schema",
            "cms.core.blueprint.lay_site",
            "cms.core.roles.create_roles",
            "tenants.provisioning.announce_registry",
        ):
            with self.subTest(where=where):
                school = self.failing(where)
                assert school.status == SchoolStatus.FAILED
                assert "mất điện" in school.progress
                assert schemas() == before
                assert connection.schema_name == "public"
                assert not DBTaskResult.objects.filter(args_kwargs__schema=school.schema_name).exists()
                assert not ContentVersion.objects.filter(schema_name=school.schema_name).exists()
                assert self.client_for(WISH.slug).get("/").status_code == 404
                assert self.client_for(A).get("/").status_code == 200
                school.domains.all().delete()
                school.delete()

    def test_a_failed_school_can_be_tried_again(self):
        school = self.failing("cms.core.roles.create_roles")
        assert school in unfinished()
        assert build_school(school).status == SchoolStatus.READY
        assert self.client_for(WISH.slug).get("/").status_code == 200

    def test_an_interrupted_school_can_be_resumed(self):
        """What a killed process leaves: the status, nothing else (tests/crash has the real kill)."""
        school = request_school(WISH)
        School.objects.filter(pk=school.pk).update(status=SchoolStatus.BUILDING)
        assert build_school(school).status == SchoolStatus.READY

    def test_a_stale_template_is_migrated_first(self):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE template_school.core_basepage DROP COLUMN list_label CASCADE")
            cursor.execute("DELETE FROM template_school.django_migrations WHERE app = 'core'")

        def migrate(*args, **kwargs):
            with connection.cursor() as cursor:
                cursor.execute(
                    "ALTER TABLE template_school.core_basepage ADD COLUMN list_label varchar(80) NOT NULL DEFAULT ''"
                )
                cursor.execute(
                    "INSERT INTO template_school.django_migrations (app, name, applied)"
                    " SELECT app, name, applied FROM s_truong_a.django_migrations WHERE app = 'core'"
                )
            return []

        # The real one would stumble over a half-dropped table; what counts is that it comes first.
        with mock.patch("tenants.provisioning.migrate_schemas", side_effect=migrate) as migrated:
            self.build()
        migrated.assert_called_once()
        assert migrated.call_args.kwargs["only"] == []
        assert self.client_for(WISH.slug).get("/tin-tuc/").status_code == 200

    def test_a_template_that_cannot_be_migrated_stops_the_building(self):
        from tenants.migration import Outcome

        broken = [Outcome("template_school", 0.1, 0, "ProgrammingError: x")]
        school = request_school(WISH)
        with (
            mock.patch("tenants.provisioning.lagging_schemas", return_value=["template_school"]),
            mock.patch("tenants.provisioning.migrate_schemas", return_value=broken),
            pytest.raises(ProvisioningError, match="template_school"),
        ):
            build_school(school)
        assert not schema_exists(school.schema_name)
        assert self.client_for(WISH.slug).get("/").status_code == 404

    def test_in_the_background(self):
        school = request_school(WISH)
        provisioning.build_school_task.enqueue(school.pk)
        row = run_tasks()[0]
        assert row.status == "SUCCESSFUL", row.traceback
        assert School.objects.get(pk=school.pk).status == SchoolStatus.READY


class TestCommand(ScratchTestCase):
    def create(self, *arguments: str) -> dict[str, str]:
        out = io.StringIO()
        call_command("create_school", *arguments, stdout=out, stderr=io.StringIO())
        return json.loads(out.getvalue())

    def test_it_prints_the_school_as_json(self):
        printed = self.create("--slug", WISH.slug, "--name", WISH.name, "--kind", WISH.kind)
        assert printed["slug"] == WISH.slug
        assert printed["name"] == WISH.name
        assert printed["kind"] == "primary"
        assert printed["host"] == "th-phu-hoa.tptdm.localhost"
        assert printed["status"] == "ready"
        assert printed["schema"] == schema_for(WISH.slug)
        assert self.client_for(WISH.slug).get("/").status_code == 200

    def test_each_bad_input_is_one_line(self):
        for arguments in (
            ["--slug", A, "--name", "X", "--kind", "primary"],
            ["--slug", "A B", "--name", "X", "--kind", "primary"],
            ["--slug", "x", "--name", "X", "--kind", "grammar"],
            ["--slug", "x", "--kind", "primary"],
            ["--slug", "x", "--resume"],
        ):
            with pytest.raises(CommandError) as caught:
                self.create(*arguments)
            assert "\n" not in str(caught.value).strip()
            assert str(caught.value)

    def test_resume(self):
        request_school(WISH)
        assert self.create("--slug", WISH.slug, "--resume")["status"] == "ready"

    def test_list_schools_prints_all(self):
        request_school(WISH)
        out = io.StringIO()
        call_command("list_schools", "--format", "json", stdout=out)
        rows = {row["slug"]: row for row in json.loads(out.getvalue())}
        assert set(rows) == {A, B, PORTAL, WISH.slug}
        assert rows[PORTAL]["kind"] == "office"
        assert rows[PORTAL]["host"] == "tptdm.localhost"
        assert rows[WISH.slug]["status"] == "requested"
        assert set(rows[A]) >= {"slug", "name", "kind", "host", "status"}
        out = io.StringIO()
        call_command("list_schools", stdout=out)
        assert A in out.getvalue()


def test_slugs_and_schemas_belong_together():
    assert schema_for("th-phu-hoa") == "s_th_phu_hoa"
    assert schema_for("portal") == "portal"
    assert len(schema_for("a" * 48)) <= 63


@override_settings(PUBLIC_PORT="8000")
def test_addresses_name_the_public_port():
    from tenants.models import url_of_host

    assert url_of_host("x.localhost") == "http://x.localhost:8000"
