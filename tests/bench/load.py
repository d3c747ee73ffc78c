"""Requests a second over kept connections: wrk where Debian's package is installed, else our own client.

Our own client is one process without pipelining. It keeps up with uncached pages, states cached ones
too low (about half of what wrk sees on two cores), and is slower than nginx: those figures need wrk
and are left out without it.
"""

import re
import shutil
import subprocess
import sys
import urllib.parse

CONNECTIONS = 16


class LoadError(Exception):
    """The server answered with something else than 200."""


def has_wrk() -> bool:
    """Tell whether the fast client is there."""
    return shutil.which("wrk") is not None


def requests_per_second(
    url: str, host: str, seconds: float, connections: int = CONNECTIONS, headers: dict[str, str] | None = None
) -> float:
    """Load one address for some seconds; every answer must be 200."""
    given = {"Host": host, **(headers or {})}
    if has_wrk():
        return _wrk(url, given, seconds, connections)
    parts = urllib.parse.urlsplit(url)
    command = [sys.executable, "-m", "tests.bench.client", str(parts.port), parts.path, str(seconds)]
    command += [str(connections), *(f"{name}: {value}" for name, value in given.items())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers, failures = map(float, done.stdout.split())
    if failures:
        raise LoadError(f"{failures:.0f} answers of {url} ({host}) were not 200")
    return answers


def _wrk(url: str, headers: dict[str, str], seconds: float, connections: int) -> float:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    if re.search(r"Non-2xx|Socket errors", done.stdout):
        raise LoadError(f"{url} ({headers['Host']}): {done.stdout.strip().splitlines()[-3:]}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if not found:
        raise LoadError(f"wrk said nothing of use: {done.stdout}")
    return float(found[1])
