"""The public addresses of annual reports, below /cong-khai/bao-cao-thuong-nien/."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from cms.core.navigation import MenuItem, site_path
from cms.disclosures.annual_report.showing import shown
from cms.disclosures.models.report import YearReport, YearReportVersion

if TYPE_CHECKING:
    from cms.disclosures.models import DisclosureIndexPage

SECTION, VERSIONS, PDF = "bao-cao-thuong-nien", "phien-ban", "pdf"


@dataclass(frozen=True, slots=True)
class Reports:
    """`bao-cao-thuong-nien/`: every report, the newest first."""

    template: str = "pages/annual_report_list.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return what is public."""
        return {"head_title": _("Annual reports"), "reports": public_reports()}

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """The list."""
        return [MenuItem(_("Annual reports"), f"{here}{SECTION}/")]


@dataclass(frozen=True, slots=True)
class Report:
    """`bao-cao-thuong-nien/2025/`, `bao-cao-thuong-nien/2025/phien-ban/1/`"""

    year: int
    number: int | None = None
    template: str = "pages/annual_report.html"

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """Return one version with the list of all."""
        versions = _versions(self.year)
        version = _chosen(self.year, self.number or len(versions))
        address = f"{site_path(page.url_path)}{SECTION}/{self.year}/"
        return {
            **shown(version.content),
            "head_title": self._title(),
            "head_summary": f"{self._title()}. {request.tenant.name}",  # type: ignore[attr-defined]
            "version": version,
            "versions": versions,
            "is_newest": version.number == len(versions),
            "report_address": address,
            "pdf_address": f"{address}{VERSIONS}/{version.number}/{PDF}/" if version.pdf else "",
        }

    def _title(self) -> str:
        title = _("Annual report %(year)s") % {"year": self.year}
        return f"{title}, {self._version().lower()}" if self.number else title

    def _version(self) -> str:
        return _("Version %(number)s") % {"number": self.number}

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """The list, the year, an older version."""
        address = f"{here}{SECTION}/{self.year}/"
        steps = [*Reports().trail(here, context), MenuItem(str(self.year), address)]
        if self.number:
            steps.append(MenuItem(self._version(), f"{address}{VERSIONS}/{self.number}/"))
        return steps


@dataclass(frozen=True, slots=True)
class ReportFile:
    """`bao-cao-thuong-nien/2025/phien-ban/1/pdf/`"""

    year: int
    number: int
    template: str = ""

    def context(self, page: "DisclosureIndexPage", request: HttpRequest) -> dict[str, Any]:
        """A file has none."""
        raise Http404

    def trail(self, here: str, context: dict[str, Any]) -> list[MenuItem]:
        """A file has none."""
        return []

    def respond(self, page: "DisclosureIndexPage", request: HttpRequest) -> HttpResponseBase:
        """Send the PDF of a published version; it never changes."""
        version = _chosen(self.year, self.number)
        if not version.pdf:
            raise Http404
        name = f"bao-cao-thuong-nien-{self.year}-{request.tenant.slug}.pdf"  # type: ignore[attr-defined]
        response = FileResponse(version.pdf.open("rb"), content_type="application/pdf", filename=name)
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response


def find(components: list[str]) -> "Reports | Report | ReportFile | None":
    """Return the view of an address below the section of reports, or None."""
    match [*components]:
        case []:
            return Reports()
        case [year] if _is_number(year):
            return Report(int(year))
        case [year, word, number] if word == VERSIONS and _is_number(year) and _is_number(number):
            return Report(int(year), int(number))
        case [year, word, number, name] if (word, name) == (VERSIONS, PDF) and _is_number(year) and _is_number(number):
            return ReportFile(int(year), int(number))
    return None


def public_reports() -> list[YearReport]:
    """Return the reports that are public, the newest first."""
    return list(YearReport.objects.filter(version_count__gt=0).defer("draft"))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and not text.startswith("0") and len(text) <= 4


def _versions(year: int) -> list[YearReportVersion]:
    versions = list(YearReportVersion.objects.filter(report__year=year).defer("content"))
    if not versions:
        raise Http404
    return versions


def _chosen(year: int, number: int) -> YearReportVersion:
    version = YearReportVersion.objects.filter(report__year=year, number=number).first()
    if version is None:
        raise Http404
    return version
