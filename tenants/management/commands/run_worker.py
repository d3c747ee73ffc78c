from argparse import ArgumentParser
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from tenants.periodic import plan_all
from tenants.worker import SchoolWorker


class Command(db_worker.Command):
    """Runs background tasks of all schools. Start as many as the machine has room for."""

    help = "Run background tasks of all schools."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(interval=0.5, reload=False)

    def handle(self, *, verbosity: int, interval: float, batch: bool, **options: Any) -> None:
        worker = SchoolWorker(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name=options["backend_name"],
            startup_delay=False,
            max_tasks=options["max_tasks"],
            # Made here, not as a default of the argument: that would be one id for the process.
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if not batch:
            plan_all()
        worker.configure_signals()
        worker.run()
