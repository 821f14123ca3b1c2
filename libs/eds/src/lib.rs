//! Electronic digital signatures, read strictly and judged step by step: [`verify`] for one detached CMS signature,
//! [`validate`] for every form up to CAdES-LTA, [`asic`] for containers, [`path`] for certificates alone.
//!
//! The crate is pure: bytes, a time and what is trusted go in, a [`Report`] comes out. It opens no file, asks no clock and
//! fetches nothing. Making things ([`make`]) draws random numbers of the operating system.
//!
//! Signatures of GOST are judged by two, `gost` and OpenSSL, and count when both say yes. Only where a caller says
//! [`Care::Kept`], or [`verify_again`], of what was taken in before, by `gost` alone. (OpenSSL reads its own configuration
//! when it is first asked; judging touches no file.)
//!
//! ```
//! use eds::{make, Name, Profile, Trust};
//!
//! # fn main() -> eds::Result<()> {
//! let pkcs8 = make::SigningKey::generate_p256()?;
//! let key = make::SigningKey::from_pkcs8(&pkcs8)?;
//! let name = Name::of(&[(eds::attribute::CN, "Root")])?;
//! let root = make::root(&make::Template {
//!     serial: &[1], subject: &name, spki: &key.spki()?, not_before: 0, not_after: 1000,
//!     kind: make::Kind::Authority { path_length: 0 }, crl_url: None,
//! }, &key)?;
//! let crl = make::crl(&root, &key, 1, 0, 1000, &[])?;
//! let trust = Trust { anchors: &[root], intermediates: &[], crls: &[crl], profile: &Profile::kazakhstan(), rules: &[] };
//! let outcome = eds::verify(b"content", b"no signature", &trust, None, 500);
//! assert!(!outcome.report.is_good());
//! # Ok(())
//! # }
//! ```
//!
//! Invariants:
//! - Signatures are checked over the bytes as received, never over something encoded again.
//! - What is not understood is refused: unknown critical extensions, algorithms, attributes given twice, trailing bytes.
//! - What cannot be learned is refused: no fresh list of revoked certificates, no verdict "good".
//! - No input makes it panic; every input has a limit in length, depth and work.

mod algorithm;
pub mod asic;
mod asn1;
mod ber;
mod certificate;
pub mod chain;
mod cms;
mod crl;
mod digest;
mod envelope;
mod general_name;
mod list;
pub mod make;
mod memo;
mod name;
mod ocsp;
pub mod path;
pub mod pem;
mod profile;
mod question;
mod reason;
pub mod record;
mod report;
mod soundness;
mod stamp;
pub mod strength;
mod time;
pub mod validate;
mod verify;
mod zip_form;

pub use algorithm::{Care, Identifier as AlgorithmIdentifier, PublicKey};
pub use certificate::{Certificate, serial_hex};
pub use cms::{LIMIT as CMS_LIMIT, SignedData, Signer};
pub use crl::{Crl, Revocation, RevocationReason};
pub use digest::{Digest, Hasher};
pub use envelope::{Attribute, Content, Envelope, SignerInfo};
pub use general_name::GeneralName;
pub use list::{LIMIT as LIST_LIMIT, ListEntry, RevocationList};
pub use name::Name;
pub use ocsp::{CertificateStatus, OcspResponse, SingleResponse};
pub use profile::{Profile, Subject, purpose};
pub use question::{CertificateId, LIMIT as QUESTION_LIMIT, OcspRequest, StampRequest};
pub use reason::{Error, Reason, Result};
pub use report::{Report, Status, Step, StepReport};
pub use stamp::{StampInfo, TimeStamp};
pub use time::{parse as parse_time, text as time_text};
pub use verify::{Expectation, ExpectedRole, Outcome, Trust, judge_certificate, verify, verify_again};

/// Identifiers of the attributes that names are made of.
pub mod attribute {
    pub use const_oid::ObjectIdentifier;
    pub use const_oid::db::rfc4519::{CN, COUNTRY_NAME, GIVEN_NAME, ORGANIZATION_NAME, OU, SERIAL_NUMBER, SURNAME};
}
