"""A whole city of schools with years of duties, as rows of public only: for counting and timing the office's board."""

from collections.abc import Iterable

from django.db import connection

from cms.disclosures.obligations.duties import form_duties, report_duty
from cms.disclosures.regulation import regulation_for
from cms.shared.models import DisclosureDuty
from tenants.models import School

KINDS = ("primary", "preschool", "lower_secondary")
WARDS = 14
# One in twelve is not public; of the others one in eight came late.
STATES = """
    UPDATE shared_disclosureduty SET done_on = due + CASE WHEN id %% 8 = 0 THEN 12 ELSE -12 END
    WHERE school_id = ANY(%s) AND id %% 12 <> 0 AND NOT is_optional"""
COPY = """
    INSERT INTO shared_disclosureduty
        (school_id, year, regulation_code, kind, code, topic, due, is_optional, versions, path)
    SELECT s.id, d.year, d.regulation_code, d.kind, d.code, d.topic, d.due, d.is_optional, d.versions, d.path
    FROM shared_disclosureduty d JOIN tenants_school t ON t.id = d.school_id
    JOIN tenants_school s ON s.kind = t.kind AND s.id = ANY(%s) WHERE t.id = ANY(%s)"""


def add_city(count: int, years: Iterable[int]) -> list[int]:
    """Add schools without schemas, each with every duty of these school years; returns their ids."""
    schools = School.objects.bulk_create(
        School(
            schema_name=f"s_x{n}",
            slug=f"x{n}",
            name=f"Trường số {n}",
            kind=KINDS[n % len(KINDS)],
            ward=f"Phường {n % WARDS}",
            status="ready",
        )
        for n in range(count)
    )
    first, others = schools[: len(KINDS)], [school.pk for school in schools[len(KINDS) :]]
    DisclosureDuty.objects.bulk_create(row for school in first for year in years for row in _rows(school, year))
    with connection.cursor() as cursor:
        cursor.execute(COPY, [others, [school.pk for school in first]])
        cursor.execute(STATES, [[school.pk for school in schools]])
    return [school.pk for school in schools]


def _rows(school: School, year: int) -> Iterable[DisclosureDuty]:
    regulation = regulation_for(year)
    report = report_duty(regulation, year)
    for one in [*form_duties(regulation, year, school.kind), *([report] if report else [])]:
        yield DisclosureDuty(
            school=school,
            year=one.year,
            regulation_code=regulation.code,
            kind=one.kind,
            code=one.code,
            topic=one.topic,
            due=one.due,
            is_optional=one.optional,
        )
