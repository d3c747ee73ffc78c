"""Contact, questions with answers, and frequent questions."""
