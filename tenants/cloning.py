"""Copying the template schema: tables, rows, constraints and indexes under their own names.

Our own hundred lines instead of django-tenants' clone_schema (docs/decisions/0004): that one
fails for a role that is not a superuser, is silent when its source is missing, and takes three
times as long. What a Django schema holds is copied; anything else in the template is an error.
"""

from dataclasses import dataclass
from typing import Any

from tenants.schema import connection


class CloneError(Exception):
    """The template cannot be copied; str() says why in one line."""


@dataclass(frozen=True, slots=True)
class Definition:
    """SQL that makes a copy of a schema, to be run with the copy first in the search path."""

    tables: tuple[str, ...]
    rows: tuple[str, ...]
    sequences: tuple[tuple[str, str], ...]
    constraints: tuple[str, ...]


_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = %s AND relkind = 'r' ORDER BY relname"
_UNKNOWN = """
    SELECT relkind::text, relname FROM pg_class c WHERE relnamespace = %s AND (
        relkind NOT IN ('r', 'i', 'S', 't') OR relkind = 'S' AND NOT EXISTS (
            SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i'))
    UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = %s
    UNION ALL SELECT 'trigger', tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = %s AND NOT tgisinternal"""
_COLUMNS = """
    SELECT c.relname, a.attname, a.attidentity <> '' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = %s AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' ORDER BY c.relname, a.attnum"""
# Primary keys and unique constraints before foreign keys that need them.
_CONSTRAINTS = """
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = %s AND k.contype IN ('p', 'u', 'x', 'c', 'f')
    ORDER BY k.contype = 'f', c.relname, k.conname"""
_INDEXES = """
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = %s
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
    ORDER BY c.relname, i.indexrelid"""


def clone_schema(source: str, target: str) -> None:
    """Make `target` a complete copy of `source`; inside a transaction all or nothing.

    Raises CloneError when the source is missing or holds something this cannot copy.
    """
    quote = connection.ops.quote_name
    connection.set_schema(source, include_public=True)
    definition = _read(source)
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quote(target)}")
    connection.set_schema(target, include_public=True)
    with connection.cursor() as cursor:
        for statements in (definition.tables, definition.rows):
            if statements:
                cursor.execute(";\n".join(statements))
        for table, column in definition.sequences:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({quote(column)}))"
                f" FROM {quote(table)} HAVING max({quote(column)}) IS NOT NULL",
                [f"{quote(target)}.{quote(table)}", column],
            )
        cursor.execute(";\n".join(definition.constraints))
    connection.set_schema_to_public()


def _read(source: str) -> Definition:
    """Read the source's definition from the catalogue; the search path must point at it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [source])
        row = cursor.fetchone()
        if row is None:
            raise CloneError(f"the schema {source} does not exist")
        oid = row[0]
        unknown = _all(cursor, _UNKNOWN, oid, oid, oid)
        if unknown:
            kind, name = unknown[0]
            raise CloneError(f"the schema {source} holds something that is not copied: {kind} {name}")
        tables = [name for (name,) in _all(cursor, _TABLES, oid)]
        if not tables:
            raise CloneError(f"the schema {source} is empty")
        columns: dict[str, list[str]] = {}
        identities: list[tuple[str, str]] = []
        for table, column, is_identity in _all(cursor, _COLUMNS, oid):
            columns.setdefault(table, []).append(quote(column))
            if is_identity:
                identities.append((table, column))
        filled = [t for t in tables if _all(cursor, f"SELECT EXISTS (SELECT 1 FROM {quote(t)})")[0][0]]
        constraints = [
            f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(name)} {definition}"
            for table, name, definition in _all(cursor, _CONSTRAINTS, oid)
        ]
        # The catalogue always names the schema in an index: the copy's comes from the search path.
        prefix = f" ON {quote(source)}."
        indexes = [
            definition.replace(f" ON {source}.", " ON ", 1).replace(prefix, " ON ", 1)
            for (definition,) in _all(cursor, _INDEXES, oid)
        ]
    foreign_keys = [c for c in constraints if " FOREIGN KEY " in c]
    return Definition(
        tables=tuple(
            f"CREATE TABLE {quote(t)} (LIKE {quote(source)}.{quote(t)} INCLUDING DEFAULTS INCLUDING IDENTITY"
            " INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING COMMENTS)"
            for t in tables
        ),
        rows=tuple(
            f"INSERT INTO {quote(t)} ({', '.join(columns[t])}) OVERRIDING SYSTEM VALUE"
            f" SELECT {', '.join(columns[t])} FROM {quote(source)}.{quote(t)}"
            for t in filled
        ),
        sequences=tuple((t, c) for t, c in identities if t in filled),
        constraints=tuple([c for c in constraints if c not in foreign_keys] + indexes + foreign_keys),
    )


def _all(cursor: Any, sql: str, *parameters: Any) -> list[Any]:
    # No parameters at all: else a percent sign in a name would be taken for one.
    cursor.execute(sql, list(parameters) or None)
    return cursor.fetchall()  # type: ignore[no-any-return]
