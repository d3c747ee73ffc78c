"""PDFs of every sort, made and signed here with throw-away certificates."""

import datetime as dt
import io
from functools import cache

from asn1crypto import keys, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

PERSON = "Nguyễn Văn Thử"


def plain() -> bytes:
    """A page with nothing on it."""
    writer = PdfFileWriter()
    writer.insert_page(
        PageObject(
            contents=writer.add_object(generic.StreamObject(stream_data=b"")),
            media_box=generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
        )
    )
    return _written(writer)


def encrypted() -> bytes:
    writer = PdfFileWriter()
    writer.insert_page(
        PageObject(
            contents=writer.add_object(generic.StreamObject(stream_data=b"")),
            media_box=generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
        )
    )
    writer.encrypt(owner_pass="chủ", user_pass="khóa")
    return _written(writer)


def _written(writer) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@cache
def authority():
    """(key, certificate) that signs the signers."""
    return _certificate("Gốc thử nghiệm", None)


@cache
def person():
    return _certificate(PERSON, authority())


def _certificate(name: str, issuer):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = dt.datetime.now(dt.UTC)
    builder = (
        cx509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(cx509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=30))
        .add_extension(cx509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            cx509.KeyUsage(
                digital_signature=issuer is not None,
                content_commitment=issuer is not None,
                key_cert_sign=issuer is None,
                crl_sign=issuer is None,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    certificate = builder.sign(issuer[0] if issuer else key, hashes.SHA256())
    return key, certificate


def root_pem() -> bytes:
    return authority()[1].public_bytes(serialization.Encoding.PEM)


def _asn1(certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def signed(content: bytes | None = None, field: str = "ChuKy1") -> bytes:
    """Signed by `person`, whose certificate `authority` has issued."""
    key, certificate = person()
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register(_asn1(authority()[1]))
    signer = signers.SimpleSigner(
        signing_cert=_asn1(certificate), signing_key=keys.PrivateKeyInfo.load(der), cert_registry=store
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content or plain()))
    signature = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    return signers.sign_pdf(writer, signature, signer=signer).getvalue()


def tampered() -> bytes:
    """One byte of what was signed is another."""
    content = signed()
    at = content.index(b"/MediaBox")
    return content[:at] + content[at:].replace(b"842", b"841", 1)


def changed_by_appending() -> bytes:
    """The signed bytes are untouched; a later revision shows something else."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.mark_update(page.get_container_ref() if hasattr(page, "get_container_ref") else page.container_ref)
    return _written(writer)
