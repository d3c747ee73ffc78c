"""The one error this package raises on purpose."""


class DatabaseUnavailable(Exception):
    """There is no database; the text is one line saying what happened and what to do."""
