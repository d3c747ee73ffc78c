"""Leaders and staff."""
