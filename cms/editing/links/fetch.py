"""Asking another server whether an address answers: politely, and never a private network."""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT = 8
MOST_REDIRECTS = 5
AGENT = "truong-hoc-link-check/1.0"
# Servers that refuse HEAD, or answer it differently.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
# The page is there, only not for a program.
NOT_FOR_PROGRAMS = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status, or the reason why nothing did."""

    status: int = 0
    reason: str = ""

    @property
    def is_broken(self) -> bool:
        """Tell whether a visitor would find nothing there."""
        return bool(self.reason) or (self.status >= 400 and self.status not in NOT_FOR_PROGRAMS)


class _Refused(Exception):
    """The address is none that we ask; str() is the reason's code."""


class _Plain(http.client.HTTPConnection):
    """Connects to the address that was looked at, not to what the name says a moment later."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), TIMEOUT)


class _Secure(_Plain):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def ask(href: str) -> Answer:
    """Return what the address answers; follows redirects, each looked at like the first."""
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = _ask_once(href)
            if status not in (301, 302, 303, 307, 308) or not location:
                return Answer(status)
            href = urljoin(href, location)
    except _Refused as refused:
        return Answer(reason=str(refused))
    except ssl.SSLError:
        return Answer(reason="certificate")
    except TimeoutError:
        return Answer(reason="timeout")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(reason="unreachable")
    return Answer(reason="redirects")


def _ask_once(href: str) -> tuple[int, str]:
    status, location = _request("HEAD", href)
    if status in ASK_AGAIN:
        status, location = _request("GET", href)
    return status, location


def _request(method: str, href: str) -> tuple[int, str]:
    parts = urlsplit(href)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Refused("address")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = (_Secure if secure else _Plain)(parts.hostname, port, public_address(parts.hostname, port))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, _ascii(path), headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """Return an address of the host that lies in the public internet; refuses all others (SSRF)."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise _Refused("unknown_host") from None
    addresses = [str(entry[4][0]) for entry in found]
    # All of them: of a name with one public and one private address, nobody knows which is used.
    if not addresses or not all(is_public(address) for address in addresses):
        raise _Refused("private")
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an address lies in the public internet."""
    parsed = ipaddress.ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not parsed.is_multicast


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/%?&=+:;,@!$'()*~-._#[]")
