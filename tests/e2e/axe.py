"""axe, with all its rules."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()


def violations(page: Page) -> list[str]:
    """What axe finds: a line for each element, beginning with the rule."""
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}  {' '.join(node['html'].split())[:160]}"
        for rule in _AXE.run(page).response["violations"]
        for node in rule["nodes"]
    ]
