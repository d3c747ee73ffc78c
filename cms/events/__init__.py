"""Events, term dates, and the leaders' work schedule."""
