"""Accounts of the demo: the same at every start, other ones on every machine."""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group

from cms.core import roles

# user name -> (group, role as printed)
LOGINS = {
    "bien-tap": (roles.EDITORS, "editor"),
    "hieu-truong": (roles.APPROVERS, "principal"),
    "quan-tri": (roles.ADMINISTRATORS, "administrator"),
    "van-thu": (roles.CLERKS, "clerk"),
    "ke-toan": (roles.ACCOUNTANTS, "accountant"),
}
# Rounds of hashing; these passwords are random and printed on the screen.
HASTY = 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the list that `make demo` prints."""

    host: str
    username: str
    password: str
    role: str

    @property
    def email(self) -> str:
        """An address that nobody outside this machine can have."""
        return f"{self.username}@{self.host}"


def accounts_of(host: str) -> list[Account]:
    """Return the accounts of one site. Passwords come from this machine's own key."""
    return [Account(host, name, _password(host, name), role) for name, (_group, role) in LOGINS.items()]


def create_accounts(host: str, names: dict[str, str]) -> None:
    """Make the accounts in the current school; `names` gives each user name its person."""
    users = get_user_model()
    for account in accounts_of(host):
        family, _, given = names[account.username].rpartition(" ")
        user, _created = users.objects.get_or_create(
            username=account.username, defaults={"first_name": given, "last_name": family}
        )
        user.email = account.email
        user.password = _hashed(account.password)
        user.save()
        user.groups.set([Group.objects.get(name=LOGINS[account.username][0])])


def _hashed(password: str) -> str:
    """Stored in a hurry, since sixty-five of them take half a minute; whoever signs in gets a proper hash."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), HASTY)


def _password(host: str, username: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{host} {username}".encode(), hashlib.sha256).hexdigest()
    return f"demo-{digest[:10]}"
