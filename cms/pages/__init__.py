"""Standard pages and section pages."""
