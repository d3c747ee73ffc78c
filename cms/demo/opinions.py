"""The demo's consultations: open and closed ones on the portal and at one school."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.consultations.models import Comment, ConsultationIndexPage, ConsultationPage
from cms.core import outbox
from cms.demo.schools import DATA, SchoolSpec, read_yaml
from tenants.tasks import index_tasks_dropped


def load_office() -> None:
    """Write the office's consultations."""
    _load("office", "Số 1, đường Quang Trung, phường Thủ Dầu Một", "gopy@tptdm.edu.vn")


def load_school(spec: SchoolSpec) -> None:
    """Write a school's consultations."""
    _load("school", spec.address, spec.email)


def _load(who: str, address: str, email: str) -> None:
    index = ConsultationIndexPage.objects.get()
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for row in read_yaml(DATA / "opinions.yaml")[who]:
            page = _page(row, address, email)
            index.add_child(instance=page)
            _add_comments(page, row["comments"], Comment.State.APPROVED)
            _add_comments(page, row.get("waiting", []), Comment.State.WAITING)


def _page(row: dict[str, Any], address: str, email: str) -> ConsultationPage:
    today = timezone.localdate()
    outcome = row.get("outcome")
    return ConsultationPage(
        title=row["title"],
        summary=row["summary"],
        date=today - dt.timedelta(days=row["opened"]),
        deadline=today + dt.timedelta(days=row["deadline"]),
        receive_address=address,
        receive_email=email,
        body=[("paragraph", RichText(f"<p>{text}</p>")) for text in row["body"]],
        outcome=[("paragraph", RichText(f"<p>{outcome}</p>"))] if outcome else [],
        outcome_on=today - dt.timedelta(days=row["outcome_days"]) if outcome else None,
        answered_by=row.get("answered_by", ""),
    )


def _add_comments(page: ConsultationPage, rows: list[dict[str, str]], state: str) -> None:
    Comment.objects.bulk_create(
        Comment(
            submission=uuid.uuid4(),
            consultation=page,
            name=row["name"],
            text=row["text"],
            answer=row.get("answer", ""),
            state=state,
        )
        for row in rows
    )
