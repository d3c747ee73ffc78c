"""Urgent notices above every page: of a school, or of the whole city."""
