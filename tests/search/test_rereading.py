"""Files are read again when text recognition has come, or a reader that reads otherwise."""

from io import StringIO
from unittest import mock

from django.core.files.base import ContentFile
from django.core.management import call_command

from cms.search import reading, tasks
from cms.search.reading import scan
from cms.search.rereading import read_again
from cms.shared.models import SearchFile
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, run_tasks

Status = SearchFile.Status
REASONS = {"scan.pdf": "scanned", "hong.pdf": "broken", "lon.pdf": "size", "trong.pdf": "empty", "khoa.pdf": "locked"}


def show(*names: str) -> None:
    """A published article with files whose reading fails for the reason in their name."""
    files = [
        factories.AttachmentFactory(title=name, file=ContentFile(name.encode(), name), file_hash=name) for name in names
    ]
    factories.NewsPageFactory(body=[("documents", {"title": "", "documents": files})])
    with mock.patch.object(reading, "read", side_effect=failing):
        run_tasks()


def failing(file, extension):
    raise reading.Unreadable(REASONS[file.read().decode()])


def statuses(school) -> dict[str, str]:
    return dict(SearchFile.objects.filter(entry__school=school.pk).values_list("title", "status"))


class TestReadingAgain(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        show(*REASONS)
        with in_school(B):
            show("scan.pdf")

    def test_scans_wait_until_text_recognition_is_there_and_are_then_read(self):
        with mock.patch.object(scan, "is_possible", return_value=False):
            assert read_again() == 0
        with mock.patch.object(scan, "is_possible", return_value=True):
            assert read_again() == 1
        with mock.patch.object(reading, "read", return_value=["Học phí lớp một"]):
            run_tasks()
        assert statuses(self.school) == {
            "scan.pdf": Status.READ,
            "hong.pdf": Status.BROKEN,
            "lon.pdf": Status.TOO_LARGE,
            "trong.pdf": Status.UNREADABLE,
            "khoa.pdf": Status.LOCKED,
        }
        with in_school(B) as other:
            assert statuses(other) == {"scan.pdf": Status.SCANNED}

    def test_a_newer_reader_reads_what_was_read_and_what_had_no_text(self):
        with mock.patch.object(scan, "is_possible", return_value=False), mock.patch.object(reading, "VERSION", 2):
            assert read_again(most=1) == 1
            assert read_again() == 1
            with mock.patch.object(reading, "read", return_value=["Nội quy"]):
                run_tasks()
            assert read_again() == 0
        assert statuses(self.school)["trong.pdf"] == Status.READ
        assert statuses(self.school)["hong.pdf"] == Status.BROKEN

    def test_the_same_file_elsewhere_that_an_older_reader_read_is_no_answer(self):
        SearchFile.objects.filter(title="trong.pdf").update(version=0, status=Status.READ, pages=["alt"])
        again = SearchFile.objects.get(title="hong.pdf", entry__school=self.school.pk)
        again.file_hash = "trong.pdf"
        assert tasks._read_before(again) is None

    def test_the_operator_has_all_schools_read_again_at_once(self):
        told = StringIO()
        with mock.patch.object(scan, "is_possible", return_value=True):
            call_command("read_files_again", stdout=told)
        assert told.getvalue() == "2 files will be read again.\n"

    def test_the_list_of_files_counts_what_can_be_found(self):
        page = self.client_for(A, factories.administrator()).get("/quan-tri/documents/").content.decode()
        assert "không đọc được: bản quét, máy chủ chưa nhận dạng chữ <strong>1</strong>" in page
        assert "không đọc được: tệp bị hỏng <strong>1</strong>" in page
