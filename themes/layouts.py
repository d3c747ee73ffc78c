"""The three layouts. What each does is in site.css (`[data-layout]`) and in the home page's templates."""

from django.utils.translation import gettext_lazy as _

PORCH, YARD, WALL = "hien", "san", "bao-tuong"
DEFAULT = PORCH
CHOICES = [
    (PORCH, _("Hiên nhà (one calm column, menu across the top)")),
    (YARD, _("Sân trường (menu at the side of wide screens)")),
    (WALL, _("Báo tường (large cover, stories as on a wall newspaper)")),
]
