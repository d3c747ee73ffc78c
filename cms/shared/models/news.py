"""News of all schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.enums import SchoolStatus
from tenants.models import School, url_of_host


class NewsCardQuerySet(models.QuerySet["NewsCard"]):
    """Questions asked of the news of all schools."""

    def newest(self) -> "NewsCardQuerySet":
        """Cards of schools in service (the portal's own excluded), newest first, in one query."""
        return (
            self.filter(school__status=SchoolStatus.READY)
            .exclude(school__kind="office")
            .select_related("school")
            .order_by("-date", "-published_at", "-pk")
        )


class NewsCard(models.Model):
    """What the portal shows of a school's article."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="news_cards")
    page_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    category = models.CharField(_("category"), max_length=80, blank=True)
    host = models.CharField(max_length=253)
    path = models.CharField(max_length=1000)
    date = models.DateField(_("date"))
    published_at = models.DateTimeField()
    # A copy in the shared storage: the portal loads nothing from another host.
    cover_file = models.CharField(max_length=255, blank=True)
    cover_alt = models.CharField(max_length=250, blank=True)

    objects = NewsCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("news card")
        verbose_name_plural = _("news cards")
        constraints = [models.UniqueConstraint(fields=["school", "page_id"], name="shared_newscard_page")]
        indexes = [models.Index(fields=["-date", "-published_at"], name="shared_newscard_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Absolute address of the article on its school's site."""
        return url_of_host(self.host) + self.path

    @property
    def school_name(self) -> str:
        return self.school.name

    @property
    def cover_url(self) -> str:
        """Address of the thumbnail under the current host, or ""."""
        from django.core.files.storage import storages

        return storages["shared"].url(self.cover_file) if self.cover_file else ""
