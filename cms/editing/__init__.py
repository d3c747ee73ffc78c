"""What helps editors: the dashboard, content checks, personal data, broken links."""
