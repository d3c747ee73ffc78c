"""Lists and regulations that come with the code, as YAML."""

from pathlib import Path
from typing import Any

import yaml

# The parser in C, where PyYAML was built with it, reads a circular in a ninth of the time; both are safe.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return what a file of ours holds."""
    return yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader, see above
