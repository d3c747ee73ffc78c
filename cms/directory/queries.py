"""What a visitor asks of the directory, from the address to the answer."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

from cms.shared.models import SchoolEntry
from cms.shared.models.directory import SchoolEntryQuerySet
from cms.shared.schools import KINDS, Finder, finder
from tenants.slugs import vietnamese_slug

ADDRESS = "/truong/"
MAX_NAME = 100
TABLE = "bang"


@dataclass(frozen=True)
class Question:
    """Filters as they stand in the address; whatever makes no sense is left out."""

    name: str = ""
    kind: str = ""
    ward: str = ""
    view: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Question":
        """Read the filters of a request."""
        kind = request.GET.get("loai", "")
        return cls(
            name=" ".join(request.GET.get("ten", "").replace("\x00", " ").split())[:MAX_NAME],
            kind=kind if kind in KINDS else "",
            ward=vietnamese_slug(request.GET.get("phuong", "")[:MAX_NAME]),
            view=TABLE if request.GET.get("xem") == TABLE else "",
        )

    @cached_property
    def finder(self) -> Finder:
        """What there is to choose from."""
        return finder()

    @property
    def ward_name(self) -> str:
        """The ward as people write it, or "" when there is none of that address."""
        return next((ward.label for ward in self.finder.wards if ward.value == self.ward), "")

    @property
    def is_filtered(self) -> bool:
        """Whether only some schools were asked for."""
        return bool(self.name or self.kind or self.ward)

    def entries(self) -> SchoolEntryQuerySet:
        """Return what was asked for, by name."""
        found = SchoolEntry.objects.listed().named(self.name)
        if self.kind:
            found = found.filter(school__kind=self.kind)
        if self.ward:
            found = found.filter(school__ward=self.ward_name) if self.ward_name else found.none()
        return found.select_related("school", "school__authority").by_name()

    def query(self, **changes: str) -> str:
        """Return the filters as a query string, with some of them changed; no "?" in front."""
        values = {"ten": self.name, "loai": self.kind, "phuong": self.ward, "xem": self.view, **changes}
        return urlencode({name: value for name, value in values.items() if value})
