"""Closed lists of the staff directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonRole(models.TextChoices):
    """What somebody is, for the order of lists and for what the law wants shown."""

    HEAD = "head", _("Head (principal, head of the office)")
    DEPUTY = "deputy", _("Deputy head")
    OFFICER = "officer", _("Officer (of the education office)")
    TEACHER = "teacher", _("Teacher")
    STAFF = "staff", _("Other staff")


LEADERS = (PersonRole.HEAD, PersonRole.DEPUTY)
# Their telephone and e-mail are shown by law: TT 37/2020 Điều 9, NĐ 43/2011 Điều 10.1.k.
PUBLIC_ROLES = frozenset({PersonRole.HEAD, PersonRole.DEPUTY, PersonRole.OFFICER})


class Scope(models.TextChoices):
    """Whom a page of people shows."""

    LEADERS = "leaders", _("Leaders only")
    EVERYONE = "everyone", _("Everybody who is shown")
