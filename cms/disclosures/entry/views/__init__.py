"""Screens of the admin."""
