"""The demo's official documents, with files made here: five to seven of each school."""

import datetime as dt
import hashlib
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.demo import budget
from cms.demo.content import REFERENCE_DATE
from cms.demo.pdf import make_pdf
from cms.demo.schools import DATA, SchoolSpec, read_yaml
from cms.demo.signing import sign
from cms.documents.models import (
    DocumentField,
    DocumentFile,
    DocumentIndexPage,
    DocumentKind,
    DocumentRelation,
    OfficialDocumentPage,
)
from cms.media.models import Attachment
from tenants.tasks import index_tasks_dropped

OFFICE = "Phòng Giáo dục và Đào tạo Thủ Dầu Một"


def load_office() -> None:
    """Write the office's documents."""
    _load(read_yaml(DATA / "papers.yaml")["office"], OFFICE)


def load_school(spec: SchoolSpec) -> None:
    """Write a school's documents with its own names."""
    names = {"short_name": spec.short_name, "code": "".join(word[0] for word in spec.short_name.split()).upper()}
    count = 4 + zlib.crc32(spec.slug.encode()) % 3
    rows = read_yaml(DATA / "papers.yaml")["school"][:count]
    signer = f"{spec.principal}, Hiệu trưởng"
    filled = [{**row, "number": row["number"].format(**names), "title": row["title"].format(**names)} for row in rows]
    _load([{"signer": signer, **row} for row in [*filled, budget.decision(spec, names["code"])]], spec.name)


def _load(rows: list[dict[str, Any]], body: str) -> None:
    index = DocumentIndexPage.objects.get()
    kinds = {kind.slug: kind for kind in DocumentKind.objects.all()}
    fields = {field.slug: field for field in DocumentField.objects.all()}
    written: dict[str, OfficialDocumentPage] = {}
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for row in rows:
            page = _page(row, row.get("body", body))
            page.kind, page.field = kinds[row["kind"]], fields[row["field"]]
            page.files.add(DocumentFile(attachment=_attachment(page, row)))
            if earlier := written.get(row.get("replaces", "")):
                page.relations.add(DocumentRelation(kind=DocumentRelation.Kind.REPLACES, target=earlier))
            index.add_child(instance=page)
            written[page.number] = page


def _page(row: dict[str, Any], body: str) -> OfficialDocumentPage:
    day = REFERENCE_DATE - dt.timedelta(days=row["days"])
    return OfficialDocumentPage(
        number=row["number"],
        title=row["title"],
        issuing_body=body,
        date=day,
        effective_on=day + dt.timedelta(days=row["starts"]) if "starts" in row else None,
        expires_on=day + dt.timedelta(days=row["ends"]) if "ends" in row else None,
        signer=row["signer"],
    )


def _attachment(page: OfficialDocumentPage, row: dict[str, Any]) -> Attachment:
    day = page.date or REFERENCE_DATE
    lines = [
        page.title,
        f"Số: {page.number}",
        f"{page.issuing_body}, ngày {day:%d} tháng {day:%m} năm {day:%Y}",
        "Văn bản này thuộc bản trình diễn; mọi nội dung đều do hệ thống tạo ra.",
        page.signer,
    ]
    content = make_pdf(*row.get("pages", [lines]))
    if row.get("signed"):
        content = sign(content, Path(settings.SIGNATURE_TRUST_ROOTS or Path(settings.STATE_DIR) / "trust-roots"))
    attachment = Attachment(
        title=f"Văn bản số {page.number}",
        file_size=len(content),
        # The way Wagtail tells files apart.
        file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    )
    attachment.file.save("van-ban.pdf", ContentFile(content), save=False)
    attachment.save()
    return attachment
