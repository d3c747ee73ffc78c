"""Digital signatures of PDFs: what the check says of each sort of file, and when it says it."""

import socket

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import translation

from cms.documents import services
from cms.documents.models import SignatureReport
from cms.documents.signature_words import words_for
from cms.documents.signatures import State, inspect, trust_roots
from tests import factories
from tests.base import A, SchoolTestCase, run_tasks
from tests.cms.documents import pdfs


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roots")
    (folder / "root.pem").write_bytes(pdfs.root_pem())
    return str(folder)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the check asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_signature_below_a_trusted_root_is_trusted(root, no_network):
    result = inspect(pdfs.signed(), trust_roots(root))
    assert result.state == State.TRUSTED
    assert result.signatures[0]["signer"] == pdfs.PERSON
    assert result.signatures[0]["signed_at"]


def test_without_roots_nothing_is_ever_trusted(no_network, tmp_path):
    for folder in ("", str(tmp_path), str(tmp_path / "nowhere")):
        assert inspect(pdfs.signed(), trust_roots(folder)).state == State.UNVERIFIED


def test_a_changed_byte_is_seen(root):
    assert inspect(pdfs.tampered(), trust_roots(root)).state == State.MODIFIED


def test_a_change_appended_after_signing_is_seen(root):
    assert inspect(pdfs.changed_by_appending(), trust_roots(root)).state == State.MODIFIED


def test_a_second_signature_is_no_change(root):
    result = inspect(pdfs.signed(pdfs.signed(), field="ChuKy2"), trust_roots(root))
    assert result.state == State.TRUSTED
    assert len(result.signatures) == 2


def test_no_signature(root):
    assert inspect(pdfs.plain(), trust_roots(root)).state == State.UNSIGNED


def test_a_locked_file():
    assert inspect(pdfs.encrypted(), []).state == State.ENCRYPTED


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000, b"PK\x03\x04", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"]
)
def test_a_broken_file_is_no_error(content):
    assert inspect(content, []).state == State.UNREADABLE


def test_half_a_signed_file_is_no_error():
    content = pdfs.signed()
    assert inspect(content[: len(content) // 2], []).state in {State.UNREADABLE, State.UNSIGNED}


class TestChecking(SchoolTestCase):
    def attach(self, content: bytes, name: str = "van-ban.pdf"):
        return factories.AttachmentFactory(file=ContentFile(content, name=name))

    def test_an_uploaded_pdf_is_checked_by_the_worker_not_in_the_request(self):
        self.attach(pdfs.signed())
        assert not SignatureReport.objects.exists()
        run_tasks()
        with self.in_school(A):
            assert SignatureReport.objects.get().state == State.UNVERIFIED

    def test_equal_content_is_checked_once(self):
        content = pdfs.plain()
        first, second = self.attach(content), self.attach(content, "ban-sao.pdf")
        assert services.check_signature(first) is not None
        assert services.check_signature(second) is None
        assert SignatureReport.objects.count() == 1

    def test_other_files_are_not_checked(self):
        factories.AttachmentFactory()
        run_tasks()
        with self.in_school(A):
            assert not SignatureReport.objects.exists()

    @override_settings(SIGNATURE_MAX_SIZE=100)
    def test_a_huge_file_is_not_read(self):
        report = services.check_signature(self.attach(pdfs.signed()))
        assert report.state == State.UNREADABLE

    def test_a_lost_file_is_no_error(self):
        attachment = self.attach(pdfs.plain())
        attachment.get_file_hash()
        attachment.file.storage.delete(attachment.file.name)
        assert services.check_signature(attachment).state == State.UNREADABLE


class TestWords(SchoolTestCase):
    def words(self, state: State) -> str:
        report = SignatureReport(state=state, signatures=[{"signer": "Lê Thị An", "signed_at": "2026-11-20T08:00:00Z"}])
        return words_for(report).text

    def test_each_result_has_its_sentence(self):
        said = {state: self.words(state) for state in State}
        assert len(set(said.values())) == len(State)
        assert "Lê Thị An" in said[State.TRUSTED]
        assert "20/11/2026" in said[State.TRUSTED]

    def test_only_a_trusted_signature_is_called_good(self):
        good = [s for s in State if words_for(SignatureReport(state=s, signatures=[])).tone == "good"]
        assert good == [State.TRUSTED]

    def test_a_file_not_yet_checked_says_so(self):
        with translation.override("en"):
            assert "being checked" in words_for(None).text
