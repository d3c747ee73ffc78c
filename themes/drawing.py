"""Whether pictures are drawn while a page is rendered: who only looks at its structure needs none."""

from collections.abc import Iterator
from contextlib import contextmanager

from asgiref.local import Local

_state = Local()


@contextmanager
def not_drawn() -> Iterator[None]:
    """Within this block pages say where pictures stand and what they show, but none is made.

    Such a page must not be kept for visitors.
    """
    before = getattr(_state, "not_drawn", False)
    _state.not_drawn = True
    try:
        yield
    finally:
        _state.not_drawn = before


def are_drawn() -> bool:
    """Tell whether pictures shall be made in the sizes a page needs."""
    return not getattr(_state, "not_drawn", False)
