"""Hooks through which the layers above take part without being imported."""

from django.dispatch import Signal

# Sent inside the building transaction, in the new school's schema.
# Arguments: school, report (callable taking one line of progress).
school_laid = Signal()

# Sent when a school's public visibility changed (suspended, archived, renamed, back in service)
# inside the transaction, in the public schema. Arguments: school.
school_changed = Signal()

# Sent after `school_changed` when a school came from another install (tenants/transfer.py): its
# rows in public and its tasks did not come along. Arguments: school.
school_imported = Signal()

# Sent in every process that listens, in no school and no transaction, once another process's change
# of a school is committed: forget what this process remembers. Arguments: schema_name.
school_heard = Signal()
