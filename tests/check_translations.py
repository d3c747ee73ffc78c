"""Every text of the source has a Vietnamese translation; run by `make check`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def main() -> int:
    """Print what is missing; return the exit code."""
    problems = [problem for catalogue in CATALOGUES for problem in incomplete(polib.pofile(str(catalogue)))]
    if shutil.which("xgettext"):
        problems += uncollected()
    else:
        print("(xgettext is not installed: texts new in the source are not looked for)")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def incomplete(catalogue: polib.POFile) -> list[str]:
    """Return the messages without a translation, or with one that nobody has confirmed."""
    entries = [e for e in catalogue if not e.obsolete and ("fuzzy" in e.flags or not e.translated())]
    return [f"Not translated: {entry.msgid!r}" for entry in entries]


def uncollected() -> list[str]:
    """Return the messages of the source that the catalogue does not have (run `make messages`)."""
    known = {(e.msgctxt, e.msgid) for e in polib.pofile(str(CATALOGUE))}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("cms", "tenants", "themes", "public_services"):
            shutil.copytree(ROOT / part, copy / part)
        (copy / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location", "-v0"],
            cwd=copy,
            check=True,
        )
        found = polib.pofile(str(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    return [f"Not in the catalogue: {e.msgid!r}" for e in found if (e.msgctxt, e.msgid) not in known]


if __name__ == "__main__":
    sys.exit(main())
