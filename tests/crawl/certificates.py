"""An authority of our own for servers on loopback: a root, an intermediate below it, and leaves as good or bad as a test wants them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """The certificate as a file holds it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The key as a file holds it."""
        form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return self.key.private_bytes(serialization.Encoding.PEM, form, bare)


def issue(name: str, by: Issued | None = None, *, is_authority: bool = False, ends: datetime = NOW + HOUR) -> Issued:
    """A certificate for a name, signed by another or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = by or None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(NOW, ends) - HOUR)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not is_authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    signer = issuer.key if issuer else key
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return Issued(builder.add_extension(authority, critical=False).sign(signer, hashes.SHA256()), key)


@cache
def root() -> Issued:
    """The root that only the operator knows, as the national one."""
    return issue("Учебный корневой центр", is_authority=True)


@cache
def intermediate() -> Issued:
    """The authority below the root."""
    return issue("Учебный промежуточный центр", root(), is_authority=True)


def serving(leaf: Issued, *chain: Issued, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    """How a server with this certificate speaks TLS; it sends the chain that is given, and no newer protocol than is said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leaf.pem"
        path.write_bytes(leaf.key_pem + leaf.pem + b"".join(one.pem for one in chain))
        context.load_cert_chain(path)
    if newest is not None:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = newest
    return context


def roots_file(folder: Path, *trusted: Issued) -> Path:
    """The operator's file of additional certificates."""
    folder.mkdir(exist_ok=True)
    path = folder / "roots.pem"
    path.write_bytes(b"".join(one.pem for one in trusted))
    return path
