"""Ask a server on this machine for /healthz: exit 0 when it answers 200. Argument: the port."""

import os
import sys
import urllib.request

port = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("WEB_PORT", "8000"))
try:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=4) as answer:
        sys.exit(0 if answer.status == 200 else 1)
except OSError:
    sys.exit(1)
