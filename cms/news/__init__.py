"""News: the index and its articles."""
