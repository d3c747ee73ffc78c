"""The directory of schools on the portal."""
