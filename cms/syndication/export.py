"""The board of a directive as an Excel file."""

import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from cms.core.spreadsheets import XLSX, harmless
from cms.shared.models import DirectiveReceipt
from cms.syndication.models import SentDirective

WIDTHS = (44, 24, 22, 18, 22, 18, 22)


def board(sent: SentDirective, rows: Iterable[DirectiveReceipt]) -> HttpResponse:
    """Return the schools with the time they opened and confirmed the directive."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Receipts")
    sheet.append([harmless(sent.title)])
    sheet.append([_("School"), _("Kind"), _("Ward"), _("Opened"), _("Opened by"), _("Confirmed"), _("Confirmed by")])
    for row in rows:
        sheet.append(
            [
                harmless(row.school.name),
                str(row.school.get_kind_display()),
                harmless(row.school.ward),
                _moment(row.opened_at),
                row.opened_by_role,
                _moment(row.confirmed_at),
                row.confirmed_by_role,
            ]
        )
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[sheet.cell(2, number).column_letter].width = width
        sheet.cell(2, number).font = Font(bold=True)
    sheet.freeze_panes = "A3"
    buffer = io.BytesIO()
    book.save(buffer)
    response = HttpResponse(buffer.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="chi-dao-{sent.pk}.xlsx"'
    return response


def _moment(value: Any) -> Any:
    """Local time without a zone, as Excel wants it."""
    return timezone.localtime(value).replace(tzinfo=None, microsecond=0) if value else ""
