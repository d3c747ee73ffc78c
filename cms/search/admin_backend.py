"""The search of the admin (pages, pictures, files, categories): Wagtail's on PostgreSQL, in Vietnamese.

Wagtail's lists search while one types, for which its backend always takes `simple`; here words are folded there too.
"""

from typing import Any

from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend

CONFIGURATION = "public.vietnamese"


class SearchBackend(PostgresSearchBackend):  # type: ignore[misc]
    """Accents aside, both in what is kept and in what is asked."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.config = self.autocomplete_config = CONFIGURATION
