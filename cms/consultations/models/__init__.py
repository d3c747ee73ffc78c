"""Models of cms.consultations."""

from cms.consultations.models.comment import Comment
from cms.consultations.models.pages import ConsultationIndexPage, ConsultationPage

__all__ = ["Comment", "ConsultationIndexPage", "ConsultationPage"]
