"""Screens: a school's own deadlines, and the portal's board of all schools."""
