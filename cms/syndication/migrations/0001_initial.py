import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0003_site_profile_and_review_date"),
        ("news", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CopyPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("article_key", models.UUIDField(editable=False, unique=True)),
                ("html", models.TextField(editable=False)),
                ("author_name", models.CharField(blank=True, editable=False, max_length=120, verbose_name="author")),
                ("source_name", models.CharField(editable=False, max_length=200, verbose_name="source")),
                (
                    "original_url",
                    models.URLField(editable=False, max_length=1300, verbose_name="address of the original"),
                ),
                ("version", models.CharField(editable=False, max_length=32)),
                ("is_withdrawn", models.BooleanField(default=False, editable=False)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="The heading of your own site under which the article stands.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="news.newscategory",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "article taken over",
                "verbose_name_plural": "articles taken over",
            },
            bases=("core.basepage",),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article_key", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("accepted", "published"),
                            ("declined", "declined"),
                            ("removed", "taken down again"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decision",
                        to="syndication.copypage",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a shared article",
                "verbose_name_plural": "decisions about shared articles",
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("receivers", models.JSONField(default=list)),
                ("is_automatic", models.BooleanField(default=False)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offer",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "offered article",
                "verbose_name_plural": "offered articles",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SeenDirective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("directive_key", models.UUIDField(editable=False, unique=True)),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("opened_by_role", models.CharField(max_length=80, verbose_name="opened by")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("confirmed_by_role", models.CharField(blank=True, max_length=80, verbose_name="confirmed by")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "directive seen",
                "verbose_name_plural": "directives seen",
            },
        ),
        migrations.CreateModel(
            name="SentDirective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(help_text="At most 255 characters.", max_length=255, verbose_name="title")),
                (
                    "text",
                    models.TextField(
                        help_text="What is to be done. At most 10,000 characters.",
                        max_length=10000,
                        verbose_name="text",
                    ),
                ),
                (
                    "deadline",
                    models.DateField(
                        blank=True,
                        help_text="Schools that have not opened it are reminded two days before. May stay empty.",
                        null=True,
                        verbose_name="deadline",
                    ),
                ),
                (
                    "needs_confirmation",
                    models.BooleanField(
                        default=False,
                        help_text="Each school presses “We have received it and will do it”; opening alone is not enough.",
                        verbose_name="schools must confirm",
                    ),
                ),
                ("receivers", models.JSONField(default=list, editable=False)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "directive",
                "verbose_name_plural": "directives",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("stored", models.CharField(max_length=255)),
                ("size", models.PositiveIntegerField()),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="syndication.sentdirective",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a directive",
                "verbose_name_plural": "files of directives",
                "ordering": ["pk"],
            },
        ),
    ]
