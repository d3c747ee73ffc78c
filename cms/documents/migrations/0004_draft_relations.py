import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_draft_rows")]

    operations = [
        migrations.AlterField(
            model_name="documentrelation",
            name="target",
            field=models.ForeignKey(
                help_text="The earlier document of this site. It then shows a link to this one.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="incoming",
                to="documents.officialdocumentpage",
                verbose_name="other document",
            ),
        ),
    ]
