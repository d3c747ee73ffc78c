"""Files of published pages are read by the worker, once each, and the editor sees what cannot be."""

from unittest import mock

from django.core.files.base import ContentFile

from cms.core import outbox
from cms.media.models import Attachment
from cms.search import reading, tasks
from cms.shared.models import SearchFile
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, run_tasks

Status = SearchFile.Status


def attach(*attachments: Attachment, **more: object):
    """A published article with these files."""
    return factories.NewsPageFactory(body=[("documents", {"title": "", "documents": list(attachments)})], **more)


def attachment(title: str, name: str, content: bytes) -> Attachment:
    return factories.AttachmentFactory(title=title, file=ContentFile(content, name))


class TestReading(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        text = "Lịch thi học kỳ hai. CCCD 079085001234, điện thoại 0912 345 678."
        cls.readable = attachment("Lịch thi", "lich.txt", text.encode())
        cls.broken = attachment("Hỏng", "hong.docx", b"PK\x03\x04")
        cls.unused = attachment("Riêng tư", "rieng.txt", b"khong ai thay")
        cls.page = attach(cls.broken, cls.readable)
        run_tasks()

    def rows(self) -> dict[int, SearchFile]:
        return {row.attachment_id: row for row in SearchFile.objects.filter(entry__school=self.school.pk)}

    def test_files_of_a_published_page_are_read_and_a_broken_one_stops_nothing(self):
        rows = self.rows()
        assert rows[self.readable.pk].status == Status.READ
        assert rows[self.broken.pk].status == Status.BROKEN
        assert not rows[self.readable.pk].has_pages

    def test_numbers_of_persons_are_not_kept(self):
        assert self.rows()[self.readable.pk].pages == ["Lịch thi học kỳ hai. CCCD …, điện thoại …."]

    def test_files_that_no_published_page_shows_are_never_read(self):
        attach(self.unused, live=False)
        run_tasks()
        assert self.unused.pk not in self.rows()

    def test_what_is_withdrawn_takes_the_text_with_it(self):
        self.page.unpublish()
        run_tasks()
        assert self.rows() == {}

    def test_the_same_file_is_read_once_in_a_school(self):
        again = attachment("Bản sao", "sao.txt", self.readable.file.storage.open(self.readable.file.name).read())
        with mock.patch.object(reading, "read", side_effect=AssertionError):
            attach(again)
            run_tasks()
        assert self.rows()[again.pk].pages == self.rows()[self.readable.pk].pages

    def test_a_file_that_is_exchanged_is_read_anew(self):
        self.readable.file = ContentFile("Lịch mới".encode(), "moi.txt")
        self.readable.save()
        outbox.record(self.page)
        run_tasks()
        assert self.rows()[self.readable.pk].pages == ["Lịch mới"]

    def test_a_task_that_comes_too_late_does_nothing(self):
        assert tasks.read_file.func(self.rows()[self.readable.pk].pk) == "gone"
        assert tasks.read_file.func(0) == "gone"

    def test_the_editor_sees_which_files_cannot_be_read(self):
        client = self.client_for(A, factories.administrator())
        page = client.get("/quan-tri/documents/").content.decode()
        assert "không đọc được: tệp bị hỏng" in page
        assert "tìm được nội dung" in page
        assert client.get("/quan-tri/documents/results/").status_code == 200

    def test_the_list_of_files_says_nothing_of_another_schools_files(self):
        with in_school(B):
            attachment("Của trường B", "b.txt", b"x")
            administrator = factories.administrator()
        page = self.client_for(B, administrator).get("/quan-tri/documents/").content.decode()
        assert "Của trường B" in page
        assert "tìm được nội dung" not in page
