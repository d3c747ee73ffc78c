"""One form of Unicode for everything that is stored (TCVN 6909:2001; NĐ 43/2011 Điều 7.1): NFC.

Phones and Macs send letters and tone marks apart (NFD); equal words would then neither be found
nor compare as equal.
"""

import json
import unicodedata

from django.db import models
from wagtail.fields import StreamField


def composed(text: str) -> str:
    """Return the text in NFC."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def compose_fields(instance: models.Model) -> None:
    """Bring all texts of an object into NFC, those in its StreamFields too."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            _compose_stream(instance, field)
        elif isinstance(field, (models.CharField, models.TextField)) and field.attname in instance.__dict__:
            value = instance.__dict__[field.attname]
            if isinstance(value, str):
                setattr(instance, field.attname, composed(value))


def _compose_stream(instance: models.Model, field: StreamField) -> None:
    stream = getattr(instance, field.attname, None)
    if not stream or isinstance(stream, str):
        return
    told = json.dumps(stream.get_prep_value(), ensure_ascii=False, default=str)
    if not unicodedata.is_normalized("NFC", told):
        setattr(instance, field.attname, field.to_python(json.loads(composed(told))))
