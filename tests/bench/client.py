"""The load client in Python: `python -m tests.bench.client PORT PATH SECONDS CONNECTIONS HEADER …`.

Prints answers per second and how many were not 200. One request at a time per connection.
"""

import re
import selectors
import socket
import sys
import time

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.I)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: chunked", re.I)


class Connection:
    """One kept connection."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.received = b""

    def send(self) -> None:
        self.received = b""
        self.socket.sendall(self.request)

    def receive(self) -> int:
        """Take what has come; returns the status once the answer is complete, else 0."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed a connection")
        self.received += data
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return 0
        if found := _LENGTH.search(head):
            complete = len(body) >= int(found[1])
        else:
            complete = bool(_CHUNKED.search(head)) and body.endswith(b"0\r\n\r\n")
        return int(head[9:12]) if complete else 0


def run(port: int, request: bytes, seconds: float, count: int) -> tuple[float, int]:
    """Load for some seconds; returns answers per second and failures."""
    answers = failures = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(count):
            connection = Connection(port, request)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        started = time.monotonic()
        while (elapsed := time.monotonic() - started) < seconds:
            for key, _events in selector.select(timeout=seconds - elapsed):
                if status := key.data.receive():
                    answers += 1
                    failures += status != 200
                    key.data.send()
    return answers / elapsed, failures


if __name__ == "__main__":
    port, path, seconds, count, *headers = sys.argv[1:]
    request = "\r\n".join([f"GET {path} HTTP/1.1", *headers, "", ""]).encode()
    print(*run(int(port), request, float(seconds), int(count)))
