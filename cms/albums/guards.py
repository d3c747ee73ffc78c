"""No album goes on the site without the school's word that the parents agree (Luật 91/2025/QH15)."""

from typing import Any

from django.utils.translation import gettext as _

from cms.albums.models import AlbumPage
from cms.core.models import BasePage
from cms.core.publication import Children, Remark


class ConsentGuard:
    """Asked on every way to publish; the form says the same beside the field."""

    def remarks(self, page: BasePage, children: Children | None = None) -> list[Remark]:
        return []

    def decide(self, page: BasePage, user: Any, remarks: list[Remark], reason: str) -> None:
        """Nothing here can be decided otherwise."""

    def objection(self, page: BasePage, user: Any) -> str:
        return ""

    def refusal(self, page: BasePage, revision: Any, user: Any) -> str:
        is_album = page.specific_class is AlbumPage
        if is_album and not revision.as_object().parents_consent:
            return _("The album has no word yet that the parents agree.")
        return ""
