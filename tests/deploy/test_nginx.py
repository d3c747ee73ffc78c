"""nginx with the configuration as deployed, before a stand-in for the application."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tenants.proxy_cache import ProxyCache

ROOT = Path(__file__).resolve().parents[2]
PAGE = "<p>Trường tiểu học</p>".encode() * 100
HOST = "th-a.tptdm.localhost"
pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed (apt-get install nginx)")


class Application(BaseHTTPRequestHandler):
    """Answers as the application does, and counts."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        headers = {"Content-Type": "text/html; charset=utf-8", "X-Request-ID": "of-the-application"}
        if self.path.startswith("/trang"):
            headers |= {"X-Accel-Expires": "3600", "ETag": '"abc"', "Vary": "Cookie", "X-Page-Cache": "miss"}
            headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        if self.path.startswith("/trang-dat-cookie"):
            headers["Set-Cookie"] = "csrftoken=secret"
        if self.path.startswith("/media/"):
            headers = {"Content-Type": "image/webp", "X-Accel-Redirect": "/_private/media/s_a/images/" + self.path[7:]}
        body = b"" if "X-Accel-Redirect" in headers else PAGE
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    state = tmp_path_factory.mktemp("nginx")
    picture = state / "media/s_a/images/mới.webp"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    (state / "secret.webp").write_bytes(b"secret")
    (picture.parent / "link.webp").symlink_to(state / "secret.webp")
    styles = state / "static/site.0123456789ab.css"
    styles.parent.mkdir()
    styles.write_bytes(b"body{}")
    styles.with_name(f"{styles.name}.gz").write_bytes(gzip.compress(b"body{}"))
    return state


@pytest.fixture(scope="module")
def port(state: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    front = free_port()
    environ = {
        **os.environ,
        **{"APP_ADDRESS": f"127.0.0.1:{server.server_port}", "LISTEN": f"127.0.0.1:{front}"},
        **{"PACKER_PORT": str(free_port()), "PUBLIC_PORT": str(front), "ACCESS_LOG": "off", "WORKERS": "1"},
        **{"RUN_DIR": str(state / "run"), "CACHE_DIR": str(state / "cache"), "EXTRA_DIR": str(state / "none")},
        **{"STATIC_ROOT": str(state / "static"), "MEDIA_ROOT": str(state / "media")},
        **{"SHARED_MEDIA_ROOT": str(state / "media"), "NGINX_USER": "root", "TRUSTED_PROXIES": "10.0.0.0/8"},
    }
    with (state / "log").open("wb") as log:
        process = subprocess.Popen(["sh", str(ROOT / "deploy/nginx/start.sh")], env=environ, stderr=log)
    try:
        deadline = time.monotonic() + 20
        while True:
            assert process.poll() is None, (state / "log").read_text()
            assert time.monotonic() < deadline
            try:
                ask(front, "/healthz")
                break
            except OSError:
                time.sleep(0.05)
        yield front
    finally:
        process.terminate()
        process.wait(20)
        server.shutdown()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    given = {"Host": f"{HOST}:{port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request(method, path, headers=given)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def outcome(port: int, path: str, method: str = "GET", **headers: str) -> str | None:
    return ask(port, path, method, **headers)[0].headers["X-Proxy-Cache"]


def test_a_page_is_kept_once_the_application_says_so(port):
    assert [outcome(port, "/trang-1") for _ in range(3)] == ["MISS", "HIT", "HIT"]
    assert [outcome(port, "/khac") for _ in range(2)] == ["MISS", "MISS"]


def test_a_kept_page_is_as_the_application_made_it(port):
    for shown in ("miss", "hit"):
        answer, body = ask(port, "/trang-2")
        assert body == PAGE
        assert answer.headers["X-Page-Cache"] == shown
        assert answer.headers["ETag"] == '"abc"'
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["X-Accel-Expires"] is None


def test_a_browser_that_has_the_page_is_told_so(port):
    ask(port, "/trang-3")
    answer, body = ask(port, "/trang-3", If_None_Match='"abc"')
    assert (answer.status, body, answer.headers["X-Proxy-Cache"]) == (304, b"", "HIT")
    assert ask(port, "/trang-3", If_None_Match='"old"')[0].status == 200


def test_a_packed_copy_is_kept_beside_the_plain_one(port):
    assert [outcome(port, "/trang-4", Accept_Encoding="br, gzip") for _ in range(2)] == ["MISS", "HIT"]
    answer, body = ask(port, "/trang-4", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == PAGE
    assert ask(port, "/trang-4", Accept_Encoding="gzip", If_None_Match='W/"abc"')[0].status == 304
    assert ask(port, "/trang-4")[1] == PAGE
    assert ask(port, "/trang-4", Accept_Encoding="gzip;q=0")[1] == PAGE


@pytest.mark.parametrize(
    "personal", [{"Cookie": "a=b; sessionid=x"}, {"Authorization": "Basic eA=="}, {"HX_Request": "true"}]
)
def test_a_personal_request_is_neither_answered_from_nor_put_into_the_cache(port, personal):
    path = f"/trang-5-{next(iter(personal))}"
    assert outcome(port, path, **personal) == "BYPASS"
    assert outcome(port, path) == "MISS"
    assert outcome(port, path, **personal) == "BYPASS"


def test_what_is_sent_is_never_answered_from_the_cache(port):
    ask(port, "/trang-6")
    assert outcome(port, "/trang-6", "POST") == "BYPASS"


def test_other_cookies_do_not_split_the_cache(port):
    ask(port, "/trang-7", Cookie="_ga=1")
    assert outcome(port, "/trang-7", Cookie="_ga=2") == "HIT"


def test_a_page_that_sets_a_cookie_is_never_kept(port):
    assert [outcome(port, "/trang-dat-cookie") for _ in range(2)] == ["MISS", "MISS"]


def test_schools_and_schemes_do_not_share_pages(port):
    ask(port, "/trang-8")
    assert outcome(port, "/trang-8", Host="th-b.tptdm.localhost") == "MISS"


def test_a_foreign_port_in_the_host_reaches_no_page(port):
    """It would stand in the page's own address, and be kept for others."""
    ask(port, "/trang-9", Host=f"{HOST}:666")
    assert Application.seen[-1][1]["Host"] == f"{HOST}:{port}"


def test_a_visitor_cannot_claim_another_scheme_address_or_request_id(port):
    ask(port, "/khac", X_Forwarded_Proto="https", X_Forwarded_For="1.2.3.4", X_Request_ID="a b")
    headers = Application.seen[-1][1]
    assert headers["X-Forwarded-Proto"] == "http"
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert len(headers["X-Request-ID"]) == 32


def test_each_answer_carries_the_id_that_the_application_was_given(port):
    answer, _body = ask(port, "/khac")
    assert answer.headers.get_all("X-Request-ID") == [Application.seen[-1][1]["X-Request-ID"]]
    # A kept copy never came to the application: an id would lead nowhere.
    ask(port, "/trang-co-dau")
    again, _body = ask(port, "/trang-co-dau")
    assert (again.headers["X-Proxy-Cache"], again.headers["X-Request-ID"]) == ("HIT", None)


def test_readiness_tells_nothing_to_visitors(port):
    assert ask(port, "/readyz")[0].status == 404


def test_private_files_are_sent_only_on_the_applications_word(port, state):
    answer, body = ask(port, "/media/m%E1%BB%9Bi.webp")
    assert (answer.status, body, answer.headers["Content-Type"]) == (200, b"picture", "image/webp")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert ask(port, "/_private/media/s_a/images/m%E1%BB%9Bi.webp")[0].status == 404
    assert ask(port, "/media/link.webp")[0].status == 403


def test_hashed_files_are_sent_packed_and_for_ever(port):
    answer, body = ask(port, "/static/site.0123456789ab.css", Accept_Encoding="gzip")
    assert gzip.decompress(body) == b"body{}"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(port, "/static/staticfiles.json")[0].status == 404
    assert ask(port, "/static/..%2fsecret.webp")[1] != b"secret"


def test_a_purged_page_is_asked_for_anew(port, state):
    # The copy is put in its place when the first answer has gone out: it may be a moment later.
    assert any(outcome(port, "/trang-10") == "HIT" for _ in range(100))
    assert ProxyCache(state / "cache").purge(frozenset({HOST})) > 0
    assert [outcome(port, "/trang-10") for _ in range(2)] == ["MISS", "HIT"]


def test_a_value_cannot_become_configuration(state):
    environ = {**os.environ, "RUN_DIR": str(state / "other"), "APP_ADDRESS": "a; include /etc/passwd"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "deploy/nginx/render.py")], env=environ, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "APP_ADDRESS" in done.stderr
