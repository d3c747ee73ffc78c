"""What the part `disclosures` does with Django loaded."""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from tests.bench.install import PORTAL

SCHOOL_SCHEMA, SCHOOL_HOST = "s_truong_2", f"truong-2.{PORTAL}"
FORM, FORM_YEAR = "bm11", 2023
BOARD = "/quan-tri/bang-cong-khai/?nam=2025"
SCHOOLS, YEARS = 170, range(2020, 2026)
TIMES = 20


def _median(action: Callable[[], Any]) -> float:
    """Return the median of many in milliseconds, after three that warm up."""
    seconds = []
    for number in range(TIMES + 3):
        started = time.perf_counter()
        action()
        if number >= 3:
            seconds.append(time.perf_counter() - started)
    return statistics.median(seconds) * 1000


def _signed_in(host: str, schema: str) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django_tenants.utils import schema_context

    with schema_context(schema):
        user = get_user_model().objects.create_superuser("bench", password="bench")
        client = Client(HTTP_HOST=host)
        client.force_login(user)
    return client


def save_disclosure() -> None:
    """Print as JSON how long the longest form takes to be saved, by the button and by the script."""
    from django_tenants.utils import schema_context

    from cms.disclosures import services
    from cms.disclosures.models import Disclosure
    from tenants.models import School

    with schema_context(SCHOOL_SCHEMA):
        services.open_set(School.objects.get(schema_name=SCHOOL_SCHEMA), FORM_YEAR)
        row = Disclosure.objects.select_related("set").get(set__year=FORM_YEAR, form_code=FORM)
        fields, rows = _fields(row)
    client = _signed_in(SCHOOL_HOST, SCHOOL_SCHEMA)
    address = f"/quan-tri/cong-khai/{row.pk}/"

    def number() -> int:
        with schema_context(SCHOOL_SCHEMA):
            return int(Disclosure.objects.values_list("draft_number", flat=True).get(pk=row.pk))

    def press() -> None:
        assert client.post(address, {**fields, "based_on": number()}).status_code == 302

    def autosave() -> None:
        sent = {"based_on": number(), "fields": fields}
        answer = client.post(f"{address}tu-luu/", sent, content_type="application/json")
        assert answer.status_code == 200, answer.content

    print(json.dumps({"rows": rows, "button": _median(press), "autosave": _median(autosave)}))


def _fields(row: Any) -> tuple[dict[str, str], int]:
    """Return every field of a form filled in, rows of the school's own too, and how many rows there are."""
    from cms.disclosures.entry import names
    from cms.disclosures.regulation import LEVELS_OF_KIND
    from tests.cms.disclosures.filling import filled

    data = filled(row.form, set(LEVELS_OF_KIND["lower_secondary"]))
    fields = {
        names.cell(code, column): "1" if value is True else str(value)
        for code, cells in data["cells"].items()
        for column, value in cells.items()
        if value is not False
    }
    for key, labels in data["added"].items():
        fields |= {names.own_label(key, number): label for number, label in enumerate(labels, start=1)}
    return fields, len(data["cells"])


def disclosure_board() -> None:
    """Print as JSON how long the portal's board takes; the schools it is about are gone afterwards."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from cms.shared.models import DisclosureDuty
    from tenants.models import School
    from tests.cms.disclosures.city import add_city

    with transaction.atomic():
        connection.set_schema_to_public()
        there = School.objects.exclude(kind="office").count()
        add_city(SCHOOLS - there, YEARS)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE shared_disclosureduty")
        rows = DisclosureDuty.objects.count()
        client = _signed_in(PORTAL, "portal")
        milliseconds = _median(lambda: client.get(BOARD))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(BOARD)
        assert answer.status_code == 200
        shown = {
            "schools": answer.content.count(b'<th scope="row"><'),
            "years": len(YEARS),
            "rows": rows,
            "milliseconds": milliseconds,
            "queries": len(queries),
        }
        transaction.set_rollback(True)
    print(json.dumps(shown))
