"""Sentences of the demo's disclosures, with a school's own names in them."""

from functools import cache
from typing import Any

from cms.core.data_files import read_yaml
from cms.demo.disclosed.population import YearFigures
from cms.demo.schools import DATA


@cache
def _texts() -> Any:
    return read_yaml(DATA / "disclosures.yaml")


def words(key: str, of: YearFigures) -> str:
    """Return the text of a part for a school and year; the kind's own where there is one."""
    texts = _texts()
    text = texts.get(f"{key}@{of.spec.kind}", texts.get(key))
    if text is None and key.endswith(".first"):
        return words(key.removesuffix(".first"), of)
    return str(text).format(
        school=of.spec.name,
        short=of.spec.short_name,
        principal=of.spec.principal,
        founded=of.spec.founded,
        ward=of.spec.ward,
        year=f"{of.year}-{of.year + 1}",
        checked=2019 + of.spec.founded % 5,
        again=2024 + of.spec.founded % 5,
        classes=of.classes,
        children=f"{of.children:,}".replace(",", "."),
    )
