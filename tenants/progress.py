"""How far a command has come: a bar on a terminal, lines in a log."""

import time

from django.core.management.base import OutputWrapper

WIDTH = 24
# Lines of a log: the last, and each of these many.
EVERY = 10


class Progress:
    """Tell of each of `total` steps that is done."""

    def __init__(self, out: OutputWrapper, total: int, noun: str) -> None:
        self._out, self._total, self._noun, self._done, self._started = out, total, noun, 0, time.monotonic()

    def step(self, name: str = "") -> None:
        """One more is done: its `name` stands behind the bar."""
        self._done += 1
        is_last = self._done == self._total
        told = f"{self._done}/{self._total} {self._noun}, {time.monotonic() - self._started:.0f} s"
        if self._out.isatty():
            bar = "#" * (WIDTH * self._done // self._total)
            self._out.write(f"\r  [{bar:.<{WIDTH}}] {told} {name[:20]:20}", ending="\n" if is_last else "")
        elif is_last or self._done % EVERY == 0:
            self._out.write(f"  {told}")
        self._out.flush()
