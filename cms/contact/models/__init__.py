"""Models of cms.contact."""

from cms.contact.models.faq import FaqEntry
from cms.contact.models.pages import ContactPage, FaqPage, QuestionIndexPage
from cms.contact.models.privacy import PrivacyPage
from cms.contact.models.question import Question

__all__ = ["ContactPage", "FaqEntry", "FaqPage", "PrivacyPage", "Question", "QuestionIndexPage"]
