"""Text out of attached files: whatever the file is, there is an answer in time."""

import io
import unicodedata
import zipfile

import pytest

from cms.search.reading import Unreadable, limits, parent, read, scan
from cms.search.reading.child import bounded
from tests.archives import archive
from tests.search import files

TWO_PAGES = ("Công khai tài chính năm 2025", "Học phí lớp một: 36/2017/TT-BGDĐT")


def text_of(content: bytes, extension: str) -> list[str]:
    return read(io.BytesIO(content), extension)


def reason_of(content: bytes, extension: str) -> str:
    with pytest.raises(Unreadable) as caught:
        text_of(content, extension)
    return caught.value.reason


def test_pages_of_a_pdf_with_and_without_poppler(monkeypatch):
    content = files.pdf(*TWO_PAGES)
    assert text_of(content, "pdf") == list(TWO_PAGES)
    monkeypatch.setenv("PATH", "/nowhere")
    assert text_of(content, "pdf") == list(TWO_PAGES)


def test_a_pdf_locked_for_printing_only_is_read_and_one_locked_for_reading_is_not():
    assert text_of(files.pdf(*TWO_PAGES, password="", owner_password="x"), "pdf") == list(TWO_PAGES)
    assert reason_of(files.pdf(*TWO_PAGES, password="x"), "pdf") == "locked"


def test_a_word_file_without_what_was_deleted_or_is_there_twice():
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{files.paragraph('khung')}</mc:Choice><mc:Fallback>{files.paragraph('khung')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    deleted = "<w:p><w:del><w:r><w:delText>mật</w:delText></w:r></w:del></w:p>"
    decomposed = unicodedata.normalize("NFD", "Kế hoạch")
    body = files.paragraph(decomposed) + deleted + alternate + files.paragraph("năm   học")
    assert text_of(files.docx(body), "docx") == ["Kế hoạch\nkhung\nnăm học"]


def test_slides_in_the_order_they_are_shown_and_a_hidden_one_keeps_its_number():
    assert text_of(files.pptx("một", "hai", "ba", hidden=1), "pptx") == ["một", "", "ba"]


def test_sheets_that_are_shown():
    assert text_of(files.xlsx(), "xlsx") == ["Thu chi\nHọc phí 125000"]


def test_an_open_document_without_remarks():
    remark = "<office:annotation><text:p>bí mật</text:p></office:annotation>"
    body = f"<text:h>Nội<text:s/>quy</text:h><text:p>Điều{remark} 1</text:p>"
    assert text_of(files.odt(body), "odt") == ["Nội quy\nĐiều 1"]


def test_text_in_any_encoding():
    assert text_of("Xin  chào\r\ncả nhà".encode("utf-8-sig"), "txt") == ["Xin chào\ncả nhà"]
    assert text_of("Xin chào".encode("utf-16"), "txt") == ["Xin chào"]
    assert text_of("Xin chµo à".encode("cp1258"), "csv") == ["Xin chµo à"]


def test_broken_empty_and_foreign_files_are_unreadable():
    assert reason_of(files.pdf("một")[:300], "pdf") == "broken"
    assert reason_of(b"PK\x03\x04 no archive", "docx") == "broken"
    assert reason_of(b"\xd0\xcf\x11\xe0 an old container", "docx") == "locked"
    assert reason_of(files.docx(""), "docx") == "empty"
    assert reason_of(b"", "mp4") == "kind"


def test_an_archive_that_unpacks_to_much_is_not_unpacked():
    assert reason_of(files.docx(" " * (limits.LARGEST_UNPACKED + 1)), "docx") == "size"
    entities = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><w:p>&b;</w:p>"
    assert reason_of(archive({"word/document.xml": entities}), "docx") in {"broken", "empty"}


def test_a_file_larger_than_may_be_sent_is_not_read(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    assert reason_of(b"x" * 11, "txt") == "size"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    assert reason_of(files.docx(files.paragraph("x")), "docx") == "time"


def test_a_file_that_takes_too_much_memory_is_given_up():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", "<a>" + "<b/>" * (14 * 1024 * 1024) + "</a>")
    assert reason_of(stream.getvalue(), "docx") == "broken"


def test_the_process_that_reads_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "DATABASE_URL" not in parent.KEPT
    assert text_of(b"x", "txt") == ["x"]


def test_only_so_many_pages_and_letters_are_kept():
    assert len(bounded("x" for _ in range(limits.MOST_PAGES + 5))) == limits.MOST_PAGES
    assert sum(map(len, bounded(["x" * limits.MOST_CHARACTERS, "y"]))) == limits.MOST_CHARACTERS


def test_a_scan_is_said_to_be_one_where_letters_cannot_be_recognised(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert reason_of(files.scan(), "pdf") == "scanned"


@pytest.mark.skipif(not scan.is_possible(), reason="tesseract with Vietnamese is not installed")
def test_a_scan_is_read_where_letters_can_be_recognised():
    assert "HOC PHI" in text_of(files.scan("HOC PHI LOP MOT"), "pdf")[0]
