"""Models of cms.documents."""

from cms.documents.models.headings import DocumentField, DocumentKind
from cms.documents.models.index_page import DocumentIndexPage
from cms.documents.models.page import OfficialDocumentPage
from cms.documents.models.parts import DocumentFile, DocumentRelation
from cms.documents.models.signature import SignatureReport

__all__ = [
    "DocumentField",
    "DocumentFile",
    "DocumentIndexPage",
    "DocumentKind",
    "DocumentRelation",
    "OfficialDocumentPage",
    "SignatureReport",
]
