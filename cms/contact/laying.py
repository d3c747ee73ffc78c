"""What a new site starts with: a few frequent questions that are true everywhere."""

from pathlib import Path

from cms.contact.models import FaqEntry
from cms.core.blueprint import lays, read_rows
from tenants.models import School

FREQUENT = Path(__file__).parent / "data" / "faq.yaml"


@lays
def lay_frequent_questions(school: School) -> None:
    """Write them in the order of the file."""
    rows = read_rows(FREQUENT)
    FaqEntry.objects.bulk_create(FaqEntry(position=position, **row) for position, row in enumerate(rows))
