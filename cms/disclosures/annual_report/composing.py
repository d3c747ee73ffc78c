"""The report of a year as plain data: what the school has published, section by section, and its own words.

    {"head": {"year": 2025, "school": "…", "authority": "…", …},
     "figures": [{"label": "…", "text": "…", "before": "…", "slug": "9-2-a"}],
     "sections": [{"number": "I", "title": "…", "blocks": [
         {"kind": "heading", "text": "…", "slug": "4-1"}, {"kind": "text", "text": "…"},
         {"kind": "table", "label": "…", "first": [[label, columns, rows]], "second": […], "labels": […],
          "rows": [{"number", "label", "depth", "total", "before", "cells": [[text, is a figure]]}]},
         {"kind": "files", "titles": ["…"]}, {"kind": "picture", "picture": 7, "caption": "…"}]}]}

A published version keeps this: later corrections of a form never change a report that was signed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.core import personal_data
from cms.core.school_years import SchoolYear
from cms.disclosures import key_figures, published
from cms.disclosures.annual_report.tables import table
from cms.disclosures.labels.book import book
from cms.disclosures.models import Disclosure, DisclosureSet
from cms.disclosures.presenting import slug_of
from cms.disclosures.regulation import LEVELS_OF_KIND, Form, Level, PartKind, Regulation
from cms.disclosures.regulation.shapes import AnnualReport, ReportSection
from cms.disclosures.sheet import Sheet, parts_for
from tenants.models import School

# Sections whose figures stand beside those of the year before.
COMPARED = ("II", "III", "V", "VI")
REGULATION = "tt09"
HEAD = ("paper_number", "place", "signed_on", "signer", "signer_post")


def circular(year: int) -> Regulation:
    """Return the circular that asks for the report, in the words that hold for a year."""
    return book().regulation(REGULATION, year)


def shape(year: int) -> AnnualReport:
    """Return what the circular says of the report of a year."""
    report = circular(year).report
    if report is None:  # pragma: no cover - the data file is part of the code
        raise LookupError(REGULATION)
    return report


@dataclass(frozen=True, slots=True)
class Published:
    """The newest public state of the forms of a school year, by code."""

    sheets: dict[str, Sheet]

    @classmethod
    def of(cls, year: int) -> "Published":
        """Read them; what an approver has hidden in a form is hidden here too."""
        sets = DisclosureSet.objects.filter(year=year, regulation_code=REGULATION)
        return cls({version.disclosure.form_code: version.sheet for version in published.newest_versions(sets)})


def compose(year: int, draft: dict[str, Any], school: School) -> dict[str, Any]:
    """Return the report of a calendar year from what is public now and the school's own words."""
    now, before = Published.of(year), Published.of(year - 1)
    levels = set(LEVELS_OF_KIND[school.kind])
    own = draft.get("sections", {})
    sections = []
    for section in shape(year).sections:
        blocks = [*_own(own.get(section.number, {}))]
        for form in feeding(section, year, school):
            blocks += _form(form, now, before if section.number in COMPARED else None, levels)
        sections.append({"number": section.number, "title": section.title, "blocks": blocks})
    return {"head": _head(year, draft, school), "figures": _figures(now, before), "sections": sections}


def _figures(now: Published, before: Published) -> list[dict[str, str]]:
    """What parents ask for first, with the year before; what nobody has stated is left out."""
    pairs = zip(key_figures.of(now.sheets), key_figures.of(before.sheets), strict=True)
    return [
        {"label": one.label, "text": one.text, "before": earlier.text, "slug": slug_of(now.sheets[one.form].form)}
        for one, earlier in pairs
        if one.text
    ]


def feeding(section: ReportSection, year: int, school: School) -> list[Form]:
    """Return the forms of the school's kind that a section draws on."""
    return [
        form
        for form in circular(year).forms_for(school.kind)
        if any(form.code == feed or form.code.startswith(f"{feed}.") for feed in section.feeds)
    ]


@dataclass(frozen=True, slots=True)
class Source:
    """A form that a section draws on; `pk` is that of the year's row, None before the year was opened."""

    form: Form
    pk: int | None
    is_public: bool


def sources(year: int, school: School) -> dict[str, list[Source]]:
    """Return the forms that each section draws on, by the section's number; one query."""
    rows = Disclosure.objects.filter(set__year=year, set__regulation_code=REGULATION)
    known = {code: (pk, count > 0) for code, pk, count in rows.values_list("form_code", "pk", "version_count")}
    return {
        section.number: [Source(form, *known.get(form.code, (None, False))) for form in feeding(section, year, school)]
        for section in shape(year).sections
    }


def missing_forms(year: int, school: School) -> list[Form]:
    """Return the forms that the report draws on and that are not public yet; the optional ones left out."""
    wanted = [one for listed in sources(year, school).values() for one in listed]
    return [one.form for one in wanted if not one.is_public and not one.form.optional]


def empty_sections(content: dict[str, Any]) -> list[str]:
    """Return the titles of the sections in which nothing stands."""
    return [f"{one['number']}. {one['title']}" for one in content["sections"] if not one["blocks"]]


def pictures_of(content: dict[str, Any]) -> set[int]:
    """Return the ids of the pictures in a report."""
    blocks = (block for section in content["sections"] for block in section["blocks"])
    return {block["picture"] for block in blocks if block["kind"] == "picture"}


def _head(year: int, draft: dict[str, Any], school: School) -> dict[str, Any]:
    head = {name: str(draft.get("head", {}).get(name, "")) for name in HEAD}
    return {
        **head,
        "year": year,
        "school_year": str(SchoolYear(year)),
        "school": school.name,
        "authority": _authority(school),
        "signed_on": head["signed_on"] or timezone.localdate().isoformat(),
    }


def _authority(school: School) -> str:
    """Whoever runs the school; a request's own school does not know."""
    return School.objects.filter(pk=school.pk).values_list("authority__name", flat=True).first() or ""


def signed_on(content: dict[str, Any]) -> dt.date:
    """Return the day in the head of a report."""
    return dt.date.fromisoformat(content["head"]["signed_on"])


def _own(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if text := str(words.get("text", "")).strip():
        yield {"kind": "text", "text": text}
    for row in words.get("pictures", []):
        yield {"kind": "picture", "picture": int(row["picture"]), "caption": str(row.get("caption", ""))}


def _form(form: Form, now: Published, before: Published | None, levels: set[Level]) -> list[dict[str, Any]]:
    sheet = now.sheets.get(form.code)
    if sheet is None:
        return []
    earlier = before.sheets.get(form.code) if before else None
    blocks = [block for part in parts_for(form, set(levels)) for block in _part(form, part, sheet, earlier)]
    return [{"kind": "heading", "text": form.short, "slug": slug_of(form)}, *blocks] if blocks else []


def _part(form: Form, part: Any, sheet: Sheet, earlier: Sheet | None) -> Iterator[dict[str, Any]]:
    if part.kind == PartKind.TEXT and (text := sheet.text(part.code).strip()):
        yield {"kind": "text", "text": text}
    elif part.kind == PartKind.FILES and (files := sheet.files(part.code)):
        yield {"kind": "files", "label": part.label, "titles": [str(file["title"]) for file in files]}
    elif part.kind == PartKind.TABLE and (block := table(part, sheet, earlier)):
        yield {**block, "label": part.label}


def personal_data_in(draft: dict[str, Any]) -> list[str]:
    """Return the sections whose own text may hold personal data, with what was found."""
    own = personal_data.own_contacts()
    found = []
    for number, words in draft.get("sections", {}).items():
        text = "\n".join([str(words.get("text", "")), *(str(row["caption"]) for row in words.get("pictures", []))])
        kinds = {str(personal_data.KINDS[match.kind]) for match in personal_data.find(text, own, "", ())}
        found += [f"{number} ({kind})" for kind in sorted(kinds)]
    return found
