"""A bar chart as SVG; the numbers stand in a table beside it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.statistics.services import Bar

WIDTH, HEIGHT, GAP = 720, 160, 2


def bars(values: list[Bar]) -> SafeString:
    """Draw one bar each, the highest as high as the chart. Decoration: hidden from screen readers."""
    highest = max((bar.views for bar in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    drawn = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>',
        (
            (
                f"{n * step:.1f}",
                f"{HEIGHT - height:.1f}",
                f"{step - GAP:.1f}",
                f"{height:.1f}",
                f"{bar.day:%d/%m}",
                bar.views,
            )
            for n, bar in enumerate(values)
            for height in (max(bar.views / highest * HEIGHT, 1 if bar.views else 0),)
        ),
    )
    return format_html(
        '<svg class="views-chart" viewBox="0 0 {} {}" role="presentation" aria-hidden="true" '
        'preserveAspectRatio="none">{}</svg>',
        WIDTH,
        HEIGHT,
        drawn,
    )
