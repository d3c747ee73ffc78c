"""How far a rebuild of the read models has come."""

from django.db import models

from tenants.models import School


class RebuiltSchool(models.Model):
    """A school that the latest rebuild of a group of read models ("": all) is through with."""

    group = models.CharField(max_length=30, blank=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "school"], name="shared_rebuilt_once")]

    def __str__(self) -> str:
        return f"{self.group} {self.school_id}"
