"""What the check of a signature found, in words a parent understands."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.documents.models import SignatureReport


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """A sentence, the tone it is shown in (good, warn, bad, plain) and an icon."""

    text: str
    tone: str
    icon: str


def words_for(report: "SignatureReport | None") -> SignatureWords:
    """Return what to say of a PDF; None means that it has not been checked yet."""
    if report is None:
        return SignatureWords(_("The digital signature is being checked."), "plain", "clock")
    states = report.State
    known = {
        states.TRUSTED: ("good", "check-badge"),
        states.UNVERIFIED: ("warn", "question-mark-circle"),
        states.MODIFIED: ("bad", "exclamation-triangle"),
        states.UNSIGNED: ("plain", "document-text"),
        states.ENCRYPTED: ("plain", "lock-closed"),
        states.UNREADABLE: ("plain", "question-mark-circle"),
    }
    return SignatureWords(_sentence(report), *known[states(report.state)])


def _sentence(report: "SignatureReport") -> str:
    states = report.State
    signers = "; ".join(_signer(signature) for signature in report.signatures)
    sentences = {
        states.TRUSTED: _("Digitally signed by %(signers)s. The content has not been changed since.")
        % {"signers": signers},
        states.UNVERIFIED: _(
            "There is a digital signature (%(signers)s), but its chain of certificates could not be verified. "
            "The content has not been changed since signing."
        )
        % {"signers": signers},
        states.MODIFIED: _("The file was changed after signing. Please compare it with the original."),
        states.UNSIGNED: _("No digital signature."),
        states.ENCRYPTED: _("The digital signature could not be checked: the file is locked by a password."),
        states.UNREADABLE: _("The digital signature could not be checked: the file is too large or damaged."),
    }
    return sentences[states(report.state)]


def _signer(signature: dict[str, Any]) -> str:
    name = signature.get("signer") or _("unknown")
    moment = signature.get("signed_at")
    if not moment:
        return str(name)
    day = timezone.localtime(dt.datetime.fromisoformat(moment))
    return _("%(name)s on %(day)s") % {"name": name, "day": f"{day:%d/%m/%Y}"}
