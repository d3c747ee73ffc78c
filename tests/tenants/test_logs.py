"""One JSON line per record, with school and request id, without personal data."""

import io
import json
import logging
from contextlib import contextmanager

from django.utils.module_loading import import_string

from cms.settings import base
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school
from tests.factories import PASSWORD


@contextmanager
def log_lines(name: str = ""):
    """The lines as production writes them: handler, filter and formatter of the settings."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(import_string(base.LOGGING["formatters"]["json"]["()"])())
    handler.addFilter(import_string(base.LOGGING["filters"]["school"]["()"])())
    logger = logging.getLogger(name)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel("INFO")
    lines: list[dict[str, object]] = []
    try:
        yield lines
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        lines += [json.loads(line) for line in stream.getvalue().splitlines()]


class TestLogs(SchoolTestCase):
    def test_a_line_names_its_school(self):
        with log_lines() as lines:
            for slug in (A, B, "public"):
                with in_school(slug):
                    logging.getLogger("cms.test").warning("Xin chào từ %s", slug)
        assert [line["schema"] for line in lines] == ["s_truong_a", "s_truong_b", "public"]
        assert lines[0]["message"] == "Xin chào từ truong-a"
        assert set(lines[0]) >= {"time", "level", "logger", "message", "schema", "request_id"}
        assert lines[0]["level"] == "WARNING"
        assert lines[0]["request_id"] == ""

    def test_a_line_of_a_request_names_request_and_school(self):
        with log_lines("django.request") as lines:
            self.client_for(B).get("/khong-co/", HTTP_X_REQUEST_ID="abcdefgh-1")
            logging.getLogger("django.request").warning("Nobody's")
        found = [(line["request_id"], line["schema"]) for line in lines]
        assert found == [("abcdefgh-1", "s_truong_b"), ("", "s_truong_a")]
        assert "/khong-co/" in lines[0]["message"]

    def test_a_record_over_several_lines_stays_one_line(self):
        with log_lines() as lines:
            try:
                raise ValueError("dòng một\ndòng hai")
            except ValueError:
                logging.getLogger("cms.test").exception("Hỏng")
        assert len(lines) == 1
        assert "dòng hai" in lines[0]["exc_info"]

    def test_what_a_person_sends_is_not_in_the_logs(self):
        user = factories.superuser(username="nguyen.thi.hoa", email="hoa@example.org")
        with log_lines() as lines:
            self.client.post("/quan-tri/login/", {"username": "nguyen.thi.hoa", "password": PASSWORD})
            self.client.post("/quan-tri/login/", {"username": "nguyen.thi.hoa", "password": "sai-mật-khẩu"})
            self.client.get("/khong-co/?cccd=079123456789&dien-thoai=0912345678")
            self.client.post("/quan-tri/password_reset/", {"email": user.email})
            self.client.get("/quan-tri/khong-co/", HTTP_AUTHORIZATION="Basic aG9hOnNlY3JldA==")
        text = json.dumps(lines, ensure_ascii=False)
        assert lines
        for secret in (PASSWORD, "sai-mật-khẩu", "079123456789", "0912345678", "hoa@example.org", "aG9hOnNlY3JldA"):
            assert secret not in text

    def test_the_request_object_is_not_printed(self):
        with log_lines("cms.test") as lines:
            request = self.client.get("/lien-he/").wsgi_request
            logging.getLogger("cms.test").warning("Có lỗi", extra={"request": request, "status_code": 400})
        assert "request" not in lines[0]
        assert lines[0]["status_code"] == 400
