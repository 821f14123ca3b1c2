//! Giving a file out.

use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, header};
use orda_documents::{ByteStream, StoredFile};
use orda_web::Response;
use std::fmt::Write;

/// The answer that gives `file` out: its original bytes, to be saved and not shown, so that nothing in it runs in the
/// portal's name. The caller has checked the right to read, and notes the access.
///
/// When stored bytes turn out to be damaged, the line is cut before the first wrong byte: the length does not fit, and
/// every browser says that the download failed.
pub fn download(file: &StoredFile, bytes: ByteStream) -> Response {
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: HeaderValue| headers.insert(name, value);
    set(header::CONTENT_TYPE, HeaderValue::from_static(file.format.content_type()));
    set(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    set(header::CONTENT_DISPOSITION, disposition(&file.name));
    set(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
    );
    set(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let quoted = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""));
    set(header::ETAG, quoted(format!("\"{}\"", file.sha256_hex())));
    // RFC 9530: the receiver can check what came.
    set(HeaderName::from_static("repr-digest"), quoted(format!("sha-256=:{}:", STANDARD.encode(file.sha256))));
    response
}

/// The name in plain ASCII for old programs, and in UTF-8 after RFC 5987 for all others.
fn disposition(name: &str) -> HeaderValue {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.() ".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    HeaderValue::try_from(format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kazakh letters, quotes and spaces arrive whole and can't break out of the header.
    #[test]
    fn names_are_encoded() {
        let header = disposition("Қаулы \"1\".pdf");
        assert_eq!(
            header.to_str().expect("text"),
            "attachment; filename=\"_____ _1_.pdf\"; filename*=UTF-8''%D2%9A%D0%B0%D1%83%D0%BB%D1%8B%20%221%22.pdf"
        );
    }
}
