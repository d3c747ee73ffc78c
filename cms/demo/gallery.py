"""The demo's pictures, drawn once and kept: `python -m cms.demo.gallery STATE` draws them all."""

import os
import sys
from functools import cache
from pathlib import Path

from cms.demo.pictures import SUBJECTS, draw_picture

# So many different pictures of each subject; schools share them, as files of their own.
VARIANTS = 2
SIZE = (1500, 1000)


@cache
def drawn(subject: str, variant: int, state: Path) -> bytes:
    """Return a picture (JPEG), drawing it if the state folder does not hold it yet."""
    kept = state / "pictures" / f"{subject}-{variant}.jpg"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may draw the same.
        partial = kept.with_suffix(f".{os.getpid()}")
        partial.write_bytes(draw_picture(subject, variant, SIZE))
        partial.replace(kept)
    return kept.read_bytes()


if __name__ == "__main__":
    for number in range(VARIANTS):
        for name in SUBJECTS:
            drawn(name, number, Path(sys.argv[1]))
