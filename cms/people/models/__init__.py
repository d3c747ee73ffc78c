"""Models of cms.people."""

from cms.people.models.pages import OrganisationPage, PeoplePage
from cms.people.models.person import Person
from cms.people.models.unit import Unit

__all__ = ["OrganisationPage", "PeoplePage", "Person", "Unit"]
