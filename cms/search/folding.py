"""Vietnamese without its marks (lies in core: lists of every app search with it)."""

from cms.core.folding import fold

__all__ = ["fold"]
