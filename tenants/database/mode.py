"""What the environment asks for: DATABASE_URL and DATABASE_MODE."""

from collections.abc import Mapping

from tenants.database.errors import DatabaseUnavailable

MODES = ("auto", "url", "server", "wheel")
SCHEMES = ("postgres", "postgresql", "pgsql", "psql")


def read_mode(environ: Mapping[str, str]) -> str:
    """DATABASE_MODE, checked."""
    mode = environ.get("DATABASE_MODE", "").strip() or "auto"
    if mode not in MODES:
        raise DatabaseUnavailable(f"DATABASE_MODE={mode} is unknown; choose one of {', '.join(MODES)}.")
    return mode


def given_url(mode: str, environ: Mapping[str, str]) -> str | None:
    """The DATABASE_URL to use as it stands, unless the mode asks for a server of our own."""
    url = environ.get("DATABASE_URL", "").strip()
    if mode == "url" and not url:
        raise DatabaseUnavailable("DATABASE_MODE=url, but DATABASE_URL is not set; set it.")
    if mode not in ("auto", "url") or not url:
        return None
    if url.partition("://")[0] not in SCHEMES:
        # The address may hold a password: never repeat it.
        raise DatabaseUnavailable(
            "DATABASE_URL is not a PostgreSQL address; write postgresql://user:password@host/name."
        )
    return url
