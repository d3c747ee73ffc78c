"""`make demo-stop`: end web server, worker and database of the demo."""

import os
import sys
from pathlib import Path

from cms.demo import processes
from tenants.database import embedded


def main() -> int:
    """Stop what runs; returns 0 also when nothing did."""
    state = Path(os.environ.get("STATE_DIR", Path(__file__).resolve().parents[2] / ".demo"))
    stopped = [name for name in ("web", "worker") if processes.stop(name, state)]
    if embedded.stop(state):
        stopped.append("database")
    print("Stopped: " + ", ".join(stopped) + "." if stopped else "Nothing was running.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
