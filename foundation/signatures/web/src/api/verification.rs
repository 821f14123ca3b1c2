//! For everybody: signatures verified, and what the certifying centre publishes.

use super::wrong;
use crate::SignaturesWeb;
use crate::form::decode;
use crate::pages::paper::accessed;
use crate::pages::pki::fresh;
use crate::pages::verify::check;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Access, Error, Operation, Refusal, Timestamp};
use orda_signatures::centre::Authority;
use orda_signatures::{Examined, Manifest, PaperSignature, Reason, Report, StepReport};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<SignaturesWeb> {
    OpenApiRouter::new().routes(routes!(verify_signature)).routes(routes!(show_paper)).routes(routes!(list_authorities))
}

/// A signature to be verified. The whole request is at most 1 MiB.
#[derive(Debug, Deserialize, ToSchema)]
struct Verification {
    /// The signed bytes, base64.
    content: String,
    /// The detached CMS: PEM, or DER in base64.
    signature: String,
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
struct VerificationReport {
    /// Did every step pass?
    valid: bool,
    /// Who signed, as the certificate says; says nothing about truth unless `valid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<SignerView>,
    /// The time that the signer's machine claims, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_at: Option<String>,
    /// As of when it was verified, RFC 3339.
    checked_at: String,
    /// Every step, in order.
    steps: Vec<StepView>,
}

/// Who signed. The person's number is left out but for its last four digits.
#[derive(Debug, Serialize, ToSchema)]
struct SignerView {
    name: String,
    /// `••••••••0017`
    iin: String,
    bin: String,
    organisation: String,
    roles: Vec<String>,
    /// Serial number of the certificate, hexadecimal.
    serial: String,
    issuer: String,
}

/// A step of a verification.
#[derive(Debug, Serialize, ToSchema)]
struct StepView {
    /// `structure`, `digest`, `signature`, `chain`, `validity`, `revocation`, `identity` or `role`.
    step: &'static str,
    /// `ok`, `failed` or `not_checked`.
    status: &'static str,
    /// Why it failed: a stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl From<Examined> for VerificationReport {
    fn from(examined: Examined) -> Self {
        let signer = examined.signer.map(|signer| SignerView {
            iin: crate::report::masked(&signer.iin),
            name: signer.name,
            bin: signer.bin,
            organisation: signer.organisation,
            roles: signer.role_oids,
            serial: signer.serial,
            issuer: signer.issuer,
        });
        let report = examined.report;
        Self {
            valid: report.is_good(),
            signer,
            claimed_at: examined.claimed_at.map(Timestamp::rfc3339),
            checked_at: Timestamp::from_seconds(report.at).rfc3339(),
            steps: steps(&report),
        }
    }
}

fn steps(report: &Report) -> Vec<StepView> {
    let view = |entry: &StepReport| StepView {
        step: entry.step.code(),
        status: entry.status.code(),
        reason: entry.reason.map(Reason::code),
    };
    report.steps.iter().map(view).collect()
}

/// Verify a detached signature against the centres that the portal trusts, as of now. For everybody.
#[utoipa::path(post, path = "/api/v1/signatures/verify", tag = "signatures", request_body = Verification,
    responses((status = 200, body = VerificationReport), (status = 409), (status = 413), (status = 422)))]
async fn verify_signature(
    State(app): State<SignaturesWeb>,
    Json(input): Json<Verification>,
) -> Result<Response, WebError> {
    let content = STANDARD.decode(input.content.trim()).map_err(|_| wrong("content"))?;
    let cms = decode(input.signature.as_bytes()).map_err(|error| match error {
        Error::Refused(refusal) if is_malformed(&refusal) => wrong("signature"),
        other => other,
    })?;
    let examined = check(&app, &content, &cms).await?;
    let access = Access::done("signature_verification", hex::encode(Sha256::digest(&content)), Operation::Read)
        .detail(if examined.report.is_good() { "valid" } else { "invalid" });
    Ok(Json(VerificationReport::from(examined)).into_response().accessed(access))
}

fn is_malformed(refusal: &Refusal) -> bool {
    refusal.message.key == "signatures-refusal-malformed"
}

/// A printed form as everybody may see it.
#[derive(Debug, Serialize, ToSchema)]
struct PaperView {
    /// Its code, in groups.
    code: String,
    /// Name of the form: `kk`, `ru`, `en`.
    form: std::collections::BTreeMap<&'static str, String>,
    /// Number of the thing.
    number: String,
    /// Number of the version.
    version: u32,
    /// RFC 3339.
    made_at: String,
    /// The signatures in the order of the paper, each verified now.
    signatures: Vec<PaperSignatureView>,
}

/// A signature of a printed form: who, when, over what digests.
#[derive(Debug, Serialize, ToSchema)]
struct PaperSignatureView {
    /// Does it verify as of the time it was taken in?
    valid: bool,
    /// `draft_sign`, `draft_approve` …
    purpose: &'static str,
    name: String,
    organisation: String,
    roles: Vec<String>,
    /// Serial number of the certificate, hexadecimal.
    serial: String,
    /// RFC 3339.
    received_at: String,
    /// SHA-256 of the signed manifest, hexadecimal.
    manifest_sha256: String,
    /// SHA-256 of every signed part, in order, hexadecimal.
    parts_sha256: Vec<String>,
    steps: Vec<StepView>,
}

impl From<PaperSignature> for PaperSignatureView {
    fn from(signature: PaperSignature) -> Self {
        let record = signature.record;
        let parts = Manifest::from_bytes(&record.manifest).map(|m| m.parts).unwrap_or_default();
        Self {
            valid: signature.report.is_good(),
            purpose: record.purpose.code(),
            name: record.signer.name,
            organisation: record.signer.organisation,
            roles: record.signer.role_oids,
            serial: record.signer.serial,
            received_at: record.received_at.rfc3339(),
            manifest_sha256: hex::encode(Sha256::digest(&record.manifest)),
            parts_sha256: parts.into_iter().map(|part| part.sha256).collect(),
            steps: steps(&signature.report),
        }
    }
}

/// The signatures of a printed form by its code: digests only, each signature verified now. For everybody.
#[utoipa::path(get, path = "/api/v1/verify/{code}", tag = "signatures",
    params(("code" = String, Path, description = "Code beside the QR code, with or without separators")),
    responses((status = 200, body = PaperView), (status = 404), (status = 429)))]
async fn show_paper(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Response, WebError> {
    app.limiter.pass(caller.0.origin.address, app.env.now())?;
    let (paper, signatures) = app.papers.open(&code).await?;
    let access = accessed(&paper);
    let view = PaperView {
        code: paper.printed_code(),
        form: [("kk", paper.form.kk), ("ru", paper.form.ru), ("en", paper.form.en)].into(),
        number: paper.number,
        version: paper.object.version,
        made_at: paper.made_at.rfc3339(),
        signatures: signatures.into_iter().map(Into::into).collect(),
    };
    Ok(Json(view).into_response().accessed(access))
}

/// A root of the built-in centre with its current list.
#[derive(Debug, Serialize, ToSchema)]
struct AuthorityView {
    name: String,
    /// The certificate, DER in base64.
    certificate: String,
    /// The list of revoked certificates, DER in base64.
    crl: String,
    /// Number of the list.
    crl_number: u64,
    /// Until when the list is to be relied upon, RFC 3339.
    crl_next_at: String,
}

impl From<Authority> for AuthorityView {
    fn from(item: Authority) -> Self {
        Self {
            name: item.name,
            certificate: STANDARD.encode(item.certificate),
            crl: STANDARD.encode(item.crl),
            crl_number: item.crl_number,
            crl_next_at: item.crl_next_at.rfc3339(),
        }
    }
}

/// Roots of the built-in centre, newest first, with their lists of revoked certificates. For everybody.
#[utoipa::path(get, path = "/api/v1/certifying-centre", tag = "signatures",
    responses((status = 200, body = Vec<AuthorityView>)))]
async fn list_authorities(State(app): State<SignaturesWeb>) -> Result<Response, WebError> {
    let views: Vec<AuthorityView> = fresh(&app).await?.into_iter().map(Into::into).collect();
    Ok(Json(views).into_response().accessed(Access::done("certifying_centre", "", Operation::Read)))
}
