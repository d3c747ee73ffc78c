"""What a site gives, what it has taken over, what it was told."""

from cms.syndication.models.copies import CopyPage
from cms.syndication.models.directives import SeenDirective, SentDirective, SentFile
from cms.syndication.models.offers import Decision, Offer

__all__ = ["CopyPage", "Decision", "Offer", "SeenDirective", "SentDirective", "SentFile"]
