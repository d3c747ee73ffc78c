"""Views of visitors (public) and of the staff (desk)."""
