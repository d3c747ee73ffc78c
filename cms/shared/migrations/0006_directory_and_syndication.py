import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0005_requirements"),
        ("tenants", "0002_unaccent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Directive",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("files", models.JSONField(default=list, verbose_name="files")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="deadline")),
                ("needs_confirmation", models.BooleanField(default=False, verbose_name="needs a confirmation")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
            ],
            options={
                "verbose_name": "directive",
                "verbose_name_plural": "directives",
            },
        ),
        migrations.CreateModel(
            name="SchoolEntry",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="tenants.school",
                    ),
                ),
                ("folded", models.CharField(max_length=700)),
                ("host", models.CharField(max_length=253)),
                ("address", models.CharField(blank=True, max_length=255, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("opening_hours", models.CharField(blank=True, max_length=200, verbose_name="opening hours")),
                ("map_url", models.URLField(blank=True, verbose_name="link to a map")),
                (
                    "responsible_person",
                    models.CharField(blank=True, max_length=120, verbose_name="responsible for the content"),
                ),
                ("responsible_post", models.CharField(blank=True, max_length=120, verbose_name="post of this person")),
            ],
            options={
                "verbose_name": "entry of the directory",
                "verbose_name_plural": "entries of the directory",
            },
        ),
        migrations.CreateModel(
            name="SharedArticle",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("page_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="summary")),
                ("date", models.DateField(verbose_name="date")),
                ("author_name", models.CharField(blank=True, max_length=120, verbose_name="author")),
                ("html", models.TextField()),
                ("cover_file", models.CharField(blank=True, max_length=255)),
                ("cover_alt", models.CharField(blank=True, max_length=250)),
                ("cover_credit", models.CharField(blank=True, max_length=120)),
                ("host", models.CharField(max_length=253)),
                ("path", models.CharField(max_length=1000)),
                ("version", models.CharField(max_length=32)),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shared_articles", to="tenants.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "shared article",
                "verbose_name_plural": "shared articles",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_automatic", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("accepted", "published"),
                            ("declined", "declined"),
                            ("removed", "taken down again"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("copy_url", models.CharField(blank=True, max_length=1300)),
                ("version", models.CharField(blank=True, max_length=32)),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="tenants.school"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="shared.sharedarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery of an article",
                "verbose_name_plural": "deliveries of articles",
            },
        ),
        migrations.CreateModel(
            name="DirectiveReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened")),
                ("opened_by_role", models.CharField(blank=True, max_length=80, verbose_name="opened by")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("confirmed_by_role", models.CharField(blank=True, max_length=80, verbose_name="confirmed by")),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="shared.directive"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="directive_receipts",
                        to="tenants.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt of a directive",
                "verbose_name_plural": "receipts of directives",
                "constraints": [models.UniqueConstraint(fields=("directive", "school"), name="shared_receipt_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="sharedarticle",
            constraint=models.UniqueConstraint(fields=("giver", "page_id"), name="shared_article_page"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["receiver", "state"], name="shared_delivery_inbox"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("article", "receiver"), name="shared_delivery_once"),
        ),
    ]
