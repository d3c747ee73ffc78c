"""A school with one of everything, each named by a word that must never be seen elsewhere."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowTask,
)

from cms.appearance.models import Appearance
from cms.compliance.models import Evaluation, MaintenanceNotice
from cms.core import indexing
from cms.core.models import SiteProfile
from cms.disclosures.models import Disclosure, DisclosureSet
from cms.documents.models import DocumentField, DocumentKind
from cms.events.models import EventGuest
from cms.links.models import LinkGroup
from cms.news.models import NewsPage
from cms.shared.models import (
    Delivery,
    Directive,
    DirectiveReceipt,
    PromotedResult,
    SearchSynonym,
    SharedArticle,
    WorkingDayOverride,
)
from cms.syndication.models import Offer, SentDirective, SentFile
from tenants.registry import CurrentSchool
from tests import factories
from tests.base import in_school
from tests.permissions.every_url import Things


def begin_ids_at(number: int) -> None:
    """From here on new rows of the current school get ids that no other school has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'S' AND relnamespace ="
            " (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        )
        for (sequence,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s, %s)", [sequence, number])


def fill(slug: str, word: str, ids_from: int) -> Things:
    """Make the objects; `word` is in the title, name or content of each."""
    with in_school(slug) as school:
        begin_ids_at(ids_from)
        user = factories.editor(username=f"{word}-nguoi", last_name=word, email=f"{word}@example.org")
        page = factories.NewsPageFactory(title=f"{word} bài", slug=f"{word}-bai", owner=user)
        section = factories.StandardPageFactory(title=f"{word} mục", slug=f"{word}-muc")
        revision = page.save_revision(user=user, log_action=True)
        # A workflow of its own to change, and a page that waits in the school's real one.
        workflow = Workflow.objects.create(name=f"{word} quy trình")
        task = GroupApprovalTask.objects.create(name=f"{word} bước")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        draft = factories.NewsPageFactory(title=f"{word} nháp", slug=f"{word}-nhap", owner=user, live=False)
        draft.save_revision(user=user)
        workflow_state = draft.get_workflow().start(draft, user)
        picture = factories.PictureFactory(title=f"{word} ảnh", file__filename=f"{word}.png")
        attachment = factories.AttachmentFactory(title=f"{word} tệp")
        collection = Collection.get_first_root_node().add_child(name=f"{word} bộ")
        event = factories.EventPageFactory(
            title=f"{word} sự kiện", slug=f"{word}-su-kien", meeting_url="https://hop.example.org/"
        )
        guest = EventGuest.objects.create(event=event, name=f"{word} khách", email=f"{word}-khach@example.org")
        private = factories.StandardPageFactory(title=f"{word} kín", slug=f"{word}-kin")
        things = Things(
            page=page.pk,
            section=section.pk,
            revision=revision.pk,
            picture=picture.pk,
            attachment=attachment.pk,
            user=user.pk,
            group=Group.objects.create(name=f"{word} nhóm").pk,
            category=factories.CategoryFactory(title=f"{word} mục tin").pk,
            event=event.pk,
            event_slug=event.slug,
            guest=guest.pk,
            comment=factories.CommentFactory(text=f"{word} mục ý kiến").pk,
            document_kind=DocumentKind.objects.create(title=f"{word} mục loại", slug=f"{word}-loai").pk,
            document_field=DocumentField.objects.create(title=f"{word} mục vực", slug=f"{word}-vuc").pk,
            timetable=factories.TimetableFactory(note=f"{word} mục").pk,
            collection=collection.pk,
            redirect=Redirect.objects.create(old_path=f"/{word}-cu", redirect_link=f"/{word}").pk,
            profile=SiteProfile.load().pk,
            appearance=Appearance.load().pk,
            site=Site.objects.create(hostname=f"{word}.example.org", root_page=section, site_name=word).pk,
            workflow=workflow.pk,
            task=task.pk,
            task_state=workflow_state.current_task_state.pk,
            review=workflow_state.current_task_state.task_id,
            workflow_state=workflow_state.pk,
            draft=draft.pk,
            private=private.pk,
            editing_session=EditingSession.objects.create(
                user=user, content_object=page, last_seen_at=timezone.now()
            ).pk,
            restriction=PageViewRestriction.objects.create(page=private, restriction_type="password", password=word).pk,
            collection_restriction=CollectionViewRestriction.objects.create(
                collection=collection, restriction_type="password", password=word
            ).pk,
            school=school.pk,
            school_slug=slug,
            **_shared(school, page, word),
            failed_task=_failed_task(school.schema_name, word),
            frequent=factories.FaqFactory(question=f"{word} thường gặp").pk,
            question=factories.QuestionFactory(subject=f"{word} hỏi", asker_name=f"{word} người hỏi").pk,
            # A row of public: its day is its school's own.
            working_day=WorkingDayOverride.objects.create(date=dt.date(2030, 1, 1) + dt.timedelta(school.pk)).pk,
            links=LinkGroup.objects.create(title=f"{word} liên kết").pk,
            # Over already: it stands on no page.
            alert=factories.AlertFactory(title=f"{word} khẩn", is_over=True).pk,
            city_alert=factories.CityAlertFactory(title=f"{word} khẩn chung", is_over=True).pk,
            synonym=SearchSynonym.objects.create(words=f"{word} một, {word} hai").pk,
            promoted=_promoted(word),
            person=factories.PersonFactory(name=f"{word} nhân sự").pk,
            unit=factories.UnitFactory(name=f"{word} tổ").pk,
            maintenance=_maintenance(word).pk,
            album=factories.AlbumPageFactory(title=f"{word} album", slug=f"{word}-album").pk,
            disclosure=_disclosure(word),
            picture_file=picture.get_rendition("fill-60x40").file.name,
            shared_file=storages["shared"].save(f"{school.schema_name}/1.webp", ContentFile(factories.png())),
            path=urlsplit(page.get_url()).path,
        )
        indexing.reindex_school.func()
        return things


def _disclosure(word: str) -> int:
    """A form that somebody has filled in; the portal has none of its own, yet ids to try."""
    year = DisclosureSet.objects.create(year=2022, regulation_code="tt36")
    draft = {"texts": {"noi-dung": f"{word} thuyết minh"}}
    return Disclosure.objects.create(set=year, form_code="tc-1", draft=draft, draft_number=1).pk


def _promoted(word: str) -> int:
    """Over already: it stands on no page."""
    over = dt.date(2020, 1, 1)
    return PromotedResult.objects.create(words=word, title=f"{word} giới thiệu", url="/", ends_on=over).pk


def _maintenance(word: str) -> MaintenanceNotice:
    """A planned interruption; and a report in which something is missing."""
    now = timezone.now()
    finding = {"code": "fn-rss", "state": "missing", "message": f"{word} thiếu", "fix_url": ""}
    Evaluation.objects.create(day=now.date(), checked_at=now, findings=[finding])
    return MaintenanceNotice.objects.create(reason=f"{word} bảo trì", starts_at=now, ends_at=now)


def _shared(school: CurrentSchool, page: NewsPage, word: str) -> dict[str, Any]:
    """An article that came and one that went, a directive sent here and one sent from here."""
    article = SharedArticle.objects.create(
        giver_id=school.pk,
        page_id=0,
        title=f"{word} bài",
        date="2026-11-20",
        host="x",
        path="/",
        sent_at=timezone.now(),
    )
    Delivery.objects.create(article=article, receiver_id=school.pk)
    stored = storages["shared"].save(f"portal/private/{word}/1.bin", ContentFile(b"x"))
    file = {"name": f"{word}.pdf", "stored": stored, "size": 1}
    directive = Directive.objects.create(key=uuid4(), title=f"{word} bài", sent_at=timezone.now(), files=[file])
    DirectiveReceipt.objects.create(directive=directive, school_id=school.pk)
    sent = SentDirective.objects.create(title=f"{word} bài", text=word, sent_at=timezone.now())
    SentFile.objects.create(directive=sent, **file)
    return {
        "article": article.pk,
        "offer": Offer.objects.create(page=page, sent_at=timezone.now()).pk,
        "directive": directive.pk,
        "sent_directive": sent.pk,
    }


def _failed_task(schema_name: str, word: str) -> UUID:
    row = DBTaskResult.objects.create(
        task_path="cms.core.indexing.reindex_school",
        status="FAILED",
        args_kwargs={"args": [], "kwargs": {}, "schema": schema_name},
        traceback=f"{word} lỗi",
        exception_class_path="builtins.ValueError",
        backend_name="default",
        worker_ids=["1"] * 5,
    )
    return row.pk
