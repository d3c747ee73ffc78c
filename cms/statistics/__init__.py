"""How often pages are read, without cookies or personal data."""
