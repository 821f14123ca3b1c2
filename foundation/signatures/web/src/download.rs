//! Files that people take with them: manifests, signatures, certificates, lists.

use axum::response::IntoResponse;
use http::{HeaderValue, header};
use orda_signatures::SignatureRecord;
use orda_web::Response;

/// The bytes that were signed, as a file. The CALLER has checked the right to see them and accounts for it.
pub fn manifest_response(record: &SignatureRecord) -> Response {
    file(&format!("{}.json", record.id), "application/json", record.manifest.clone())
}

/// The detached signature, as a file. The CALLER has checked the right to see it and accounts for it.
pub fn cms_response(record: &SignatureRecord) -> Response {
    file(&format!("{}.p7s", record.id), "application/pkcs7-signature", record.cms.clone())
}

/// A file with a name of plain letters and digits.
pub(crate) fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// A PEM block with lines of 64 characters.
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    use base64::Engine;
    let body = base64::engine::general_purpose::STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    for at in (0..body.len()).step_by(64) {
        text.push_str(&body[at..body.len().min(at + 64)]);
        text.push('\n');
    }
    text + "-----END " + label + "-----\n"
}
