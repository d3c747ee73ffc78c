"""Checks of words: pure functions from a text to what was found in it."""
