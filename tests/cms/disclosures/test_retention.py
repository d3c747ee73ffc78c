"""What was disclosed stays: no role, screen or cascade takes it away (TT 09/2024 Điều 15 khoản 2)."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import PROTECT, SET_NULL, ProtectedError
from django.utils import timezone

from cms.core.models import BasePage
from cms.disclosures import history
from cms.disclosures.models import Disclosure, DisclosureIndexPage, DisclosureSet, Version
from cms.media.models import Attachment
from tenants.enums import SchoolStatus
from tenants.models import School
from tests import factories
from tests.base import A, SchoolTestCase
from tests.permissions.every_url import addresses

PUPILS = {"cells": {"bm06.I": {"tong_so": "40", "lop_1": "40"}}}


class TestRetention(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.principal = factories.approver()
        history.bring_in(cls.school, [history.Past(2022, "bm06", PUPILS, timezone.now())], cls.principal)

    def test_sets_forms_and_versions_cannot_be_deleted(self):
        row = Disclosure.objects.get(set__year=2022, form_code="bm06")
        for kept in (row.set, row):
            with pytest.raises(ProtectedError):
                kept.delete()
        assert Version.objects.count() == 1
        assert DisclosureSet.objects.count() == 1

    def test_nothing_that_is_deleted_takes_a_disclosure_with_it(self):
        for model in apps.get_app_config("disclosures").get_models():
            if not issubclass(model, BasePage):
                rules = {field.remote_field.on_delete for field in model._meta.fields if field.remote_field}
                assert rules <= {PROTECT, SET_NULL}, model

    def test_it_outlives_those_who_published_it_and_the_section(self):
        self.principal.delete()
        DisclosureIndexPage.objects.get().delete()
        assert Version.objects.get().published_by is None

    def test_no_role_and_no_screen_deletes(self):
        granted = Permission.objects.filter(content_type__app_label="disclosures", group__isnull=False)
        assert not [one for one in granted if one.codename.startswith(("delete", "add"))]
        names = [one.name for one in addresses() if one.name.startswith(("disclosures:", "annual_reports:"))]
        assert names
        assert not [name for name in names if "delete" in name]

    def test_a_file_that_was_published_is_neither_deleted_nor_exchanged_and_the_admin_says_why(self):
        kept, free = factories.AttachmentFactory(title="Quy chế"), factories.AttachmentFactory(title="Tạm")
        listed = {"files": {"tep": [{"title": "Quy chế", "document": kept.pk}]}}
        history.bring_in(self.school, [history.Past(2024, "4.8", listed, timezone.now())], self.principal)
        client, home = self.client_for(A, factories.superuser()), "/quan-tri/documents"
        bulk = f"/quan-tri/bulk/media/attachment/delete/?id={kept.pk}&id={free.pk}"
        file = SimpleUploadedFile("moi.pdf", b"%PDF-1.4\n%%EOF\n")
        exchanged = {
            "title": "Quy chế mới",
            "file": file,
            "collection": 1,
        }
        for address, sent in (
            (f"{home}/delete/{kept.pk}/", {}),
            (bulk, {}),
            (f"{home}/edit/{kept.pk}/", exchanged),
        ):
            text = client.post(address, sent, follow=True).content.decode()
            assert "Không" in text.partition("messages")[2], address
            assert "phiên bản 1" in text, address
        kept.refresh_from_db()
        assert kept.title == "Quy chế"
        client.post(f"{home}/delete/{free.pk}/")
        assert set(Attachment.objects.values_list("title", flat=True)) == {"Quy chế"}

    def test_an_archived_school_s_disclosures_stay_readable(self):
        School.objects.filter(pk=self.school.pk).update(status=SchoolStatus.ARCHIVED, status_reason="Sáp nhập")
        answer = self.client.get("/cong-khai/2022-2023/bm06/")
        assert answer.status_code == 200
        assert "<td" in answer.content.decode()
