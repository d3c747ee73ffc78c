"""Pictures and attachments of a school."""
