"""What a school has to disclose by when: deadlines, changes, reminders, and what the office sees of them."""
