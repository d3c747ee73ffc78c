"""How schools are found: their home page stands for them."""

from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core.languages import is_english
from cms.shared import searching
from cms.shared.findable import Findable
from tenants.registry import registry
from tenants.schema import connection


@searching.finds("home.SchoolHomePage")
@searching.finds("home.PortalHomePage")
class FoundSchool(searching.PageKind):
    """A school by its name, ward and address."""

    kind, name = "truong", _("Schools")
    weight: ClassVar[int] = 2

    def of_page(self, page: Any) -> Findable:
        """The school's name in place of the page's title."""
        said, school = super().of_page(page), registry.school_for_schema(connection.schema_name)
        if school is None or is_english(page.url_path):
            return said
        names = "\n".join(dict.fromkeys((school.short_name, page.title)))
        return replace(
            said,
            title=school.name,
            label=school.ward,
            summary=page.summary or school.address,
            body=f"{names}\n{said.body}",
        )
