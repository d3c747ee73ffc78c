"""Models of the disclosures app."""

from cms.disclosures.models.disclosure import Disclosure, DisclosureSet, Version
from cms.disclosures.models.page import DisclosureIndexPage

__all__ = ["Disclosure", "DisclosureIndexPage", "DisclosureSet", "Version"]
