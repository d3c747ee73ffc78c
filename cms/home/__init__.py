"""Home pages: of a school and of the portal."""
