"""What the templates of a report need: the page, its preview and the PDF draw the same."""

from typing import Any

from wagtail.images import get_image_model

from cms.disclosures.annual_report import composing

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")


def shown(content: dict[str, Any]) -> dict[str, Any]:
    """Return a composed report for a template; pictures are read in one query."""
    pictures = get_image_model().objects.in_bulk(composing.pictures_of(content))
    sections = [
        {**section, "anchor": f"phan-{section['number'].lower()}", "blocks": _blocks(section["blocks"], pictures)}
        for section in content["sections"]
    ]
    return {
        "head": content["head"],
        "signed_on": composing.signed_on(content),
        "sections": sections,
        "motto": MOTTO,
    }


def _blocks(blocks: list[dict[str, Any]], pictures: dict[int, Any]) -> list[dict[str, Any]]:
    listed = []
    for block in blocks:
        if block["kind"] == "table":
            listed.append({**block, "rows": [_row(row, block["labels"]) for row in block["rows"]]})
        elif block["kind"] != "picture":
            listed.append(block)
        elif block["picture"] in pictures:
            listed.append({**block, "image": pictures[block["picture"]]})
    return listed


def _row(row: dict[str, Any], labels: list[str]) -> dict[str, Any]:
    cells = [
        {"text": text, "num": num, "label": label} for (text, num), label in zip(row["cells"], labels, strict=True)
    ]
    return {**row, "cells": cells}
