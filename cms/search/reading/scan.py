"""Scanned pages: letters recognised by `tesseract`, where it is installed and knows Vietnamese."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cms.search.reading import limits

LANGUAGE = "vie"


class NotRecognised(Exception):
    """This machine cannot read pictures."""

    reason = "scanned"


def is_possible() -> bool:
    """Tell whether this machine can turn a page into a picture and knows Vietnamese letters."""
    if not shutil.which("tesseract") or not shutil.which("pdftoppm"):
        return False
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return LANGUAGE in done.stdout.split()


def pages(file: IO[bytes]) -> Iterator[str]:
    """Yield the text of the first pages. Raises NotRecognised."""
    if not is_possible():
        raise NotRecognised
    with tempfile.TemporaryDirectory() as folder:
        for picture in _pictures(file, Path(folder)):
            yield _letters(picture)


def _pictures(file: IO[bytes], folder: Path) -> list[Path]:
    options = ["-gray", "-r", str(limits.RESOLUTION), "-l", str(limits.SCANNED_PAGES)]
    subprocess.run(["pdftoppm", *options, "-", str(folder / "page")], stdin=file, check=True)
    return sorted(folder.iterdir())


def _letters(picture: Path) -> str:
    # One thread: the machine has others to serve.
    command = ["tesseract", str(picture), "stdout", "-l", LANGUAGE]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    # One page that cannot be read is no reason to leave the others.
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""
