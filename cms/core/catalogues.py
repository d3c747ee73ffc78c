"""Compiling translations without GNU gettext, which a fresh machine does not have."""

import os
from collections.abc import Iterable
from pathlib import Path

import polib


def compile_catalogues(roots: Iterable[Path]) -> None:
    """Compile every catalogue below the folders that is newer than its compiled form."""
    for root in roots:
        for source in root.rglob("*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                # Written aside first, under a name of its own: several processes may compile at once.
                partial = target.with_suffix(f".{os.getpid()}.part")
                polib.pofile(str(source)).save_as_mofile(str(partial))
                partial.replace(target)
