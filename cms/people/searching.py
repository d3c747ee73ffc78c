"""How people are found: by name, post and unit, never by a number."""

from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.core.navigation import site_path
from cms.people.enums import LEADERS, Scope
from cms.people.models import PeoplePage, Person
from cms.shared import searching
from cms.shared.findable import Findable
from cms.shared.page_texts import public_page


@searching.finds("people.Person")
class FoundPerson(searching.Kind):
    """Somebody whom a page of people shows."""

    kind, name = "nhan-su", _("Staff")

    def entries(self, object_id: int) -> Iterable[Findable]:
        """Name, post, unit and duties: what every visitor reads of everybody shown."""
        person = Person.objects.shown().filter(pk=object_id).select_related("unit").first()
        page = _page_of(person) if person else None
        if person and page:
            unit = person.unit.name if person.unit else ""
            yield Findable(
                title=person.name,
                path=site_path(page.url_path),
                kind=self.kind,
                label=person.post,
                summary=". ".join(filter(None, (unit, person.duties))),
                # Asked for by name; a duty in common words says less than a page about it.
                weight=-2,
            )


def _page_of(person: Person) -> PeoplePage | None:
    pages = PeoplePage.objects
    if person.role in LEADERS and (page := public_page(pages.filter(scope=Scope.LEADERS))):
        return page  # type: ignore[no-any-return]
    return public_page(pages.filter(scope=Scope.EVERYONE))  # type: ignore[no-any-return]


@searching.finds("people.PeoplePage")
class FoundPeople(searching.PageKind):
    """A page of people; with it come and go those it shows."""

    shows: ClassVar[tuple[str, ...]] = ("people.Person",)
