"""Drafts and issues on which the public is asked for its opinion."""
