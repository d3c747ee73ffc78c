"""How articles that were taken over are found: as news of this site, below the original."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.shared import searching


@searching.finds("syndication.CopyPage")
class FoundCopy(searching.PageKind):
    """An article of another site."""

    kind, name = "tin-tuc", _("News")
    weight: ClassVar[int] = -2
