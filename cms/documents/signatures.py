"""Checking the digital signatures of a PDF with pyHanko: never asks the network.

Whether a chain of certificates is trusted depends on the roots in the folder of
`SIGNATURE_TRUST_ROOTS` alone (docs/signatures.md); without any, nothing is ever called trusted.
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from cms.documents.models import SignatureReport

logger = logging.getLogger(__name__)
State = SignatureReport.State
# What may be appended after a signature without changing what was signed: time stamps, further signatures.
HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
MAX_SIGNATURES = 20


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, and by whom the file is signed."""

    state: State
    signatures: list[dict[str, str]] = field(default_factory=list)


def trust_roots(folder: str) -> list[x509.Certificate]:
    """Return the certificates (PEM or DER) in a folder; none if there is no folder."""
    if not folder or not Path(folder).is_dir():
        return []
    files = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in {".pem", ".crt", ".cer", ".der"})
    return list(load_certs_from_pemder([str(path) for path in files]))


def inspect(content: bytes, roots: Sequence[x509.Certificate]) -> Result:
    """Return what the signatures of a PDF say. Whatever is wrong with the file, it returns."""
    try:
        reader = PdfFileReader(io.BytesIO(content))
        if reader.encrypted:
            return Result(State.ENCRYPTED)
        embedded = reader.embedded_regular_signatures[:MAX_SIGNATURES]
        if not embedded:
            return Result(State.UNSIGNED)
        return _judge([_check(signature, roots) for signature in embedded])
    except Exception as error:
        logger.warning("A PDF cannot be checked: %s", type(error).__name__)
        return Result(State.UNREADABLE)


def _check(signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> tuple[State, dict[str, str]]:
    # An empty list, never None: pyHanko would take the machine's own roots.
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(signature, signer_validation_context=context)
    if not (status.intact and status.valid) or status.modification_level not in HARMLESS or not status.docmdp_ok:
        state = State.MODIFIED
    else:
        state = State.TRUSTED if status.trusted else State.UNVERIFIED
    return state, _who(signature)


def _who(signature: EmbeddedPdfSignature) -> dict[str, str]:
    name: dict[str, Any] = signature.signer_cert.subject.native
    signer = name.get("common_name") or name.get("organization_name") or ""
    moment = signature.self_reported_timestamp
    return {"signer": str(signer)[:200], "signed_at": moment.isoformat() if moment else ""}


def _judge(checked: list[tuple[State, dict[str, str]]]) -> Result:
    """The worst of all signatures counts."""
    worst = max((State.TRUSTED, State.UNVERIFIED, State.MODIFIED).index(state) for state, _who in checked)
    state = (State.TRUSTED, State.UNVERIFIED, State.MODIFIED)[worst]
    return Result(state, [who for _state, who in checked])
