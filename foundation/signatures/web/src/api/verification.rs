//! For everybody: signatures verified, and what the certifying centre publishes.

use super::wrong;
use crate::SignaturesWeb;
use crate::form::decode;
use crate::pages::paper::accessed;
use crate::pages::pki::fresh;
use crate::pages::verify::{Brought, check};
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Access, Error, Operation, Refusal, Result, Timestamp};
use orda_signatures::centre::Authority;
use orda_signatures::eds::validate::{Level, SignerReport, Validation, Verdict};
use orda_signatures::evidence::Proof;
use orda_signatures::{Examined, Manifest, PaperSignature, Reason, Report, StepReport};
use orda_web::{Accounted, Json, Path, Response, WebError};
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
    /// The signed bytes, base64. Left out when they are inside the signature, and for a container.
    #[serde(default)]
    content: String,
    /// The signature (CMS or `CAdES` of any level): PEM, or DER in base64. Or a container (ASiC-E) in base64.
    signature: String,
    /// A document, base64, to be looked for among the parts that the signed bytes list.
    #[serde(default)]
    document: String,
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
struct VerificationReport {
    /// Is it valid now, by its stamps and evidence or without any?
    valid: bool,
    /// `valid`, `indeterminate` or `invalid`.
    verdict: &'static str,
    /// The level that is proven: `cms`, `b`, `t`, `lt` or `lta`; that of the first signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_level: Option<&'static str>,
    /// The signature is proven to have existed then, RFC 3339; that of the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_at: Option<String>,
    /// Name of the signed part that is the document; absent when it is none of them, or none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    document_part: Option<String>,
    /// The whole report, `orda-validation-1`: each check of each signature. Numbers of people are left out but for the last
    /// four digits.
    #[schema(value_type = Object)]
    validation: serde_json::Value,
    /// Who signed, as the certificate says; says nothing about truth unless `valid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<SignerView>,
    /// The time that the signer's machine claims, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_at: Option<String>,
    /// As of when it was verified, RFC 3339.
    checked_at: String,
    /// Every step of the strict check by which the portal takes signatures in: detached, one signer, as of now, stamps and
    /// evidence not regarded. Empty for a container and for content inside.
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

/// The report with the numbers of people masked.
fn for_everybody(mut validation: Validation) -> Result<serde_json::Value> {
    for signer in validation.signatures.iter_mut().filter_map(|s| s.signer.as_mut()) {
        signer.iin = crate::report::masked(&signer.iin);
    }
    serde_json::to_value(validation).map_err(Error::internal)
}

impl VerificationReport {
    fn of(brought: Brought, examined: Option<Examined>) -> Result<Self> {
        let first = brought.validation.signatures.first();
        let signer = examined.as_ref().and_then(|e| e.signer.clone()).map(|signer| SignerView {
            iin: crate::report::masked(&signer.iin),
            name: signer.name,
            bin: signer.bin,
            organisation: signer.organisation,
            roles: signer.role_oids,
            serial: signer.serial,
            issuer: signer.issuer,
        });
        let moment = |seconds: Option<i64>| seconds.map(|s| Timestamp::from_seconds(s).rfc3339());
        Ok(Self {
            valid: brought.validation.verdict == Verdict::Valid,
            verdict: brought.validation.verdict.code(),
            proven_level: first.and_then(|s| s.proven_level).map(Level::code),
            proven_at: moment(first.and_then(|s| s.proven_time)),
            document_part: brought.document.and_then(|(_, part)| part),
            signer: signer.or_else(|| first.and_then(|s| s.signer.as_ref()).map(SignerView::of)),
            claimed_at: moment(first.and_then(|s| s.claimed_time)),
            checked_at: Timestamp::from_seconds(brought.validation.at).rfc3339(),
            steps: examined.map(|e| steps(&e.report)).unwrap_or_default(),
            validation: for_everybody(brought.validation)?,
        })
    }
}

impl SignerView {
    fn of(signer: &SignerReport) -> Self {
        Self {
            name: signer.name.clone(),
            iin: crate::report::masked(&signer.iin),
            bin: signer.bin.clone(),
            organisation: signer.organisation.clone(),
            roles: signer.roles.clone(),
            serial: signer.serial.clone(),
            issuer: signer.issuer.clone(),
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

/// Verify a signature of any form, or a container, against the centres that the portal trusts, as of now. For everybody;
/// how often is limited.
#[utoipa::path(post, path = "/api/v1/signatures/verify", tag = "signatures", request_body = Verification,
    responses((status = 200, body = VerificationReport), (status = 409), (status = 413), (status = 422),
        (status = 429)))]
async fn verify_signature(
    State(app): State<SignaturesWeb>,
    Json(input): Json<Verification>,
) -> Result<Response, WebError> {
    let bytes = |name, text: &str| STANDARD.decode(text.trim()).map_err(|_| wrong(name));
    let (content, document) = (bytes("content", &input.content)?, bytes("document", &input.document)?);
    // A ZIP begins with "PK": "UEs" in base64.
    let signature = if input.signature.trim_start().starts_with("UEs") {
        bytes("signature", &input.signature)?
    } else {
        decode(input.signature.as_bytes()).map_err(|error| match error {
            Error::Refused(refusal) if is_malformed(&refusal) => wrong("signature"),
            other => other,
        })?
    };
    let brought = check(&app, &content, &signature, Some(&document)).await?;
    let examined = if content.is_empty() {
        None
    } else {
        Some(app.verifier.examine(&content, &signature, None, app.env.now()).await?)
    };
    let access = brought.access();
    Ok(Json(VerificationReport::of(brought, examined)?).into_response().accessed(access))
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
    /// What its evidence proves now.
    proof: ProofView,
}

/// What the evidence of a signature proves now: stamps, certificates and what is known of revocation.
#[derive(Debug, Serialize, ToSchema)]
struct ProofView {
    /// `valid`, `indeterminate` or `invalid`.
    verdict: &'static str,
    /// `cms`, `b`, `t`, `lt` or `lta`.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    /// The signature is proven to have existed then, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_at: Option<String>,
}

impl From<&Proof> for ProofView {
    fn from(proof: &Proof) -> Self {
        let first = proof.validation.signatures.first();
        Self {
            verdict: proof.validation.verdict.code(),
            level: first.and_then(|s| s.proven_level).map(Level::code),
            proven_at: first.and_then(|s| s.proven_time).map(|at| Timestamp::from_seconds(at).rfc3339()),
        }
    }
}

impl PaperSignatureView {
    fn of(signature: PaperSignature, proof: &Proof) -> Self {
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
            proof: proof.into(),
        }
    }
}

/// The signatures of a printed form by its code: digests only, each signature verified now. For everybody.
#[utoipa::path(get, path = "/api/v1/verify/{code}", tag = "signatures",
    params(("code" = String, Path, description = "Code beside the QR code, with or without separators")),
    responses((status = 200, body = PaperView), (status = 404), (status = 429)))]
async fn show_paper(State(app): State<SignaturesWeb>, Path(code): Path<String>) -> Result<Response, WebError> {
    let (paper, signatures) = app.papers.open(&code).await?;
    let proofs = app.preservation.prove(&signatures.iter().map(|s| &s.record).collect::<Vec<_>>()).await?;
    let access = accessed(&paper);
    let view = PaperView {
        code: paper.printed_code(),
        form: [("kk", paper.form.kk), ("ru", paper.form.ru), ("en", paper.form.en)].into(),
        number: paper.number,
        version: paper.object.version,
        made_at: paper.made_at.rfc3339(),
        signatures: signatures.into_iter().zip(&proofs).map(|(s, proof)| PaperSignatureView::of(s, proof)).collect(),
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
