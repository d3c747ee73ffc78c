from typing import Any

from django.db import migrations, models


def read_unreadable_again(apps: Any, schema_editor: Any) -> None:
    """Why a file could not be read was not kept: some were scans."""
    apps.get_model("shared", "SearchFile").objects.filter(status="unreadable").update(version=0)


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0014_rebuilt_schools"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchfile",
            name="version",
            field=models.PositiveSmallIntegerField(db_default=1),
        ),
        migrations.AlterField(
            model_name="searchfile",
            name="status",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting to be read"),
                    ("read", "read"),
                    ("unreadable", "has no text that can be read"),
                    ("scanned", "a scan whose letters were not recognised"),
                    ("locked", "locked by a password"),
                    ("too_large", "too large to be read"),
                    ("broken", "broken"),
                ],
                default="waiting",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.RunPython(read_unreadable_again, migrations.RunPython.noop),
    ]
