"""Views per page and day. Nothing of the visitor is stored: no address, no browser, no cookie."""

from django.db import models


class PageView(models.Model):
    """One view, not yet added up. Rows are only added, so that a popular page is no bottleneck."""

    page_id = models.BigIntegerField()
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}"


class DailyViews(models.Model):
    """How often a page was read on a day."""

    page_id = models.BigIntegerField()
    day = models.DateField()
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "page_id"], name="statistics_dailyviews_page")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.views}"
