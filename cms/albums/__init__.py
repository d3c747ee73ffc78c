"""Pictures and videos of school life."""
