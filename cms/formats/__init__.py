"""How dates and numbers are written, where Django does not know it (FORMAT_MODULE_PATH)."""
