//! Answers that are files.

use crate::Response;
use axum::response::IntoResponse;
use http::{HeaderValue, header};

/// A file that the browser keeps.
pub fn attachment(name: &str, kind: &'static str, content: impl IntoResponse) -> Response {
    file("attachment", name, kind, content)
}

/// A file that the browser shows, if it can.
pub fn shown(name: &str, kind: &'static str, content: impl IntoResponse) -> Response {
    file("inline", name, kind, content)
}

/// Of the name remain letters and digits of ASCII, dots and hyphens: nothing in it needs to be quoted.
fn file(how: &'static str, name: &str, kind: &'static str, content: impl IntoResponse) -> Response {
    let safe: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' }).collect();
    let disposition = HeaderValue::try_from(format!("{how}; filename=\"{safe}\""));
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static(how)));
    response
}
