"""Starting the process that reads, and stopping it in time.

A file is a stranger's: it is read by a process that has neither the database's address nor any
secret, may use so much memory and time, and whose end, whichever it is, is only an answer.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cms.search.reading import limits

ROOT = Path(__file__).resolve().parents[3]
# What programs look for; nothing else of ours is handed on.
KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")


class Unreadable(Exception):
    """Nothing can be read from this file; `reason` is one word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(file: IO[bytes], extension: str) -> list[str]:
    """Return the text of each page, in NFC; of a kind without pages it is one. Raises Unreadable.

    Scanned pages are read where the machine can (`tesseract` with Vietnamese, `pdftoppm`).
    """
    if extension not in limits.READABLE:
        raise Unreadable("kind")
    with _copied(file) as copy:
        pages = _run(copy, extension, limits.SECONDS)
        if extension == "pdf" and not any(pages):
            pages = _run(copy, "scan", limits.SCANNED_SECONDS)
    if not any(pages):
        raise Unreadable("empty")
    return pages


@contextlib.contextmanager
def _copied(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file on this machine's disk, wherever it is stored."""
    with tempfile.TemporaryFile() as copy:
        size = 0
        while chunk := file.read(1 << 20):
            size += len(chunk)
            if size > limits.LARGEST_FILE:
                raise Unreadable("size")
            copy.write(chunk)
        yield copy


def _run(file: IO[bytes], kind: str, seconds: int) -> list[str]:
    file.seek(0)
    with tempfile.TemporaryFile() as output, tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "cms.search.reading.child", kind],
            stdin=file,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**{name: os.environ[name] for name in KEPT if name in os.environ}, "TMPDIR": folder},
            # With whatever it starts, it can be ended as one.
            start_new_session=True,
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Unreadable("time") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return _answer(output, code)


def _answer(output: IO[bytes], code: int) -> list[str]:
    if code != 0:
        raise Unreadable("broken")
    output.seek(0)
    try:
        answer = json.loads(output.read(limits.LARGEST_OUTPUT))
    except ValueError:
        raise Unreadable("broken") from None
    if "error" in answer:
        raise Unreadable(str(answer["error"])[:20])
    return [str(page) for page in answer["pages"]]
