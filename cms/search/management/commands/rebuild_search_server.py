from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.search.contract import EngineDown


class Command(BaseCommand):
    """Fills a new index of the search server and exchanges it for the one that is asked."""

    help = "Rebuild the index of the search server (SEARCH_URL) from PostgreSQL."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEARCH_URL:
            raise CommandError("There is no search server: SEARCH_URL is empty.")
        from cms.search.engines.server import ServerEngine

        engine = ServerEngine()
        try:
            self.stdout.write(f"{engine.rebuild()} entries sent to {engine.name}.")
        except EngineDown as error:
            raise CommandError(f"The search server does not answer: {error}.") from error
