"""How often the sites are read, per school and month."""

from django.db import models

from tenants.models import School


class MonthlyViews(models.Model):
    """Views of all pages of a site in a month; `month` is its first day."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="monthly_views")
    month = models.DateField()
    views = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "month"], name="shared_monthlyviews_month")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.month:%m/%Y}: {self.views}"
