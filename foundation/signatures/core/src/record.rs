//! A signature that was accepted, with everything needed to check it again.

use crate::{ObjectRef, Purpose};
use eds::Report;
use orda_base::{BodyId, PersonId, Timestamp, id_type};
use serde::{Deserialize, Serialize};

id_type!(
    /// An accepted signature.
    SignatureId
);

/// Who signed, as the certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signer {
    /// Name of the person (common name, with the patronymic where the certificate has it).
    pub name: String,
    /// Individual identification number: 12 digits.
    pub iin: String,
    /// Business identification number of the body: 12 digits; empty in a certificate of an individual.
    pub bin: String,
    /// Name of the body; empty in a certificate of an individual.
    pub organisation: String,
    /// Role identifiers of the certificate (`1.2.398.3.3.4.1.2.1` is the first head).
    pub role_oids: Vec<String>,
    /// Serial number of the certificate, hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub certificate_sha256: String,
    /// Common name of the issuer.
    pub issuer: String,
    /// Beginning of the certificate's validity.
    pub not_before: Option<Timestamp>,
    /// End of the certificate's validity.
    pub not_after: Option<Timestamp>,
}

/// A signature that was accepted: kept for ever, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRecord {
    /// Its id.
    pub id: SignatureId,
    /// What is signed.
    pub object: ObjectRef,
    /// Why it was signed.
    pub purpose: Purpose,
    /// The bytes that are signed.
    pub manifest: Vec<u8>,
    /// The detached CMS, DER.
    pub cms: Vec<u8>,
    /// The person who signed.
    pub person: PersonId,
    /// The body for which was signed.
    pub body: BodyId,
    /// The person in whose place was signed (acting head).
    pub acting_for: Option<PersonId>,
    /// Who signed, as the certificate says.
    pub signer: Signer,
    /// When it was taken in and verified; re-verification is as of this time.
    pub received_at: Timestamp,
    /// The report of the verification when it was taken in.
    pub report: Report,
}
