"""What can be found, of all sites: one row for each thing, and the text of its attached files."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Collate, Mod
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from tenants.models import School

KEY_LENGTH = 160
SAMPLES = 256
# One entry in so many.
_NUMBER = models.Func("key", function="hashtext", output_field=models.IntegerField())
IS_RECENT = models.Q(is_recent=True)
IN_SAMPLE = models.Q(Exact(Mod(_NUMBER, SAMPLES, output_field=models.IntegerField()), 0))


class SearchEntry(models.Model):
    """One thing that visitors may find. The columns that are filtered and counted are few bytes; texts lie aside."""

    # <school pk>:<app.model>:<object id>[:<part>]
    key = models.CharField(max_length=KEY_LENGTH)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="search_entries")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    kind = models.CharField(_("kind"), max_length=24)
    language = models.CharField(max_length=2, default="vi")
    date = models.DateField(_("date"), null=True)
    # The calendar year of the date; of a school year, the one it begins in.
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    grade = models.CharField(_("grade"), max_length=10, blank=True)
    # What lifts it above others that fit as well: 0 for most.
    weight = models.SmallIntegerField(default=0)
    # Among the newest (cms/search/recent.py).
    is_recent = models.BooleanField(default=False, db_default=False)
    # Not shown from this moment on, whoever comes late to take it away.
    until = models.DateTimeField(null=True)
    title = models.CharField(_("title"), max_length=255)
    label = models.CharField(max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=600, blank=True)
    path = models.CharField(max_length=1000)
    # Title without accents and punctuation, for suggestions.
    folded = models.CharField(max_length=255)
    # Of all that was said by the writer: unchanged entries are not written again.
    digest = models.CharField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)
    # Title, label and summary, with and without accents: what ranking asks.
    head: "models.Field[Any, Any]" = SearchVectorField()
    body = models.TextField(blank=True)
    # Everything without accents, the files too: what matching asks.
    vector: "models.Field[Any, Any]" = SearchVectorField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["key"], name="shared_search_key")]
        indexes = [
            GinIndex(fields=["vector"], name="shared_search_vector", fastupdate=False),
            GinIndex(
                fields=["vector"], name="shared_search_recent", fastupdate=False, condition=models.Q(is_recent=True)
            ),
            # Tells in a moment how common words are (cms/search/engines/windows.py).
            GinIndex(fields=["vector"], name="shared_search_sample", fastupdate=False, condition=IN_SAMPLE),
            models.Index(fields=["school", "model", "object_id"], name="shared_search_object"),
            models.Index(fields=["-date", "-id"], name="shared_search_newest"),
            models.Index(Collate("folded", "C"), name="shared_search_begins"),
        ]

    def __str__(self) -> str:
        return self.key


class SearchFile(models.Model):
    """A public file attached to an entry, and what stands in it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READ = "read", _("read")
        # A picture, a film, an empty file.
        UNREADABLE = "unreadable", _("has no text that can be read")
        # Pictures of pages, and no text recognition where it was read.
        SCANNED = "scanned", _("a scan whose letters were not recognised")
        LOCKED = "locked", _("locked by a password")
        TOO_LARGE = "too_large", _("too large to be read")
        BROKEN = "broken", _("broken")

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="files")
    # In the school's own schema.
    attachment_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    path = models.CharField(max_length=1000)
    file_hash = models.CharField(max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.WAITING)
    # The text of each page; one text where the file has no pages.
    pages = ArrayField(models.TextField(), default=list)
    has_pages = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    # Of the reader (cms/search/reading): a newer one reads it again.
    version = models.PositiveSmallIntegerField(db_default=1)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("text of an attached file")
        verbose_name_plural = _("texts of attached files")
        default_permissions = ()
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "attachment_id"], name="shared_search_file_once")]
        indexes = [
            models.Index(fields=["file_hash"], name="shared_search_file_hash"),
            models.Index(fields=["status"], name="shared_search_file_status"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWords(models.Model):
    """A syllable, or some side by side, and how many entries have them in title or summary.

    Counted anew every night and after a rebuild (cms/search/words.py); for what was probably meant, and suggestions.
    """

    # Without accents.
    folded = models.CharField(max_length=80, primary_key=True)
    # As most write it.
    shown = models.CharField(max_length=80)
    # How many syllables; 0 where they do not stand alone (“công khai tài”).
    parts = models.PositiveSmallIntegerField()
    entries = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("words of the search")
        verbose_name_plural = _("words of the search")
        default_permissions = ()
        indexes = [
            GinIndex(fields=["folded"], name="shared_search_words_near", opclasses=["gin_trgm_ops"], fastupdate=False),
            models.Index(Collate("folded", "C"), name="shared_search_words_begins", condition=models.Q(parts__gte=2)),
        ]

    def __str__(self) -> str:
        return self.shown
