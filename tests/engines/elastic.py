"""What elasticsearch-py takes for Elasticsearch: an OpenSearch node behind a proxy that says so.

It shows that our calls go through that client, not how Elasticsearch itself answers them.
"""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Disguise(BaseHTTPRequestHandler):
    """Passes on what comes; media types and the server's name are the other's."""

    node_port = 0
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        asking = http.client.HTTPConnection("127.0.0.1", self.node_port, timeout=30)
        kind = "application/x-ndjson" if "ndjson" in self.headers.get("Content-Type", "") else "application/json"
        asking.request(self.command, self.path, self.rfile.read(length), {"Content-Type": kind})
        answer = asking.getresponse()
        body = answer.read()
        if urlsplit(self.path).path == "/" and body:
            told = json.loads(body)
            del told["version"]["distribution"]
            body = json.dumps(told).encode()
        self.send_response(answer.status)
        wanted = self.headers.get("Accept", "")
        self.send_header("Content-Type", wanted if "vnd.elasticsearch" in wanted else "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

    def log_message(self, *args: object) -> None:
        """Nothing."""


class Proxy:
    """Runs while the block does."""

    def __init__(self, node_port: int) -> None:
        handler = type("Handler", (Disguise,), {"node_port": node_port})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self.url

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
