"""CAdES signatures by pyHanko: verifies ours, makes its own.

    cades.py verify CONTENT CMS AT ROOTS.pem LIST.crl...   prints JSON: what pyHanko says of the signature
    cades.py sign CONTENT KEY.pem CERTIFICATE.pem TSA_KEY.pem TSA_CERTIFICATE.pem AT B.p7s T.p7s
        writes a CAdES-B and a CAdES-T signature, both detached

AT: seconds since 1970 UTC.
"""

import asyncio
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from asn1crypto import cms
from pyhanko.keys import load_cert_from_pemder, load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

# Documents, not mail: whoever signs them may not deny it.
USAGE = KeyUsageConstraints(key_usage={"non_repudiation"})


def moment(text):
    """A time."""
    return datetime.fromtimestamp(int(text), tz=timezone.utc)


def verify(content, signature, at, roots, *lists):
    """Signature, path, revocation by the lists alone, and the stamp when there is one."""
    content = Path(content).read_bytes()
    signed = cms.ContentInfo.load(Path(signature).read_bytes())["content"]
    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder([roots])),
        crls=[Path(path).read_bytes() for path in lists],
        moment=moment(at),
        allow_fetching=False,
        revocation_mode="require",
        retroactive_revinfo=True,
    )
    status = asyncio.run(
        async_validate_detached_cms(content, signed, signer_validation_context=context, key_usage_settings=USAGE)
    )
    stamp = status.timestamp_validity
    said = {
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "good": status.bottom_line,
        "signer": status.signing_cert.subject.native.get("serial_number"),
        "stamped": None if stamp is None else int(stamp.timestamp.timestamp()),
        "stamp_trusted": None if stamp is None else stamp.valid and stamp.trusted,
    }
    print(json.dumps(said))


def sign(content, key, certificate, tsa_key, tsa_certificate, at, plain, stamped):
    """CAdES-B and CAdES-T."""
    content = Path(content).read_bytes()
    signer = SimpleSigner(
        signing_cert=load_cert_from_pemder(certificate),
        signing_key=load_private_key_from_pemder(key, passphrase=None),
        cert_registry=SimpleCertificateStore(),
    )
    stamper = DummyTimeStamper(
        tsa_cert=load_cert_from_pemder(tsa_certificate),
        tsa_key=load_private_key_from_pemder(tsa_key, passphrase=None),
        fixed_dt=moment(at),
    )
    attributes = PdfCMSSignedAttributes(signing_time=moment(at), cades_signed_attrs=CAdESSignedAttrSpec())
    for path, timestamper in ((plain, None), (stamped, stamper)):
        made = asyncio.run(
            signer.async_sign_general_data(
                content,
                "sha256",
                detached=True,
                use_cades=True,
                timestamper=timestamper,
                signed_attr_settings=attributes,
            )
        )
        Path(path).write_bytes(made.dump())


COMMANDS = {"verify": verify, "sign": sign}
COMMANDS[sys.argv[1]](*sys.argv[2:])
