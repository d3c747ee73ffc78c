"""What happens by itself: once a day in each school, and one task for each letter."""

import datetime as dt

from django_tasks import task

from tenants.periodic import periodic


@periodic(at=dt.time(6), spread=dt.timedelta(hours=1))
@task()
def look_at_deadlines() -> int:
    """Remind of what is due; have the office's rows brought up to date when a new school year is owed."""
    from cms.disclosures.obligations import read_models, reminders

    read_models.catch_up()
    return reminders.remind()


@task()
def reckon_deadlines() -> None:
    """In a school: bring its days up to date after the office has corrected one of the circular."""
    from cms.disclosures.labels import book
    from cms.disclosures.obligations import read_models

    # This process may not have heard of the correction yet.
    book.forget()
    read_models.write_now()


@task()
def mail_reminder(user_id: int, days: list[str]) -> int:
    """Write to one person about deadlines."""
    from cms.disclosures.obligations import reminders

    return reminders.mail(user_id, days)


@task()
def mail_notice(key: str) -> int:
    """In a school: pass on to its people what the office has written."""
    from cms.disclosures.obligations import notices

    return notices.mail_staff(key)
