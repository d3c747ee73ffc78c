"""Nothing with personal data goes live unless somebody who may publish has decided so."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.core.publication import PublicationRefused
from cms.editing.models import EditorialRules, PublicationDecision
from cms.news.models import NewsPage
from tests import factories
from tests.base import A, B, in_school, run_tasks
from tests.cms.test_roles import RolesCase, article

CHILD = "Em Nguyễn Văn An, lớp 3A, đạt giải nhất."
ANYWAY = {"publish_anyway": "on", "publish_reason": "Phụ huynh đã đồng ý bằng văn bản"}


def body(text: str) -> dict[str, str]:
    return {"body": streamfield([("paragraph", rich_text(f"<p>{text}</p>"))])}


def with_text(text: str, **changes: str) -> dict[str, str]:
    return article(**{**body(text), **changes})


class Case(RolesCase):
    def write(self, user, text: str = CHILD, **changes: str):
        return self.client_for(A, user).post(self.add_path(), with_text(text, **changes))

    def draft(self, text: str = CHILD, user=None) -> NewsPage:
        """What the editor saved, and nobody has looked at."""
        self.write(user or self.editor, text)
        return NewsPage.objects.get()

    def is_live(self) -> bool:
        return NewsPage.objects.filter(live=True).exists()


class TestTheForm(Case):
    def test_a_draft_is_saved_without_a_word(self):
        assert self.write(self.editor).status_code == 302
        assert NewsPage.objects.exists()

    def test_sending_is_stopped_once_with_the_place_and_nothing_is_lost(self):
        answer = self.write(self.editor, **{"action-submit": "1"})
        assert answer.status_code == 200
        text = answer.content.decode()
        assert not NewsPage.objects.exists()
        assert "họ tên đầy đủ của trẻ" in text
        assert "Nguyễn Văn An" in text
        assert "Nội dung › 1. " in text
        assert 'name="publish_anyway"' in text
        # The reason is the approver's business.
        assert 'name="publish_reason"' not in text

    def test_an_editor_may_leave_it_to_the_approver(self):
        self.write(self.editor, **{"action-submit": "1", "publish_anyway": "on"})
        page = NewsPage.objects.get()
        assert page.workflow_in_progress
        assert not page.live
        assert not PublicationDecision.objects.exists()

    def test_publishing_asks_for_tick_and_reason(self):
        for data in (
            {},
            {"publish_anyway": "on"},
            {"publish_reason": "Vì vui"},
            {"publish_anyway": "on", "publish_reason": " "},
        ):
            answer = self.write(self.approver, **{"action-publish": "1", **data})
            assert answer.status_code == 200
            assert 'name="publish_reason"' in answer.content.decode()
            assert not NewsPage.objects.exists()

    def test_with_both_it_is_live_and_the_history_says_who_why_and_where_but_not_what(self):
        self.write(self.approver, **{"action-publish": "1", **ANYWAY})
        page = NewsPage.objects.get()
        assert page.live
        decision = PublicationDecision.objects.get()
        assert (decision.user, decision.page_id) == (self.approver, page.pk)
        entry = PageLogEntry.objects.get(action="editing.personal_data")
        assert entry.user == self.approver
        assert entry.data["reason"] == ANYWAY["publish_reason"]
        kept = json.dumps([entry.data, decision.findings, decision.keys], ensure_ascii=False)
        assert "pupil" in kept
        assert "Nguyễn" not in kept
        history = self.client_for(A, self.approver).get(f"/quan-tri/pages/{page.pk}/history/").content.decode()
        assert ANYWAY["publish_reason"] in history

    def test_what_was_decided_is_not_asked_again_but_something_new_is(self):
        self.write(self.approver, **{"action-publish": "1", **ANYWAY})
        page = NewsPage.objects.get()
        client = self.client_for(A, self.approver)
        moved = with_text(f"Một câu mới. {CHILD}", **{"action-publish": "1"})
        assert client.post(self.edit_path(page), moved).status_code == 302
        more = with_text(f"{CHILD} Gọi 0912 345 678.", **{"action-publish": "1"})
        answer = client.post(self.edit_path(page), more)
        assert answer.status_code == 200
        assert "0912 345 678" in answer.content.decode()

    def test_the_approval_in_the_form_asks_too(self):
        self.write(self.editor, **{"action-submit": "1", "publish_anyway": "on"})
        page = NewsPage.objects.get()
        client = self.client_for(A, self.approver)
        approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        assert client.post(self.edit_path(page), with_text(CHILD, **approve)).status_code == 200
        assert not self.is_live()
        assert client.post(self.edit_path(page), with_text(CHILD, **approve, **ANYWAY)).status_code == 302
        assert self.is_live()

    def test_sending_back_needs_no_decision(self):
        self.write(self.editor, **{"action-submit": "1", "publish_anyway": "on"})
        page = NewsPage.objects.get()
        reject = {"action-workflow-action": "1", "workflow-action-name": "reject"}
        assert (
            self.client_for(A, self.approver).post(self.edit_path(page), with_text(CHILD, **reject)).status_code == 302
        )

    def test_the_schools_own_contacts_are_no_finding(self):
        text = f"Gọi {self.school.phone or '0274 3822 101'} hoặc viết cho van-thu@{self.school.primary_host}."
        if not self.school.phone:
            from cms.core.models import SiteProfile

            SiteProfile.objects.create(phone="0274 3822 101")
        assert self.write(self.approver, text, **{"action-publish": "1"}).status_code == 302

    def test_the_form_of_a_draft_shows_the_places(self):
        page = self.draft()
        text = self.client_for(A, self.editor).get(self.edit_path(page)).content.decode()
        block = page.get_latest_revision_as_object().body[0].id
        assert f'href="#block-{block}-section"' in text

    def test_title_and_summary_are_read_too(self):
        answer = self.write(self.approver, "Vui.", title="Nguyễn Văn An (3A) vô địch", **{"action-publish": "1"})
        assert answer.status_code == 200
        assert "Nguyễn Văn An" in answer.content.decode()


class TestNoWayAround(Case):
    def test_the_approval_button_outside_the_form(self):
        self.write(self.editor, **{"action-submit": "1", "publish_anyway": "on"})
        page = NewsPage.objects.get()
        answer = self.decide(self.approver, page)
        assert answer.status_code == 302
        assert answer["Location"] == self.edit_path(page)
        page.refresh_from_db()
        assert not page.live
        assert page.workflow_in_progress

    def test_the_explorers_bulk_publishing(self):
        page = self.draft()
        client = self.client_for(A, self.approver)
        answer = client.post(
            f"/quan-tri/bulk/core/basepage/publish/?id={page.pk}", {"include_descendants": ""}, follow=True
        )
        assert not self.is_live()
        assert "dữ liệu cá nhân" in answer.content.decode()

    def test_bulk_publishing_of_what_lies_below(self):
        self.draft()
        client = self.client_for(A, self.approver)
        client.post(f"/quan-tri/bulk/core/basepage/publish/?id={self.index.pk}", {"include_descendants": "on"})
        assert not self.is_live()

    def test_the_interface_for_programs(self):
        page = self.draft()
        answer = self.client_for(A, self.approver).post(f"/quan-tri/api/main/pages/{page.pk}/action/publish/")
        assert answer.status_code == 403
        assert not self.is_live()

    def test_an_earlier_version_put_back(self):
        self.write(self.approver, "Vui.", **{"action-publish": "1"})
        page = NewsPage.objects.get()
        revision = page.latest_revision
        client = self.client_for(A, self.editor)
        client.post(self.edit_path(page), with_text(CHILD))
        page.refresh_from_db()
        data = with_text(CHILD, **{"action-publish": "1", "revision": str(revision.pk)})
        path = f"/quan-tri/pages/{page.pk}/revisions/{page.latest_revision_id}/revert/"
        self.client_for(A, self.approver).post(path.replace("revert/", "revert/"), data)
        self.client_for(A, self.approver).post(self.edit_path(page), data)
        page.refresh_from_db()
        assert "Nguyễn Văn An" not in str(page.body)

    def test_a_publication_set_for_later_asks_when_it_is_set(self):
        later = timezone.localtime(timezone.now() + dt.timedelta(hours=1)).strftime("%d/%m/%Y %H:%M")
        data = {"action-publish": "1", "go_live_at": later, "expire_at": ""}
        assert self.write(self.approver, **data).status_code == 200
        assert not NewsPage.objects.exists()
        assert self.write(self.approver, **data, **ANYWAY).status_code == 302
        import time_machine

        with time_machine.travel((timezone.now() + dt.timedelta(hours=2)).timestamp()):
            run_tasks()
        assert self.is_live()

    def test_in_code_with_a_user(self):
        page = self.draft()
        with pytest.raises(PublicationRefused):
            page.get_latest_revision().publish(user=self.approver)
        with pytest.raises(PublicationRefused):
            page.get_latest_revision().publish(user=factories.superuser())

    def test_a_decision_of_one_school_counts_in_no_other(self):
        self.write(self.approver, **{"action-publish": "1", **ANYWAY})
        keys = PublicationDecision.objects.get().keys
        with in_school(B):
            principal = factories.approver()
            index = factories.news_index()
            self.client_for(B, principal).post(
                f"/quan-tri/pages/add/news/newspage/{index.pk}/", with_text(CHILD, **{"action-publish": "1", **ANYWAY})
            )
            assert not set(keys) & set(PublicationDecision.objects.get().keys)


class TestMending(Case):
    def test_what_has_to_be_mended_stops_even_the_approver(self):
        data = {
            "body": streamfield(
                [("heading", {"text": "Phần nhỏ", "level": "h3"}), ("paragraph", rich_text("<p>Vui.</p>"))]
            )
        }
        answer = self.client_for(A, self.approver).post(
            self.add_path(), article(**data, **{"action-publish": "1"}, **ANYWAY)
        )
        assert answer.status_code == 200
        assert not NewsPage.objects.exists()
        assert "bỏ qua một cấp" in answer.content.decode()

    def test_a_link_to_a_page_that_is_not_there_stops_and_one_that_is_does_not(self):
        for href, status in (
            ("/khong-co/", 200),
            ("/tin-tuc/", 302),
            ("/tin-tuc/khong-co/", 200),
            ("/tim-kiem/?q=a", 302),
        ):
            data = with_text(
                f'<a href="{href}">Kế hoạch năm học</a>', slug=f"b{status}{len(href)}", **{"action-publish": "1"}
            )
            assert self.client_for(A, self.approver).post(self.add_path(), data).status_code == status, href

    def test_what_could_read_better_stops_nobody(self):
        assert self.write(self.approver, "THÔNG BÁO VỀ VIỆC NGHỈ HỌC", **{"action-publish": "1"}).status_code == 302
        text = self.client_for(A, self.approver).get(self.edit_path(NewsPage.objects.get())).content.decode()
        assert "chữ in hoa" in text


class TestSecondReader(Case):
    def forbid(self):
        rules = EditorialRules.load()
        rules.own_approval = False
        rules.save()

    def test_where_the_site_allows_it_own_work_is_published_and_logged(self):
        self.write(self.approver, "Vui.", **{"action-publish": "1"})
        assert self.is_live()
        assert PageLogEntry.objects.filter(action="editing.own_approval", user=self.approver).exists()

    def test_where_it_does_not_nobody_publishes_alone(self):
        self.forbid()
        answer = self.write(self.approver, "Vui.", **{"action-publish": "1"})
        assert answer.status_code == 200
        assert "không phải người viết" in answer.content.decode()
        self.write(self.approver, "Vui.")
        page = NewsPage.objects.get()
        with pytest.raises(PublicationRefused):
            page.get_latest_revision().publish(user=self.approver)
        page.get_workflow().start(page, self.approver)
        self.decide(self.approver, NewsPage.objects.get())
        assert not self.is_live()
        self.decide(self.administrator, NewsPage.objects.get())
        assert self.is_live()

    def test_an_editors_text_needs_one_other_person(self):
        self.forbid()
        self.write(self.editor, "Vui.", **{"action-submit": "1"})
        self.decide(self.approver, NewsPage.objects.get())
        assert self.is_live()
        assert not PageLogEntry.objects.filter(action="editing.own_approval").exists()

    def test_a_change_of_ones_own_page_is_own_work_again(self):
        self.write(self.editor, "Vui.", **{"action-submit": "1"})
        page = NewsPage.objects.get()
        self.decide(self.approver, page)
        self.forbid()
        self.client_for(A, self.approver).post(self.edit_path(page), with_text("Rất vui.", **{"action-publish": "1"}))
        page.refresh_from_db()
        assert "Rất vui" not in str(page.body)
