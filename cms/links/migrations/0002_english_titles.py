from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("links", "0001_links")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="title_en",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text=(
                    "For the pages in English; without it, or without a page in English, they leave the link out. "
                    "At most 80 characters."
                ),
                max_length=80,
                verbose_name="title in English",
            ),
        ),
        migrations.AddField(
            model_name="linkgroup",
            name="title_en",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="For the pages in English; without it they leave the group out. At most 60 characters.",
                max_length=60,
                verbose_name="title in English",
            ),
        ),
    ]
