"""Timetables of classes and the daily menu."""
