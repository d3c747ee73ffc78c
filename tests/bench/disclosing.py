"""Part `disclosures`: saving a long form, and the office's board of 170 schools and six school years."""

import json

from tests.bench.install import Install
from tests.bench.report import say


def run(install: Install) -> None:
    """Print what the server needs, in process: median of many."""
    install.grow_to(2)
    saved = json.loads(install.inside("save_disclosure"))
    rows = saved["rows"]
    say(f"save_form_{rows}_rows_by_button", saved["button"], "ms (wanted: at most 300)")
    say(f"save_form_{rows}_rows_by_itself", saved["autosave"], "ms (wanted: at most 300)")
    board = json.loads(install.inside("disclosure_board"))
    name = f"disclosure_board_{board['schools']}_schools_{board['years']}_years"
    say(name, board["milliseconds"], "ms (wanted: at most 150)")
    say(f"{name}_queries", board["queries"], "(wanted: at most 12)")
