"""Hooks through which the layers above take part without being imported."""

from django.dispatch import Signal

# Sent inside the building transaction, in the new school's schema.
# Arguments: school, report (callable taking one line of progress).
school_laid = Signal()

# Sent when a school's public visibility changed (suspended, archived, renamed, back in service)
# inside the transaction, in the public schema. Arguments: school.
school_changed = Signal()
