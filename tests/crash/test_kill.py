"""`kill -9` of a real process in the middle of its work: afterwards nothing is half-made.

The process kills itself just before its n-th SQL statement, for many n: before the first, between
any two, before and after each commit.
"""

import io
import time
from unittest import mock

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult
from django_tenants.utils import schema_exists

from cms.core.models import BasePage, OutboxEvent
from cms.news.models import NewsPage
from cms.shared.models import NewsCard
from tenants.enums import SchoolStatus
from tenants.migration import lagging_schemas
from tenants.models import ContentVersion, School
from tenants.provisioning import SchoolRequest, build_school, build_school_task, request_school, unfinished
from tenants.worker_lease import worker_count
from tests import factories
from tests.base import PORTAL, A, B, ScratchTestCase, forget_everything, in_school, run_tasks
from tests.cms.test_roles import article
from tests.processes import Child, killed_after, killed_at, statements_of

WISH = SchoolRequest(slug="th-moi", name="Trường mới", kind="primary")


def spread(total: int, count: int) -> list[int]:
    """About `count` numbers from 1 to `total`, the first and the last few among them."""
    step = max(1, total // count)
    return sorted({*range(1, total + 1, step), *range(max(1, total - 3), total + 1)})


class TestCreatingASchool(ScratchTestCase):
    def check_nothing_half_made(self, school: School) -> None:
        forget_everything()
        row = School.objects.get(pk=school.pk)
        if row.status == SchoolStatus.READY:
            assert self.client_for(WISH.slug).get("/tin-tuc/").status_code == 200
            return
        assert row in unfinished()
        assert not schema_exists(school.schema_name)
        assert not DBTaskResult.objects.filter(args_kwargs__schema=school.schema_name).exists()
        assert not ContentVersion.objects.filter(schema_name=school.schema_name).exists()
        assert self.client_for(WISH.slug).get("/").status_code == 404

    def check_the_others(self) -> None:
        for slug in (A, B, PORTAL):
            assert self.client_for(slug).get("/").status_code == 200
        assert lagging_schemas() == []

    def test_killed_anywhere_it_can_be_finished(self):
        needed = statements_of(
            lambda: build_school(request_school(SchoolRequest(slug="th-mau", name="Mẫu", kind="primary")))
        )
        assert needed > 50
        school = request_school(WISH)
        points = spread(needed, 14)
        kills = 0
        for point in points:
            if not killed_at(point, lambda: build_school(school)):
                break
            kills += 1
            self.check_nothing_half_made(school)
            if School.objects.get(pk=school.pk).status == SchoolStatus.READY:
                break
        assert kills >= 10
        self.check_the_others()
        # What a person or the next start does.
        assert build_school(school).status == SchoolStatus.READY
        self.check_nothing_half_made(school)
        with in_school(WISH.slug):
            assert BasePage.objects.filter(depth=2).count() == 1

    def test_killed_while_asking_for_it(self):
        needed = statements_of(
            lambda: request_school(SchoolRequest(slug="th-mau", name="Mẫu", kind="primary", authority="UBND"))
        )
        for point in range(1, needed + 1):
            slug = f"th-{point}"
            wish = SchoolRequest(slug=slug, name="Mới", kind="primary", authority=f"UBND {point}")
            killed_at(point, lambda wish=wish: request_school(wish))
            school = School.objects.filter(slug=slug).first()
            assert school is None or school.host == f"{slug}.tptdm.localhost"

    def test_the_command_finishes_it(self):
        school = request_school(WISH)
        assert killed_at(40, lambda: build_school(school))
        call_command("create_school", "--slug", WISH.slug, "--resume", stdout=io.StringIO(), stderr=io.StringIO())
        self.check_nothing_half_made(School.objects.get(pk=school.pk))
        assert unfinished() == []

    def test_a_killed_worker_leaves_it_to_the_next(self):
        school = request_school(WISH)
        build_school_task.enqueue(school.pk)
        assert killed_at(60, run_tasks)
        self.check_nothing_half_made(school)
        assert DBTaskResult.objects.get().status == "RUNNING"
        wait_for_no_worker()
        run_tasks()
        assert School.objects.get(pk=school.pk).status == SchoolStatus.READY
        self.check_nothing_half_made(School.objects.get(pk=school.pk))


class TestPublishing(ScratchTestCase):
    """Through the admin, as a teacher does it: the web process dies in the middle of the request."""

    def setUp(self):
        with in_school(A):
            self.user = factories.superuser(username="hoa")
            self.page = factories.NewsPageFactory(title="Cũ", slug="bai")
        run_tasks()
        self.client = self.client_for(A, self.user)
        self.path = f"/quan-tri/pages/{self.page.pk}/edit/"

    def publish(self, title: str) -> None:
        data = article(title=title, slug="bai", **{"action-publish": "1"})
        response = self.client.post(self.path, data)
        assert response.status_code == 302

    def check_that_all_agree(self) -> str:
        """The page, its kept copy and its card say the same; returns the title."""
        forget_everything()
        wait_for_no_worker()
        run_tasks()
        with in_school(A):
            page = NewsPage.objects.get(pk=self.page.pk)
            assert OutboxEvent.objects.count() == 0
        text = self.client_for(A).get("/tin-tuc/bai/").content.decode()
        assert f"<h1>{page.title}</h1>" in text
        assert [card.title for card in NewsCard.objects.all()] == [page.title]
        assert page.title in self.client_for(PORTAL).get("/").content.decode()
        return page.title

    def test_killed_anywhere_page_and_portal_agree(self):
        needed = statements_of(lambda: self.publish("Lần đầu"))
        run_tasks()
        assert needed > 20
        for point in spread(needed, 20):
            title = f"Bài {point}"
            before = self.check_that_all_agree()
            killed_at(point, lambda title=title: self.publish(title))
            assert self.check_that_all_agree() in {before, title}

    def test_killed_right_after_the_answer_nothing_is_lost(self):
        killed_after(lambda: self.publish("Đã đăng"))
        assert self.check_that_all_agree() == "Đã đăng"

    def test_killed_while_deleting(self):
        with in_school(A):
            pages = factories.NewsPageFactory.create_batch(8)
        run_tasks()

        def delete(page):
            self.client.post(f"/quan-tri/pages/{page.pk}/delete/")

        needed = statements_of(lambda: delete(pages[0]))
        for point, page in zip(spread(needed, 6), pages[1:], strict=False):
            killed_at(point, lambda page=page: delete(page))
            forget_everything()
            run_tasks()
            with in_school(A):
                exists = NewsPage.objects.filter(pk=page.pk).exists()
                assert [list(problem) for problem in BasePage.find_problems()] == [[]] * 5
            assert NewsCard.objects.filter(page_id=page.pk).exists() == exists


class TestWorkingOff(ScratchTestCase):
    def setUp(self):
        with in_school(A):
            self.pages = factories.NewsPageFactory.create_batch(4)

    def expected(self) -> list[str]:
        with in_school(A):
            return sorted(NewsPage.objects.live().values_list("title", flat=True))

    def cards(self) -> list[str]:
        return sorted(NewsCard.objects.values_list("title", flat=True))

    def test_a_worker_killed_anywhere_is_replaced_by_the_next(self):
        kills = 0
        for point in range(3, 80, 7):
            with in_school(A):
                for page in self.pages:
                    page.title = f"{page.title[:20]} {point}"
                    page.save()
            kills += killed_at(point, run_tasks)
            forget_everything()
            wait_for_no_worker()
            # The failed attempts of one task are counted; so many in a row are this test's doing.
            DBTaskResult.objects.filter(status="RUNNING").update(worker_ids=["dead"])
            run_tasks()
            assert self.cards() == self.expected()
            assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
        assert kills >= 8


class TestRebuilding(ScratchTestCase):
    def setUp(self):
        for slug in (A, B):
            with in_school(slug):
                factories.NewsPageFactory.create_batch(3)
        run_tasks()
        self.before = self.cards()

    def cards(self) -> list[tuple]:
        return sorted(NewsCard.objects.values_list("school__slug", "page_id", "title"))

    def rebuild(self) -> None:
        call_command("rebuild_shared", processes=1, stdout=io.StringIO())

    def test_killed_anywhere_no_card_is_lost(self):
        needed = statements_of(self.rebuild)
        for point in spread(needed, 20):
            assert killed_at(point, self.rebuild)
            forget_everything()
            # Visitors of the portal never notice.
            assert self.cards() == self.before
        run_tasks()
        for slug in (A, B):
            with in_school(slug):
                assert OutboxEvent.objects.count() == 0
        assert self.cards() == self.before

    def test_from_nothing_killed_and_run_again(self):
        NewsCard.objects.all().delete()
        for point in (5, 20, 35):
            killed_at(point, self.rebuild)
        self.rebuild()
        assert self.cards() == self.before


class TestMigrating(ScratchTestCase):
    def test_a_killed_run_holds_up_nobody(self):
        """Its lock goes with its connection."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM s_truong_b.django_migrations WHERE app = 'contenttypes'")
        from tenants import migration

        def stuck() -> None:
            with mock.patch.object(migration, "migrate_schema", side_effect=lambda schema: time.sleep(60)):
                migration.migrate_schemas(lambda outcome: None, processes=1)

        child = Child(stuck)
        for _ in range(200):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                    [migration.MIGRATION_LOCK],
                )
                if cursor.fetchone()[0]:
                    break
            time.sleep(0.02)
        child.kill()
        with mock.patch.object(migration, "migrate_schema", return_value=migration.Outcome("x", 0, 1)) as one:
            migration.migrate_schemas(lambda outcome: None, processes=1)
        one.assert_called_once_with("s_truong_b")


class TestSigningIn(ScratchTestCase):
    def test_a_person_invited_by_a_process_that_died_is_invited_or_not_never_half(self):
        from django.db import transaction

        from cms.core import roles
        from cms.core.invitations import invite

        def ask(address: str) -> None:
            with in_school(A), transaction.atomic():
                invite(address, role=roles.EDITORS)

        needed = statements_of(lambda: ask("mau@example.org"))
        run_tasks()
        for point in range(1, needed + 2):
            address = f"nguoi-{point}@example.org"
            killed_at(point, lambda address=address: ask(address))
            forget_everything()
            with in_school(A):
                user = get_user_model().objects.filter(username=address).first()
                tasks = DBTaskResult.objects.filter(task_path__endswith="mail_invitation", status="READY")
                assert tasks.count() == (user is not None)
                assert user is None or user.groups.count() == 1
            run_tasks()


def wait_for_no_worker() -> None:
    """The server notices a moment later that a process is gone."""
    for _ in range(200):
        if worker_count() == 0:
            return
        time.sleep(0.02)
    raise AssertionError("the dead worker's lease is still held")
