"""Timetables of classes, the daily menu, and a preschool's plans of weeks and months."""
