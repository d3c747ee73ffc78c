"""What BasePage refers to in Wagtail, which itself refers to BasePage: hence a second step.

Wagtail's own migrations create the root page and a first home page between the two steps; the
locale is filled in for them before it becomes obligatory.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from wagtail.models import BootstrapLocaleField


def fill_locale(apps, schema_editor):
    locale = apps.get_model("wagtailcore.Locale").objects.first()
    apps.get_model("core.BasePage").objects.filter(locale=None).update(locale=locale)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("media", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="basepage",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="owned_pages",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owner",
            ),
        ),
        migrations.AddField(
            model_name="basepage",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="locked_%(class)ss",
                to=settings.AUTH_USER_MODEL,
                verbose_name="locked by",
            ),
        ),
        migrations.AddField(
            model_name="basepage",
            name="latest_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="latest revision",
            ),
        ),
        migrations.AddField(
            model_name="basepage",
            name="live_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.revision",
                verbose_name="live revision",
            ),
        ),
        migrations.AddField(
            model_name="basepage",
            name="cover",
            field=models.ForeignKey(
                blank=True,
                help_text="Best in landscape format, at least 1200 pixels wide.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="media.picture",
                verbose_name="cover picture",
            ),
        ),
        BootstrapLocaleField("core.BasePage"),
        migrations.RunPython(fill_locale, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="basepage",
            name="locale",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="basepage",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(fields=["content_type", "live", "-date"], name="core_page_list_idx"),
        ),
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(fields=["url_path"], name="core_page_url_path_idx"),
        ),
    ]
