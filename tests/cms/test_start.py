"""What every command pays before it begins."""

import subprocess
import sys

HEAVY = (
    *("ninja", "pydantic", "rest_framework", "pyhanko", "openpyxl", "weasyprint", "requests"),
    *("pypdf", "elasticsearch", "opensearchpy"),
)


def test_starting_django_loads_no_library_that_few_commands_use() -> None:
    code = f"import sys, django; django.setup(); print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
