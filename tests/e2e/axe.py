"""axe, with all its rules."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
# What fades in or slides is looked at when it has arrived.
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
    .map(animation => animation.finished))"""


def violations(page: Page) -> list[str]:
    """What axe finds: a line for each element, beginning with the rule."""
    page.evaluate(AT_REST)
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}  {' '.join(node['html'].split())[:160]}"
        for rule in _AXE.run(page).response["violations"]
        for node in rule["nodes"]
    ]
