"""Decisions behind the site."""

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowPage

from cms.compliance.checks.common import asked_fields, home_page, missing, outdated, passed
from cms.compliance.models import SelfCheck
from cms.compliance.recent import older_than
from cms.core import roles
from cms.core.requirements import Finding, State, checks
from tenants.models import School


@checks("gov-editorial")
def editorial_board(school: School) -> Finding:
    """The decision names a head, editors and an administrator; pages go through approval."""
    asked = asked_fields("board_number", "board_date", "board_head", "board_editors", "board_administrator")
    if asked.state != State.PASSED:
        return asked
    if not WorkflowPage.objects.filter(page_id=home_page().pk, workflow__active=True).exists():
        return missing(_("Pages do not go through approval."), reverse("wagtailadmin_workflows:index"))
    for name in (roles.EDITORS, roles.APPROVERS):
        if not Group.objects.filter(name=name, user__is_active=True).exists():
            return missing(
                _("Nobody has an account in the role “%(role)s”.") % {"role": name}, reverse("wagtailusers_users:index")
            )
    return passed()


@checks("gov-inspection")
def inspection(school: School) -> Finding:
    """Somebody has confirmed the self-check within a year."""
    report = reverse("requirements:report")
    newest = SelfCheck.objects.order_by("-confirmed_at").first()
    if newest is None:
        return missing(_("Nobody has confirmed a self-check yet: read the report and confirm it."), report)
    if older_than(timezone.localdate(newest.confirmed_at), days=365):
        return outdated(_("The last self-check was confirmed more than a year ago."), report)
    return passed()


@checks("hcm-admins")
def assigned_administrators(school: School) -> Finding:
    """The decision that names leader and administrators."""
    return asked_fields("assignment_number", "assignment_date")
