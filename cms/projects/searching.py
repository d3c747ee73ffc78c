"""How projects and purchases are found."""

from django.utils.translation import gettext_lazy as _

from cms.projects.models import ProjectPage
from cms.shared import searching


@searching.finds("projects.ProjectPage")
class FoundProject(searching.PageKind):
    """A project, tender or purchase."""

    kind, name = "du-an", _("Projects and procurement")

    def body(self, page: ProjectPage) -> str:
        """Field, who pays and by which decision, goal and text."""
        return "\n".join(filter(None, (page.field_of_work, page.funded_by, page.decision, super().body(page))))
