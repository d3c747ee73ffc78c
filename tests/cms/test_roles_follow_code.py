"""Roles of sites that exist already get what the code grants since."""

from unittest import mock

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow

from cms.core import outbox, roles
from cms.core.roles import EDITORS, ROLES, Role
from cms.shared.models import NewsCard
from tenants import upkeep
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, in_school, run_tasks

NEW = "news.add_newscategory"


def changed() -> tuple[Role, ...]:
    """As if editors were granted something more, and approvers something less."""
    editors = next(role for role in ROLES if role.name == EDITORS)
    return (
        Role(EDITORS, editors.pages, editors.media, (NEW,)),
        Role(roles.APPROVERS, ("add", "change", "publish"), ("add",)),
        *(role for role in ROLES if role.name not in {EDITORS, roles.APPROVERS}),
    )


def rights() -> dict[str, set]:
    return {
        "models": set(Group.objects.values_list("name", "permissions__codename")),
        "pages": set(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")),
        "media": set(GroupCollectionPermission.objects.values_list("group__name", "permission__codename")),
    }


class TestUpdate(SchoolTestCase):
    def update(self) -> None:
        roles.update(factories.home(), is_portal=False)

    def test_nothing_changes_where_nothing_is_new(self):
        before = rights()
        self.update()
        self.update()
        assert rights() == before
        assert Workflow.objects.filter(active=True).count() == 1

    def test_what_the_code_grants_and_takes_back_reaches_the_groups(self):
        user = factories.editor()
        assert not user.has_perm(NEW)
        with mock.patch.object(roles, "ROLES", changed()):
            self.update()
        user = type(user).objects.get(pk=user.pk)
        assert user.has_perm(NEW)
        pages = GroupPagePermission.objects.filter(group__name=roles.APPROVERS)
        assert not pages.filter(permission__codename__startswith="lock").exists()
        self.update()
        assert not type(user).objects.get(pk=user.pk).has_perm(NEW)

    def test_what_was_given_by_hand_is_taken_back_and_people_stay(self):
        user = factories.editor()
        Group.objects.get(name=EDITORS).permissions.add(Permission.objects.get(codename="delete_user"))
        self.update()
        user = type(user).objects.get(pk=user.pk)
        assert not user.has_perm("users.delete_user")
        assert user.has_perm("wagtailadmin.access_admin")

    def test_other_groups_are_left_alone(self):
        own = Group.objects.create(name="Tổ tin học")
        own.permissions.add(Permission.objects.get(codename="add_newscategory"))
        self.update()
        assert own.permissions.count() == 1


class TestUpkeep(SchoolTestCase):
    def test_a_fresh_school_is_up_to_date_and_asking_costs_one_query(self):
        with in_school("public"), CaptureQueriesContext(connection) as queries:
            assert upkeep.lagging() == []
        assert len([q for q in queries if q["sql"].startswith("SELECT") and "tenants_school" in q["sql"]]) == 1

    def test_every_school_is_brought_up_once_and_only_its_own_rights_change(self):
        with in_school("public"), mock.patch.object(roles, "ROLES", changed()):
            names = [school.schema_name for school in upkeep.lagging()]
            assert names == ["portal", "s_truong_a", "s_truong_b"]
            for school in upkeep.lagging(["s_truong_a", "portal"]):
                assert upkeep.keep_up(school)[1] == ""
            assert [school.schema_name for school in upkeep.lagging()] == ["s_truong_b"]
        for slug, expected in ((A, True), (PORTAL, True), (B, False)):
            with in_school(slug):
                assert factories.editor().has_perm(NEW) == expected
        with in_school(PORTAL):
            assert factories.administrator().has_perm("tenants.add_school")

    def test_a_broken_school_says_so_and_stays_behind(self):
        with (
            in_school("public"),
            mock.patch.object(roles, "update", side_effect=ValueError("kaputt")),
            self.assertLogs("tenants.upkeep", "ERROR"),
        ):
            school = self.school_row(B)
            school.upkeep_stamp = ""
            _seconds, problem = upkeep.keep_up(school)
        assert "kaputt" in problem

    def test_only_what_has_changed_is_done_again(self):
        with in_school("public"), mock.patch.object(roles, "ROLES", changed()):
            with mock.patch.object(outbox, "rebuild") as rebuild:
                upkeep.keep_up(self.school_row(B))
            rebuild.assert_not_called()
        with in_school("public"), mock.patch.object(roles, "update") as update:
            School.objects.filter(slug=B).update(upkeep_stamp=roles.stamp())
            upkeep.keep_up(self.school_row(B))
            update.assert_not_called()

    def test_a_new_read_model_is_filled_by_the_worker_without_anybody_asking(self):
        with in_school(A):
            factories.NewsPageFactory(title="Trước khi nâng cấp")
            outbox.work_off()
        NewsCard.objects.all().delete()
        with in_school("public"):
            School.objects.filter(slug=A).update(upkeep_stamp=f"{roles.stamp()}-older")
            assert [school.slug for school in upkeep.lagging()] == [A]
            assert upkeep.keep_up(self.school_row(A))[1] == ""
            assert upkeep.lagging() == []
        run_tasks()
        assert NewsCard.objects.get().title == "Trước khi nâng cấp"


class TestCommand(ScratchTestCase):
    def test_migrating_brings_the_roles_along(self):
        with mock.patch.object(roles, "ROLES", changed()):
            call_command("migrate_schemas", processes=1, stdout=mock.Mock())
            assert upkeep.lagging() == []
        with in_school(B):
            assert factories.editor().has_perm(NEW)
