"""Editor, approver, administrator: what each may do, through the admin as they do it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import GroupPagePermission, Workflow, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.core import roles
from cms.core.invitations import invite
from cms.media.models import Picture
from cms.news.models import NewsPage
from cms.pages.models import StandardPage
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks

User = get_user_model()


def article(**changes: str) -> dict[str, str]:
    """What the form of an article sends."""
    return nested_form_data(
        {
            "title": "Ngày hội đọc sách",
            "slug": "ngay-hoi-doc-sach",
            "summary": "Vui",
            "date": "20/11/2026",
            "cover": "",
            "cover_alt": "",
            "category": "",
            "author_name": "",
            "source_credit": "",
            "body": streamfield([("paragraph", rich_text("<p>Xin chào.</p>"))]),
            **changes,
        }
    )


class RolesCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = factories.editor(username="lan")
        cls.approver = factories.approver(username="minh")
        cls.administrator = factories.administrator(username="hoa")
        cls.index = factories.news_index()

    def add_path(self) -> str:
        return f"/quan-tri/pages/add/news/newspage/{self.index.pk}/"

    def edit_path(self, page) -> str:
        return f"/quan-tri/pages/{page.pk}/edit/"

    def write(self, user, **changes: str):
        return self.client_for(A, user).post(self.add_path(), article(**changes))

    def submitted(self) -> NewsPage:
        """An editor's article that waits for approval."""
        self.write(self.editor, **{"action-submit": "1"})
        return NewsPage.objects.get(slug="ngay-hoi-doc-sach")

    def decide(self, user, page, action: str = "approve", **data: str):
        state = page.current_workflow_state.current_task_state
        path = f"/quan-tri/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
        return self.client_for(A, user).post(path, data)


class TestGroups(SchoolTestCase):
    def test_each_site_has_the_five_roles_and_no_other(self):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                names = set(Group.objects.values_list("name", flat=True))
                assert names == {role.name for role in roles.ROLES}
                assert len(names) == 5

    def test_rights_hold_from_the_home_page_down(self):
        everywhere = GroupPagePermission.objects.exclude(group__name=roles.CLERKS)
        assert set(everywhere.values_list("page__depth", flat=True)) == {2}

    def test_a_clerk_writes_official_documents_and_nothing_else(self):
        clerk = factories.clerk()
        documents, news = factories.document_index(), factories.news_index()
        assert documents.permissions_for_user(clerk).can_add_subpage()
        assert not documents.permissions_for_user(clerk).can_publish_subpage()
        assert not news.permissions_for_user(clerk).can_add_subpage()
        with in_school(B):
            assert GroupPagePermission.objects.filter(group__name=roles.CLERKS).count() == 2

    def test_only_the_portals_administrators_look_after_schools(self):
        for slug, expected in ((A, False), (PORTAL, True)):
            with in_school(slug):
                user = factories.administrator()
                for right in ("view", "add", "change"):
                    assert user.has_perm(f"tenants.{right}_school") == expected

    def test_the_one_workflow_asks_an_approver(self):
        workflow = Workflow.objects.get(active=True)
        assert workflow.name == roles.WORKFLOW
        groups = workflow.workflow_tasks.get().task.specific.groups.all()
        assert {group.name for group in groups} == {roles.APPROVERS, roles.ADMINISTRATORS}
        assert factories.NewsPageFactory().get_workflow() == workflow
        assert StandardPage.objects.first().get_workflow() == workflow


class TestEditor(RolesCase):
    def test_writes_a_draft(self):
        self.write(self.editor)
        page = NewsPage.objects.get()
        assert not page.live
        assert page.owner == self.editor
        assert self.client.get(page.get_url() or "/tin-tuc/ngay-hoi-doc-sach/").status_code == 404

    def test_cannot_publish_even_when_the_form_says_so(self):
        self.write(self.editor, **{"action-publish": "1"})
        assert not NewsPage.objects.filter(live=True).exists()
        page = factories.NewsPageFactory(title="Cũ")
        self.client_for(A, self.editor).post(self.edit_path(page), article(**{"action-publish": "1"}))
        page.refresh_from_db()
        assert page.title == "Cũ"

    def test_changes_what_others_wrote_as_a_draft(self):
        page = factories.NewsPageFactory(title="Cũ")
        self.client_for(A, self.editor).post(self.edit_path(page), article(title="Mới"))
        page.refresh_from_db()
        assert (page.title, page.get_latest_revision_as_object().title) == ("Cũ", "Mới")

    def test_cannot_delete_unpublish_move_lock_or_hide(self):
        page = factories.NewsPageFactory()
        client = self.client_for(A, self.editor)
        for action in ("delete", "unpublish", "lock", "privacy"):
            client.post(f"/quan-tri/pages/{page.pk}/{action}/", {"restriction_type": "login"})
        client.post(f"/quan-tri/bulk/core/basepage/unpublish/?id={page.pk}")
        client.post(f"/quan-tri/bulk/core/basepage/delete/?id={page.pk}", {"type_confirm": ""})
        client.post(f"/quan-tri/bulk/core/basepage/move/?id={page.pk}", {"chooser": factories.home().pk})
        page.refresh_from_db()
        assert page.live
        assert not page.locked
        assert not page.get_view_restrictions().exists()
        assert page.get_parent().pk == self.index.pk

    def test_uploads_a_picture(self):
        from django.core.files.uploadedfile import SimpleUploadedFile

        response = self.client_for(A, self.editor).post(
            "/quan-tri/images/add/",
            {"title": "Sân trường", "file": SimpleUploadedFile("san.png", factories.png(), "image/png")},
        )
        assert response.status_code == 302
        picture = Picture.objects.get()
        assert picture.uploaded_by_user == self.editor

    def test_a_file_that_is_no_picture_is_refused(self):
        from django.core.files.uploadedfile import SimpleUploadedFile

        for name, content in (("x.png", b"<svg onload=alert(1)>"), ("x.svg", b"<svg/>"), ("x.html", b"<html>")):
            self.client_for(A, self.editor).post(
                "/quan-tri/images/add/", {"title": "X", "file": SimpleUploadedFile(name, content)}
            )
        assert not Picture.objects.exists()

    def test_sees_no_users_groups_or_settings(self):
        client = self.client_for(A, self.editor)
        text = client.get("/quan-tri/").content.decode()
        for path in ("/quan-tri/users/", "/quan-tri/groups/", "/quan-tri/redirects/", "/quan-tri/truong/"):
            assert f'href="{path}"' not in text
            assert client.get(path).status_code in {302, 404}


class TestApproval(RolesCase):
    def test_an_article_goes_from_editor_to_approver_to_the_site(self):
        page = self.submitted()
        assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        assert not page.live
        self.decide(self.approver, page)
        page.refresh_from_db()
        assert page.live
        assert self.client.get(page.get_url()).status_code == 200
        run_tasks()
        assert "Ngày hội đọc sách" in self.client_for(PORTAL).get("/").content.decode()

    def test_the_approver_is_told_by_mail(self):
        self.submitted()
        run_tasks()
        told = {address for message in mail.outbox for address in message.to}
        assert self.approver.email in told
        assert self.editor.email not in told
        assert "truong-a.tptdm.localhost" in mail.outbox[0].body

    def test_an_editor_cannot_approve_even_the_own_article(self):
        page = self.submitted()
        self.decide(self.editor, page)
        page.refresh_from_db()
        assert not page.live
        assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS

    def test_a_refused_article_goes_back_to_its_writer(self):
        page = self.submitted()
        self.decide(self.approver, page, "reject", comment="Thiếu ảnh")
        page.refresh_from_db()
        assert not page.live
        assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
        self.client_for(A, self.editor).post(
            self.edit_path(page), article(title="Có ảnh rồi", **{"action-submit": "1"})
        )
        page.refresh_from_db()
        self.decide(self.approver, page)
        page.refresh_from_db()
        assert (page.live, page.title) == (True, "Có ảnh rồi")

    def test_a_change_of_a_published_article_stays_a_draft_until_approved(self):
        page = self.submitted()
        self.decide(self.approver, page)
        self.client_for(A, self.editor).post(self.edit_path(page), article(title="Đã sửa", **{"action-submit": "1"}))
        assert "Đã sửa" not in self.client.get(page.get_url()).content.decode()
        page = NewsPage.objects.get(pk=page.pk)
        self.decide(self.approver, page)
        assert "Đã sửa" in self.client.get(page.get_url()).content.decode()

    def test_an_approver_publishes_without_asking(self):
        self.write(self.approver, **{"action-publish": "1"})
        assert NewsPage.objects.get().live


class TestAdministrator(RolesCase):
    def test_adds_a_person_with_a_role(self):
        group = Group.objects.get(name=roles.EDITORS)
        response = self.client_for(A, self.administrator).post(
            "/quan-tri/users/new/",
            {
                "username": "thu",
                "email": "thu@example.org",
                "first_name": "Thu",
                "last_name": "Trần Thị",
                "password1": factories.PASSWORD,
                "password2": factories.PASSWORD,
                "groups": [group.pk],
                "position": "",
            },
        )
        assert response.status_code == 302, response.context["form"].errors
        user = User.objects.get(username="thu")
        assert [g.name for g in user.groups.all()] == [roles.EDITORS]
        with in_school(B):
            assert not User.objects.filter(username="thu").exists()

    def test_cannot_become_or_make_a_superuser(self):
        client = self.client_for(A, self.administrator)
        for user in (self.administrator, self.editor):
            client.post(
                f"/quan-tri/users/edit/{user.pk}/",
                {
                    "username": user.username,
                    "email": user.email,
                    "first_name": "X",
                    "last_name": "Y",
                    "is_superuser": "on",
                    "is_active": "on",
                },
            )
            user.refresh_from_db()
            assert not user.is_superuser

    def test_cannot_take_over_a_superuser(self):
        boss = factories.superuser(username="boss")
        self.client_for(A, self.administrator).post(
            f"/quan-tri/users/edit/{boss.pk}/",
            {
                "username": "boss",
                "email": "thief@example.org",
                "first_name": "X",
                "last_name": "Y",
                "password1": "mật-khẩu-của-kẻ-trộm",
                "password2": "mật-khẩu-của-kẻ-trộm",
                "is_active": "on",
            },
        )
        boss.refresh_from_db()
        assert boss.check_password(factories.PASSWORD)
        assert boss.email != "thief@example.org"
        client = self.client_for(A, self.administrator)
        client.post(f"/quan-tri/users/delete/{boss.pk}/")
        client.post(f"/quan-tri/bulk/users/user/delete/?id={boss.pk}")
        client.post(
            f"/quan-tri/bulk/users/user/set_active_state/?id={boss.pk}&id={self.editor.pk}",
            {"mark_as_active": "False"},
        )
        boss = User.objects.get(pk=boss.pk)
        assert boss.is_active

    def test_switches_an_account_off(self):
        self.client_for(A, self.administrator).post(
            f"/quan-tri/bulk/users/user/set_active_state/?id={self.editor.pk}", {"mark_as_active": "False"}
        )
        self.editor.refresh_from_db()
        assert not self.editor.is_active


class TestPeople(SchoolTestCase):
    def test_names_are_shown_the_vietnamese_way_and_never_empty(self):
        assert str(User(username="hoa", last_name="Nguyễn Thị", first_name="Hoa")) == "Nguyễn Thị Hoa"
        assert str(User(username="hoa")) == "hoa"

    def test_lists_go_by_given_name(self):
        for last, first in (("Nguyễn", "Bình"), ("Trần", "An"), ("Lê", "Châu")):
            factories.UserFactory(last_name=last, first_name=first)
        assert [user.first_name for user in User.objects.all()] == ["An", "Bình", "Châu"]

    def test_inviting_twice_is_one_account_with_one_link_each(self):
        for _ in range(2):
            invite("Moi@Example.org", role=roles.EDITORS)
        assert User.objects.count() == 1
        run_tasks()
        assert len(mail.outbox) == 2

    def test_whoever_has_a_password_is_not_invited_again(self):
        factories.UserFactory(username="moi@example.org", email="moi@example.org")
        invite("moi@example.org", role=roles.EDITORS)
        run_tasks()
        assert mail.outbox == []

    def test_an_unknown_role_is_an_error_and_leaves_no_account(self):
        from django.db import transaction

        with pytest.raises(Group.DoesNotExist), transaction.atomic():
            invite("moi@example.org", role="Vua")
        assert not User.objects.exists()

    def test_mail_that_fails_is_tried_again(self):
        from unittest import mock

        invite("moi@example.org", role=roles.EDITORS)
        with (
            mock.patch("cms.core.invitations.send_mail", side_effect=ConnectionError),
            self.assertLogs("django_tasks", "ERROR"),
        ):
            rows = run_tasks()
        assert {row.status for row in rows if "invitation" in row.task_path} == {"READY"}
