"""What only the network can tell: addresses, certificate, a linked system.

Off unless REQUIREMENT_NETWORK_CHECKS is set. Only the daily task asks; the checks read what it
has noted. Each question has a time limit, and an answer that does not come is "no answer", not "no".
"""

import datetime as dt
import http.client
import socket
import ssl
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.compliance.models import Governance, NetworkProbe
from tenants.registry import registry
from tenants.schema import connection

SECONDS = 5
GOOD_FOR = dt.timedelta(days=3)


def probed() -> dict[str, Any]:
    """Return what the last probe saw; empty when checks over the network are off or it is old."""
    if not settings.REQUIREMENT_NETWORK_CHECKS:
        return {}
    row = NetworkProbe.objects.order_by("-taken_at").first()
    if row is None or timezone.now() - row.taken_at > GOOD_FOR:
        return {}
    return dict(row.results)


def take_probe() -> dict[str, Any]:
    """Ask the network about the current school's site, and note the answers."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None or not settings.REQUIREMENT_NETWORK_CHECKS:
        return {}
    host = school.primary_host
    results: dict[str, Any] = {
        "ipv6": _asked(lambda: has_ipv6(host)),
        "ipv6_answers": _asked(lambda: answers_over_ipv6(host)),
        "certificate_days": _asked(lambda: certificate_days(host)),
        "redirects_to_https": _asked(lambda: redirects_to_https(host)),
    }
    governance = Governance.objects.first()
    if governance and governance.school_system_url:
        results["school_system"] = bool(_asked(lambda: opens(governance.school_system_url)))
    with transaction.atomic():
        NetworkProbe.objects.all().delete()
        NetworkProbe.objects.create(taken_at=timezone.now(), results=results)
    return results


def _asked(question: Callable[[], Any]) -> Any:
    try:
        return question()
    except (OSError, ValueError, http.client.HTTPException):
        return None


def has_ipv6(host: str) -> bool:
    """Tell whether the name has an AAAA record."""
    try:
        return bool(socket.getaddrinfo(host, 443, socket.AF_INET6, socket.SOCK_STREAM))
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise
        return False


def answers_over_ipv6(host: str) -> bool:
    """Tell whether somebody listens at the name's IPv6 address."""
    for family, kind, protocol, _name, address in socket.getaddrinfo(host, 443, socket.AF_INET6, socket.SOCK_STREAM):
        with socket.socket(family, kind, protocol) as link:
            link.settimeout(SECONDS)
            link.connect(address)
            return True
    return False


def certificate_days(host: str) -> int:
    """Return how many days the certificate is still good; a bad one is an error."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, 443), SECONDS) as raw,
        context.wrap_socket(raw, server_hostname=host) as link,
    ):
        certificate: Any = link.getpeercert()
    end = ssl.cert_time_to_seconds(certificate["notAfter"])
    return int((end - timezone.now().timestamp()) // 86400)


def redirects_to_https(host: str) -> bool:
    """Tell whether plain HTTP leads to HTTPS for good."""
    link = http.client.HTTPConnection(host, 80, timeout=SECONDS)
    try:
        link.request("HEAD", "/")
        answer = link.getresponse()
        return answer.status in {301, 308} and (answer.getheader("Location") or "").startswith("https://")
    finally:
        link.close()


def opens(address: str) -> bool:
    """Tell whether an address answers; only public hosts over HTTP or HTTPS are asked."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _is_public(parts.hostname):
        return False
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    link = kind(parts.hostname, parts.port, timeout=SECONDS)
    try:
        link.request("GET", parts.path or "/", headers={"User-Agent": "tptdm-requirement-check"})
        return link.getresponse().status < 400
    finally:
        link.close()


def _is_public(host: str) -> bool:
    """Nobody may use us to look into the machines beside ours."""
    import ipaddress

    found = {row[4][0] for row in socket.getaddrinfo(host, None)}
    return bool(found) and all(ipaddress.ip_address(address).is_global for address in found)
