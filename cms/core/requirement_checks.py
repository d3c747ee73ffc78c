"""What the law wants of every text: one form of Unicode."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms.core.models import BasePage
from cms.core.requirements import Finding, State, checks
from tenants.models import School
from tenants.schema import connection


@checks("fn-unicode")
def unicode_texts(school: School) -> Finding:
    """NĐ 43/2011 Điều 7.1: UTF-8, and what is stored in its composed form (TCVN 6909:2001)."""
    pages = BasePage.objects.live().filter(depth__gte=2)
    if not pages.exists() or settings.DEFAULT_CHARSET.lower() != "utf-8":
        return Finding(State.MISSING, _("The site has no published page yet."), reverse("wagtailadmin_explore_root"))
    for model in get_page_models():
        if found := _first_decomposed(model):
            address = reverse("wagtailadmin_pages:edit", args=[found])
            return Finding(State.MISSING, _("A page's text is not stored as composed Unicode: save it again."), address)
    return Finding(State.PASSED)


def _first_decomposed(model: type[models.Model]) -> int | None:
    """Return a published page of this type whose own columns hold letters and marks apart."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    texts = [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds) or hasattr(field, "stream_block")
    ]
    if not texts:
        return None
    quote = connection.ops.quote_name
    own, base = quote(model._meta.db_table), quote(BasePage._meta.db_table)
    key, pk = quote(model._meta.pk.column), quote(BasePage._meta.pk.column)  # type: ignore[union-attr]
    apart = " OR ".join(f"own.{quote(field.column)}::text IS NOT NFC NORMALIZED" for field in texts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT base.{pk} FROM {own} own JOIN {base} base ON base.{pk} = own.{key}"  # noqa: S608 - names of our own models, quoted
            f" WHERE base.live AND ({apart}) ORDER BY base.{pk} LIMIT 1"
        )
        row = cursor.fetchone()
    return row[0] if row else None
