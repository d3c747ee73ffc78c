"""What the templates of a report need: the page, its preview and the PDF draw the same."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.images import get_image_model

from cms.core.school_years import SchoolYear
from cms.disclosures.annual_report import composing

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")
# What a form may take of a page before it is folded there.
MOST_CELLS, LONGEST_TEXT = 6, 400
MOST_TOTALS = 2


@dataclass(slots=True)
class Group:
    """The blocks of one form below its heading; the school's own words have neither."""

    heading: str = ""
    # The form's part of an address; versions of an earlier time do not know it.
    slug: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether a page shows the heading alone until a reader asks for the rest."""
        return bool(self.heading) and (
            sum(_cells(block) for block in self.blocks) > MOST_CELLS
            or sum(len(block.get("text", "")) for block in self.blocks) > LONGEST_TEXT
        )

    @property
    def total(self) -> dict[str, Any] | None:
        """The row that counts the others, for the heading of a folded form."""
        rows = (row for block in self.blocks if block["kind"] == "table" for row in block["rows"])
        return next(({"label": row["label"], "cells": cells} for row in rows if (cells := _counted(row))), None)


def shown(content: dict[str, Any]) -> dict[str, Any]:
    """Return a composed report for a template; pictures are read in one query."""
    pictures = get_image_model().objects.in_bulk(composing.pictures_of(content))
    sections = [
        {**section, "anchor": f"phan-{section['number'].lower()}", "groups": _groups(section["blocks"], pictures)}
        for section in content["sections"]
    ]
    return {
        "head": content["head"],
        # Versions of an earlier time have none.
        "figures": content.get("figures", []),
        "forms_of": str(SchoolYear(content["head"]["year"])),
        "signed_on": composing.signed_on(content),
        "sections": sections,
        "motto": MOTTO,
    }


def _groups(blocks: list[dict[str, Any]], pictures: dict[int, Any]) -> list[Group]:
    found = [Group()]
    for block in blocks:
        if block["kind"] == "heading":
            found.append(Group(block["text"], block.get("slug", "")))
        elif block["kind"] == "table":
            found[-1].blocks.append({**block, "rows": [_row(row, block["labels"]) for row in block["rows"]]})
        elif block["kind"] != "picture":
            found[-1].blocks.append(block)
        elif block["picture"] in pictures:
            found[-1].blocks.append({**block, "image": pictures[block["picture"]]})
    return [group for group in found if group.blocks]


def _cells(block: dict[str, Any]) -> int:
    if block["kind"] == "table":
        return sum(1 for row in block["rows"] for cell in row["cells"] if cell["text"])
    return len(block.get("titles", ()))


def _counted(row: dict[str, Any]) -> list[dict[str, Any]]:
    cells = row["cells"] if row["total"] else ()
    return [cell for cell in cells if cell["num"] and cell["text"] not in ("", "0")][:MOST_TOTALS]


def _row(row: dict[str, Any], labels: list[str]) -> dict[str, Any]:
    cells = [
        {"text": text, "num": num, "label": label} for (text, num), label in zip(row["cells"], labels, strict=True)
    ]
    return {**row, "cells": cells}
