from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Accent-blind comparison, in public for all schemas (a trusted extension: no superuser needed)."""

    dependencies = [("tenants", "0001_initial")]

    operations = [UnaccentExtension()]
