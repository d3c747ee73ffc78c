"""The demo's contacts, frequent questions and answered questions."""

import datetime as dt
import uuid
from functools import cache
from typing import Any

from django.utils import timezone

from cms.contact.models import ContactPage, FaqEntry, Question
from cms.core.models import SiteProfile
from cms.demo.content import REFERENCE_DATE
from cms.demo.schools import DATA, SchoolSpec, read_yaml
from cms.shared.working_days import add_working_days

SCHOOL_HOURS = "Thứ Hai – thứ Sáu: 7 giờ 00 – 11 giờ 00, 13 giờ 30 – 16 giờ 30"
OFFICE_HOURS = "Thứ Hai – thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ 00 – 17 giờ 00"
MAP = "https://www.openstreetmap.org/search?query=Th%E1%BB%A7%20D%E1%BA%A7u%20M%E1%BB%99t"


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA / "questions.yaml")
    return data


def load_school(spec: SchoolSpec) -> None:
    """Fill contacts and questions of a school."""
    _describe(spec.principal, "Hiệu trưởng", SCHOOL_HOURS)
    page = ContactPage.objects.get()
    page.body = [
        ("paragraph", f"<p>Trường ở {spec.address}. Phụ huynh gửi xe trong sân, lối vào bên phải cổng chính.</p>"),
        ("paragraph", "<p>Xe buýt dừng cách trường khoảng 300 m. Cổng và phòng Văn thư có lối cho xe lăn.</p>"),
    ]
    page.save()
    FaqEntry.objects.bulk_create(
        FaqEntry(position=10 + number, **row) for number, row in enumerate(_data()["frequent"])
    )
    _questions(_data()["answered"])


def load_portal(head: str) -> None:
    """Fill contacts and questions of the office."""
    _describe(head, "Trưởng phòng", OFFICE_HOURS)
    _questions(_data()["portal"])


def _describe(person: str, post: str, hours: str) -> None:
    profile = SiteProfile.load()
    profile.responsible_person, profile.responsible_post = person, post
    profile.opening_hours, profile.map_url = hours, MAP
    profile.save()


def _questions(rows: list[dict[str, str]]) -> None:
    """Answered ones are on the site; one more waits at the clerk's desk."""
    asked = [_answered(row, number) for number, row in enumerate(rows)]
    waiting = _data()["open"]
    today = timezone.localdate()
    asked.append(_question(waiting, timezone.now(), add_working_days(today, 15)))
    Question.objects.bulk_create(asked)


def _answered(row: dict[str, str], number: int) -> Question:
    asked_on = REFERENCE_DATE - dt.timedelta(days=12 + 9 * number)
    received = timezone.make_aware(dt.datetime.combine(asked_on, dt.time(19, 15)))
    question = _question(row, received, asked_on + dt.timedelta(days=21))
    question.status = "answered"
    question.answer = question.public_answer = row["answer"].strip()
    question.public_subject, question.public_text = question.subject, question.text
    question.answered_at = question.published_at = received + dt.timedelta(days=3, hours=14)
    return question


def _question(row: dict[str, str], received: dt.datetime, due: dt.date) -> Question:
    return Question(
        topic=row["topic"],
        subject=row["subject"],
        text=row["text"],
        asker_name=row["name"],
        submission=uuid.uuid4(),
        consent_version="1",
        received_at=received,
        due_on=due,
    )
