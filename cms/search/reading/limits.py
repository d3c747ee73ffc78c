"""How much of a file is read, and what it may cost."""

# Raise it when the same file is read in another way: files are then read again, some each night.
VERSION = 1

READABLE = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"})
# Their pages (a presentation's slides) are what a reader sees too; the other kinds break pages as the program likes.
WITH_PAGES = frozenset({"pdf", "pptx"})

LARGEST_FILE = 25 * 1024 * 1024
# Of the parts of an Office file that are read; pictures in it do not count.
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 5000
MOST_PAGES = 300
# About 120 full pages; what stands behind is not found.
MOST_CHARACTERS = 300_000
SECONDS = 20
MEMORY = 768 * 1024 * 1024
# Of what a process writes: its answer, or the picture of a page.
LARGEST_OUTPUT = 32 * 1024 * 1024

# Recognising letters takes seconds a page.
SCANNED_PAGES = 20
SCANNED_SECONDS = 120
RESOLUTION = 200
