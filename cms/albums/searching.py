"""How albums and videos are found: by title and description, not picture by picture."""

from django.utils.translation import gettext_lazy as _

from cms.shared import searching


@searching.finds("albums.AlbumPage")
@searching.finds("albums.VideoPage")
class FoundAlbum(searching.PageKind):
    """An album or a video."""

    kind, name = "hinh-anh", _("Albums and videos")
