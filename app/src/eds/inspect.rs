//! `orda eds inspect`.

use super::files;
use anyhow::{Context as _, Result, bail};
use eds::asic::Container;
use eds::{Certificate, Envelope, OcspResponse, RevocationList, TimeStamp};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file.
    file: PathBuf,
}

pub fn run(args: &Args) -> Result<u8> {
    let bytes = files::read(&args.file)?;
    let found = if bytes.starts_with(b"PK") {
        vec![container(&Container::read(&bytes).with_context(|| args.file.display().to_string())?)]
    } else {
        let objects = files::objects(&args.file)?;
        objects.iter().map(|der| object(der)).collect::<Option<Vec<_>>>().unwrap_or_default()
    };
    if found.is_empty() {
        bail!("{}: nothing that is known", args.file.display());
    }
    println!("{}", serde_json::to_string_pretty(&found)?);
    Ok(0)
}

fn object(der: &[u8]) -> Option<Value> {
    if let Ok(found) = Certificate::from_der(der) {
        return Some(certificate(&found));
    }
    if let Ok(found) = TimeStamp::read(der) {
        let info = found.info();
        return Some(json!({
            "kind": "time_stamp",
            "time": eds::time_text(info.time),
            "policy": info.policy.to_string(),
            "digest": info.algorithm.to_string(),
            "serial": info.serial,
            "certificates": found.envelope().certificates().iter().map(certificate).collect::<Vec<_>>(),
        }));
    }
    if let Ok(found) = Envelope::read(der) {
        return Some(signature(&found));
    }
    if let Ok(found) = RevocationList::read(der) {
        return Some(json!({
            "kind": if found.is_delta() { "delta_crl" } else { "crl" },
            "issuer": found.issuer().common_name(),
            "number": found.number(),
            "this_update": eds::time_text(found.this_update()),
            "next_update": found.next_update().map(eds::time_text),
            "entries": found.len(),
        }));
    }
    let found = OcspResponse::read(der).ok()?;
    let said = |r: &eds::SingleResponse| {
        json!({
            "serial": eds::serial_hex(&r.serial),
            "status": format!("{:?}", r.status),
            "this_update": eds::time_text(r.this_update),
            "next_update": r.next_update.map(eds::time_text),
        })
    };
    Some(json!({
        "kind": "ocsp_response",
        "produced_at": eds::time_text(found.produced_at),
        "responses": found.responses().iter().map(said).collect::<Vec<_>>(),
        "certificates": found.certificates().iter().map(certificate).collect::<Vec<_>>(),
    }))
}

fn certificate(found: &Certificate) -> Value {
    let subject = eds::Profile::kazakhstan().read(found).unwrap_or_default();
    json!({
        "kind": "certificate",
        "subject": found.subject().common_name(),
        "iin": subject.iin,
        "bin": subject.bin,
        "roles": subject.roles,
        "issuer": found.issuer().common_name(),
        "serial": found.serial_hex(),
        "not_before": eds::time_text(found.not_before()),
        "not_after": eds::time_text(found.not_after()),
        "key": found.public_key().map_or_else(|e| e.to_string(), |key| key.name()),
        "sha256": found.sha256_hex(),
    })
}

fn signature(found: &Envelope) -> Value {
    let signer = |s: &eds::SignerInfo| {
        json!({
            "digest": s.digest().name(),
            "signing_time": s.signing_time().ok().flatten().map(eds::time_text),
            "signed_attributes": s.signed_attributes().iter().map(|a| a.oid.to_string()).collect::<Vec<_>>(),
            "unsigned_attributes": s.unsigned_attributes().iter().map(|a| a.oid.to_string()).collect::<Vec<_>>(),
        })
    };
    json!({
        "kind": "signature",
        "content_type": found.content_type().to_string(),
        "content": found.content().map(<[u8]>::len),
        "signers": found.signers().iter().map(signer).collect::<Vec<_>>(),
        "certificates": found.certificates().iter().map(certificate).collect::<Vec<_>>(),
        "crls": found.crls().len(),
        "ocsp_responses": found.ocsp().len(),
    })
}

fn container(found: &Container) -> Value {
    let files: Vec<Value> = found.files().iter().map(|f| json!({ "name": f.name, "size": f.bytes.len() })).collect();
    json!({ "kind": "asic_e", "files": files })
}
