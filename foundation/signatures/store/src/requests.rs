//! Rows of requests, certificates and authorities.

use orda_base::{Error, Result};
use orda_signatures::centre::{
    Authority, CertificateRequest, IssuedCertificate, RequestState, RevocationReason, RevokedState,
};
use orda_store::row::{code, column, json, parsed, parsed_or_none, time, time_or_none};
use sqlx::any::AnyRow;

pub(crate) const REQUEST: &str = "id, person_id, body_id, spki, key_name, spki_sha256, state, reason, requested_at, \
     decided_at, decided_by, certificate_id";

pub(crate) const CERTIFICATE: &str = "id, authority_id, person_id, body_id, serial, sha256, certificate, subject, \
     spki_sha256, not_before, not_after, issued_at, issued_by, revoked_at, revoked_by, revocation_reason";

pub(crate) const AUTHORITY: &str =
    "id, name, certificate, sealed_key, created_at, crl_number, crl, crl_made_at, crl_next_at";

pub(crate) fn request(row: &AnyRow) -> Result<CertificateRequest> {
    Ok(CertificateRequest {
        id: parsed(row, "id")?,
        person: parsed(row, "person_id")?,
        body: parsed(row, "body_id")?,
        spki: column(row, "spki")?,
        key_name: column(row, "key_name")?,
        spki_sha256: column(row, "spki_sha256")?,
        state: code(row, "state", RequestState::from_code)?,
        reason: column(row, "reason")?,
        requested_at: time(row, "requested_at")?,
        decided_at: time_or_none(row, "decided_at")?,
        decided_by: parsed_or_none(row, "decided_by")?,
        certificate: parsed_or_none(row, "certificate_id")?,
    })
}

pub(crate) fn certificate(row: &AnyRow) -> Result<IssuedCertificate> {
    let revoked = match time_or_none(row, "revoked_at")? {
        Some(at) => Some(RevokedState {
            at,
            by: parsed_or_none(row, "revoked_by")?,
            reason: code(row, "revocation_reason", RevocationReason::from_code)?,
        }),
        None => None,
    };
    Ok(IssuedCertificate {
        id: parsed(row, "id")?,
        authority: parsed(row, "authority_id")?,
        person: parsed(row, "person_id")?,
        body: parsed(row, "body_id")?,
        serial: column(row, "serial")?,
        sha256: column(row, "sha256")?,
        certificate: column(row, "certificate")?,
        subject: json(row, "subject")?,
        spki_sha256: column(row, "spki_sha256")?,
        not_before: time(row, "not_before")?,
        not_after: time(row, "not_after")?,
        issued_at: time(row, "issued_at")?,
        issued_by: parsed_or_none(row, "issued_by")?,
        revoked,
    })
}

pub(crate) fn authority(row: &AnyRow) -> Result<Authority> {
    Ok(Authority {
        id: parsed(row, "id")?,
        name: column(row, "name")?,
        certificate: column(row, "certificate")?,
        sealed_key: column(row, "sealed_key")?,
        created_at: time(row, "created_at")?,
        crl_number: number(column(row, "crl_number")?)?,
        crl: column(row, "crl")?,
        crl_made_at: time(row, "crl_made_at")?,
        crl_next_at: time(row, "crl_next_at")?,
    })
}

/// A counter as it is in the database.
pub(crate) fn number(value: i64) -> Result<u64> {
    u64::try_from(value).map_err(Error::internal)
}
