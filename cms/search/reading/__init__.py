"""Text out of attached files, page by page, in a process of its own (docs/search-files.md)."""

from cms.search.reading.limits import READABLE, VERSION, WITH_PAGES
from cms.search.reading.parent import Unreadable, read

__all__ = ["READABLE", "VERSION", "WITH_PAGES", "Unreadable", "read"]
