"""People who sign in: they live in their school's schema."""
