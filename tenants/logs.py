"""JSON log lines that say which school and which request they belong to."""

import contextvars
import logging

from django.db import connection
from pythonjsonlogger.json import JsonFormatter

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


class SchoolFilter(logging.Filter):
    """Adds `schema` and `request_id` to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.schema = getattr(connection, "schema_name", "")
        record.request_id = request_id.get()
        return True


class SchoolJsonFormatter(JsonFormatter):
    """One line per record. Arguments of the log call stay out: they may hold personal data."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(schema)s %(request_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
            # The request object would print headers and form data.
            reserved_attrs=[*logging.LogRecord("", 0, "", 0, "", (), None).__dict__, "request", "response"],
        )
