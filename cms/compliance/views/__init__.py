"""Screens: a site's own report, the portal's board, and what visitors answer."""
