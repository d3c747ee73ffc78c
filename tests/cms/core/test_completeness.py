"""A draft can always be saved, however unfinished; what is unfinished cannot be published, by whatever way."""

import datetime as dt
from typing import Any

from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.consultations.models import ConsultationPage
from cms.core.publication import PublicationRefused
from cms.documents.models import DocumentRelation
from cms.events.models import EventPage
from tests import factories
from tests.base import A, SchoolTestCase

NO_RELATIONS = {"relations": inline_formset([]), "files": inline_formset([])}
# Columns that hold a day, a file or a page and cannot be empty: a row is there only once it is chosen. The days have
# a first value when the form opens.
CHOSEN_ROWS = {"page", "image", "attachment", "target", "start", "day", "text", "contentpath"}


class TestForms(SchoolTestCase):
    def test_no_draft_must_have_more_than_its_title(self):
        for model in get_page_models():
            form = model.get_edit_handler().get_form_class()
            deferred = form._meta.defer_required_on_fields
            hard = {name for name, field in form.base_fields.items() if field.required} - set(deferred)
            assert hard <= {"title", "slug"}, model
            for formset in form.formsets.values():
                rows = formset.form
                needed = {name for name, field in rows.base_fields.items() if field.required}
                assert needed - set(rows._meta.defer_required_on_fields) <= CHOSEN_ROWS, (model, formset)


class Screen(SchoolTestCase):
    """A page type's form, as a draft and as something to publish."""

    def setUp(self):
        self.user = factories.superuser()
        self.client = self.client_for(A, self.user)

    def send(self, page: Any, action: str = "", **fields: Any) -> Any:
        values = {"title": page.title, "slug": page.slug, "summary": "", "cover": "", "cover_alt": "", **fields}
        if action:
            values[action] = "1"
        return self.client.post(f"/quan-tri/pages/{page.pk}/edit/", nested_form_data(values))

    def autosave(self, page: Any, **fields: Any) -> Any:
        values = {"title": page.title, "slug": page.slug, "summary": "", "cover": "", "cover_alt": "", **fields}
        address = f"/quan-tri/pages/{page.pk}/edit/"
        return self.client.post(address, nested_form_data(values), headers={"accept": "application/json"})

    def check(self, page: Any, refused: set[str], **fields: Any) -> None:
        """Kept as a draft by hand and by itself, refused beside these fields when sent or published."""
        assert self.autosave(page, **fields).json()["success"]
        assert self.send(page, **fields).status_code == 302
        for action in ("action-publish", "action-submit"):
            response = self.send(page, action, **fields)
            assert response.status_code == 200, action
            assert refused <= set(response.context["form"].errors), response.context["form"].errors
        page.refresh_from_db()
        assert not page.live


class TestEveryType(Screen):
    def test_a_cover_without_a_description(self):
        page = factories.NewsPageFactory(live=False)
        body = streamfield([("paragraph", rich_text("<p>Chữ</p>"))])
        self.check(page, {"cover_alt"}, cover=factories.PictureFactory().pk, body=body)

    def test_a_picture_and_a_video_without_words(self):
        page = factories.NewsPageFactory(live=False)
        picture = {"image": factories.PictureFactory().pk, "alt": "", "caption": ""}
        nothing = {"title": "", "file": "", "captions": "", "link": "", "poster": "", "text": ""}
        for block in (("picture", picture), ("picture", {**picture, "image": ""}), ("video", nothing)):
            self.check(page, {"body"}, body=streamfield([block]))

    def test_an_event_without_a_day_or_with_its_times_in_disorder(self):
        page = factories.EventPageFactory(live=False)
        when = {"date": "05/12/2026", "end_date": "", "start_time": "", "end_time": "", "state": "planned"}
        rest = {"kind": page.kind, "body": streamfield([])}
        self.check(page, {"date", "start_time"}, **{**when, "date": ""}, **rest)
        disorder = {"start_time": "09:00", "end_time": "08:00"}
        self.check(page, {"end_time"}, **{**when, **disorder}, **rest)
        self.check(page, {"end_date"}, **{**when, "start_time": "9:00", "end_date": "04/12/2026"}, **rest)
        page.get_latest_revision_as_object().make_preview_request()

    def test_a_consultation_without_a_deadline(self):
        page = factories.ConsultationPageFactory(live=False)
        rest = {"receive_address": "", "receive_email": "", "outcome_on": "", "answered_by": ""}
        streams = {"body": streamfield([]), "outcome": streamfield([])}
        needed = {"deadline", "receive_address", "receive_email", "body"}
        self.check(page, needed, date="", deadline="", **rest, **streams)
        self.check(page, {"deadline"}, date="20/11/2026", deadline="19/11/2026", **rest, **streams)
        ConsultationPage.objects.get(pk=page.pk).get_latest_revision_as_object().make_preview_request()

    def test_a_document_without_its_particulars_or_that_replaces_itself(self):
        page = factories.DocumentPageFactory(live=False)
        days = {"date": "20/11/2026", "effective_on": "", "expires_on": "19/11/2026"}
        rest = {"number": "", "issuing_body": "", "kind": "", "field": "", "signer": "", "abstract": ""}
        rest["body"] = streamfield([])
        self.check(page, {"expires_on", "number", "issuing_body"}, **days, **rest, **NO_RELATIONS)
        circle = {**NO_RELATIONS, "relations": inline_formset([{"kind": "replaces", "target": page.pk}])}
        assert self.send(page, **{**days, "expires_on": ""}, **rest, **circle).status_code == 302

    def test_an_album_without_pictures_and_consent(self):
        page = factories.AlbumPageFactory(live=False, parents_consent=False, common_alt="")
        self.check(page, {"parents_consent"}, date="", common_alt="", pictures=inline_formset([]))


class TestTheLock(Screen):
    """Ways to publish that know no form."""

    def publish(self, page: Any) -> str:
        revision = page.save_revision(user=self.user, clean=False)
        try:
            revision.publish(user=self.user)
        except PublicationRefused as refusal:
            return str(refusal)
        return ""

    def test_the_bulk_action_of_the_explorer_says_what_is_missing(self):
        page = factories.NewsPageFactory(live=False, cover=factories.PictureFactory())
        page.save_revision(user=self.user)
        address = f"/quan-tri/bulk/core/basepage/publish/?next=/quan-tri/&id={page.pk}"
        response = self.client.post(address, {"include_descendants": ""}, follow=True)
        page.refresh_from_db()
        assert not page.live
        assert "chỉ để trang trí" in response.content.decode()

    def test_each_type_says_what_is_missing(self):
        event = factories.EventPageFactory(live=False)
        event.date = None
        album = factories.AlbumPageFactory(live=False, parents_consent=True, common_alt="")
        news = factories.NewsPageFactory(live=False, body=[("picture", {"image": None, "alt": ""})])
        document = factories.DocumentPageFactory(live=False)
        DocumentRelation.objects.create(page=document, target=document)
        assert "ngày" in self.publish(event)
        assert "ít nhất một ảnh" in self.publish(album)
        assert "Nội dung" in self.publish(news)
        assert "chính nó" in self.publish(document)

    def test_what_is_complete_goes_out(self):
        page = factories.NewsPageFactory(live=False)
        assert self.publish(page) == ""
        assert type(page).objects.get(pk=page.pk).live

    def test_the_clock_is_not_asked_again(self):
        page = EventPage.objects.get(pk=factories.EventPageFactory(live=False, date=dt.date(2026, 12, 5)).pk)
        page.cover = factories.PictureFactory()
        page.save_revision(clean=False).publish(user=None)
        assert EventPage.objects.get(pk=page.pk).live
