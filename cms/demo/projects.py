"""The demo's projects, tenders and purchases of the office."""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.demo.schools import DATA, read_yaml
from cms.projects.models import ProjectIndexPage, ProjectPage
from tenants.tasks import index_tasks_dropped

PLAIN = ("title", "kind", "stage", "field_of_work", "goal", "budget", "funded_by", "decision")


def load_office() -> None:
    """Write the office's projects."""
    index = ProjectIndexPage.objects.get()
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for row in read_yaml(DATA / "projects.yaml"):
            index.add_child(instance=_page(row))


def _page(row: dict[str, Any]) -> ProjectPage:
    today = timezone.localdate()
    text = row.get("text")
    return ProjectPage(
        **{name: row[name] for name in PLAIN},
        starts_on=today + dt.timedelta(days=row["begins"]),
        ends_on=today + dt.timedelta(days=row["ends"]),
        date=today + dt.timedelta(days=row["approved"]),
        notice_url=row.get("notice_url", ""),
        body=[("paragraph", RichText(f"<p>{text}</p>"))] if text else [],
    )
