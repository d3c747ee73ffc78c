"""The checks of requirements that no other app owns; importing this package registers them."""

from cms.compliance.checks import (  # noqa: F401
    browsers,
    domains,
    functions,
    management,
    operation,
    scoring,
    sections,
    security,
    services,
)
