//! Files that people take with them: manifests, signatures, certificates, lists.

use orda_signatures::SignatureRecord;
use orda_web::{Response, attachment};

/// The bytes that were signed, as a file. The CALLER has checked the right to see them and accounts for it.
pub fn manifest_response(record: &SignatureRecord) -> Response {
    attachment(&format!("{}.json", record.id), "application/json", record.manifest.clone())
}

/// The detached signature, as a file. The CALLER has checked the right to see it and accounts for it.
pub fn cms_response(record: &SignatureRecord) -> Response {
    attachment(&format!("{}.p7s", record.id), "application/pkcs7-signature", record.cms.clone())
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
