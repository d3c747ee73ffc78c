"""What schools do when the office has corrected a label."""

from django_tasks import task


@task()
def index_anew() -> None:
    """In a school: its disclosures are found by what they say now."""
    from cms.core import outbox
    from cms.disclosures.models import DisclosureIndexPage

    page = DisclosureIndexPage.of_school()
    if page is not None:
        outbox.record(page, seen=False)
