"""Does the office tell of its projects and purchases (NĐ 43/2011 Điều 10.1.h)?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.requirements import Finding, State, checks
from cms.projects.models import ProjectIndexPage, ProjectPage
from tenants.models import School


@checks("cat-office-procure")
def projects(school: School) -> Finding:
    """The list is there and not empty, each entry tells its eight facts, and none is past its end unnoticed."""
    if not school.is_portal:
        return Finding(State.NOT_APPLICABLE)
    index = ProjectIndexPage.objects.live().public().first()
    if index is None:
        return Finding(State.MISSING, _("The section is not published."), reverse("wagtailadmin_explore_root"))
    pages = list(ProjectPage.objects.child_of(index).live().public())
    if not pages:
        fix = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", index.pk])
        return Finding(State.MISSING, _("No project and no purchase is published."), fix)
    for page in pages:
        if not page.is_complete:
            return Finding(
                State.MISSING, _("“%(title)s” lacks one of the eight facts.") % {"title": page.title}, _edit(page)
            )
    for page in pages:
        if page.is_overdue:
            return Finding(
                State.OUTDATED,
                _("“%(title)s” should have ended: say how far it has come.") % {"title": page.title},
                _edit(page),
            )
    return Finding(State.PASSED)


def _edit(page: ProjectPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
