"""`python -m tenants.database start|stop|status|url|clean --state DIR`."""

import argparse
import os
import sys
from pathlib import Path

from tenants.database import embedded
from tenants.database.errors import DatabaseUnavailable
from tenants.database.mode import MODES, given_url, read_mode

STOPPED = 3  # as pg_ctl and systemd answer


def main(arguments: list[str] | None = None) -> int:
    """Do one command; the answer is the exit status."""
    options = _parser().parse_args(arguments)
    environ = dict(os.environ)
    if options.mode:
        environ["DATABASE_MODE"] = options.mode
    try:
        return _perform(options, environ)
    except DatabaseUnavailable as error:
        print(error, file=sys.stderr)
        return 1


def _perform(options: argparse.Namespace, environ: dict[str, str]) -> int:
    state: Path = options.state
    match options.command:
        case "start":
            durable = not options.volatile
            print(embedded.ensure_running(state, durable=durable, environ=environ))
        case "url":
            url = given_url(read_mode(environ), environ) or embedded.running_url(state)
            if url is None:
                raise DatabaseUnavailable(f"No database runs for {state}; use `start`.")
            print(url)
        case "status":
            lines = embedded.status(state)
            print("\n".join(lines) or f"There is no database in {state}.")
            return 0 if embedded.running_url(state) else STOPPED
        case "stop":
            embedded.stop(state)
        case "clean":
            embedded.clean(state)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tenants.database", description=__doc__)
    parser.add_argument("command", choices=["start", "stop", "status", "url", "clean"])
    parser.add_argument("--state", type=Path, required=True, help="directory for its files")
    parser.add_argument("--mode", choices=MODES, help="instead of DATABASE_MODE")
    parser.add_argument("--volatile", action="store_true", help="fast and unsafe: for tests, lost in a crash")
    return parser


if __name__ == "__main__":
    sys.exit(main())
