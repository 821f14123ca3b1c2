//! What a signing form sends: the signature made in the page (`cms`, base64) or with another program (`cms_file`), and
//! the other fields.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header;
use orda_base::{Error, Refusal, Result, nul};
use orda_web::{WebError, whole};
use serde::de::DeserializeOwned;

/// Longest body of such a form, in bytes: a signature with its certificates is a few kilobytes, a manifest of many files
/// a few more; whoever sends files of megabytes is refused before they are read.
pub(crate) const FORM_LIMIT: usize = 2 << 20;

/// Longest signature that is looked at, in bytes.
const CMS_LIMIT: usize = 1 << 20;

/// The fields of a posted form, as `multipart/form-data` or `application/x-www-form-urlencoded`. An extractor.
#[derive(Debug, Clone, Default)]
pub struct SignedForm {
    fields: Vec<(String, String)>,
    files: Vec<Chosen>,
}

/// A file that was chosen in a form.
#[derive(Debug, Clone)]
struct Chosen {
    field: String,
    name: String,
    bytes: Vec<u8>,
}

impl SignedForm {
    /// A form with these fields: for tests and for callers that have read the request themselves.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self { fields, files: Vec::new() }
    }

    /// The field with this name; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of a field that may come several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The fields as a struct, as [`orda_web::Form`] would read them.
    ///
    /// # Errors
    /// `error-form-unreadable` when they do not fit.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        let unreadable = |_| Error::field("", "error-form-unreadable");
        let encoded =
            serde_html_form::to_string(&self.fields).map_err(|_| Error::field("", "error-form-unreadable"))?;
        serde_html_form::from_str(&encoded).map_err(unreadable)
    }

    /// The chosen file of the input with this name; none when nothing was chosen.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.named_file(name).map(|(_, bytes)| bytes)
    }

    /// The chosen file of the input with this name, with the name of the file.
    pub fn named_file(&self, name: &str) -> Option<(&str, &[u8])> {
        let chosen = self.files.iter().find(|file| file.field == name && !file.bytes.is_empty())?;
        Some((&chosen.name, &chosen.bytes))
    }

    /// Reads a form of at most `limit` bytes: for forms that bring a file larger than a signature.
    ///
    /// # Errors
    /// Too large; a form that cannot be read.
    pub async fn read_limited(request: Request, limit: usize) -> Result<Self> {
        read_form(request, limit).await
    }
}

/// The signature of the form, DER: made in the page, or with another program and chosen as a file (DER or PEM).
///
/// # Errors
/// `signatures-error-no_signature` when there is none, `signatures-refusal-malformed` when it is not even base64,
/// `signatures-refusal-too_large` beyond a megabyte.
pub fn signed_cms(form: &SignedForm) -> Result<Vec<u8>> {
    if let Some(file) = form.file("cms_file") {
        return decode(file);
    }
    match form.get("cms") {
        "" => Err(Error::field("cms_file", "signatures-error-no_signature")),
        text => decode_text(text),
    }
}

/// DER as it is; PEM and base64 decoded.
pub(crate) fn decode(bytes: &[u8]) -> Result<Vec<u8>> {
    // A DER SEQUENCE begins with 0x30, the digit zero; no base64 of one and no PEM does.
    if bytes.first() == Some(&0x30) {
        return if bytes.len() > CMS_LIMIT { Err(too_large().into()) } else { Ok(bytes.to_vec()) };
    }
    let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
    decode_text(text)
}

fn decode_text(text: &str) -> Result<Vec<u8>> {
    let body: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect();
    if body.len() / 4 * 3 > CMS_LIMIT {
        return Err(too_large().into());
    }
    let bytes = STANDARD.decode(body).map_err(|_| malformed())?;
    if bytes.is_empty() { Err(malformed().into()) } else { Ok(bytes) }
}

fn malformed() -> Refusal {
    Refusal::new("signatures-refusal-malformed").rule("385-57")
}

fn too_large() -> Refusal {
    Refusal::new("signatures-refusal-too_large")
}

impl<S: Send + Sync> FromRequest<S> for SignedForm {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        read_form(request, FORM_LIMIT).await.map_err(WebError)
    }
}

/// Reads a form of at most `limit` bytes.
pub(crate) async fn read_form(request: Request, limit: usize) -> Result<SignedForm> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_multipart = kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data");
    let (parts, body) = request.into_parts();
    let body = whole(body, limit).await.map_err(|_| Error::TooLarge(Box::new(too_large())))?;
    if !is_multipart {
        if nul::in_form(&body) {
            return Err(unreadable("U+0000"));
        }
        let fields = serde_html_form::from_bytes(&body).map_err(unreadable)?;
        return Ok(SignedForm { fields, files: Vec::new() });
    }
    let mut request = Request::from_parts(parts, Body::from(body));
    // Measured above; the extractor's own, lower limit would stop the page of verification.
    DefaultBodyLimit::disable().apply(&mut request);
    let mut multipart = Multipart::from_request(request, &()).await.map_err(unreadable)?;
    let mut form = SignedForm::default();
    while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(chosen) = field.file_name().map(str::to_owned) {
            let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            form.files.push(Chosen { field: name, name: chosen, bytes });
        } else {
            let text = field.text().await.map_err(unreadable)?;
            if text.contains('\0') {
                return Err(unreadable("U+0000"));
            }
            form.fields.push((name, text));
        }
    }
    Ok(form)
}

fn unreadable(error: impl std::fmt::Display) -> Error {
    tracing::debug!(%error, "a form could not be read");
    Error::field("", "error-form-unreadable")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DER: &[u8] = &[0x30, 3, 2, 1, 5];

    fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> Request {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            let file = file.map(|f| format!("; filename=\"{f}\"")).unwrap_or_default();
            body.extend_from_slice(
                format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        Request::post("/")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from(body))
            .expect("a request")
    }

    /// The signature made in the page and the one made with another program (DER or PEM) come out the same.
    #[tokio::test]
    async fn takes_either_signature() {
        let base64 = STANDARD.encode(DER);
        let pem = format!("-----BEGIN CMS-----\r\n{base64}\r\n-----END CMS-----\r\n");
        let requests = [
            multipart(&[("cms", None, base64.as_bytes()), ("cms_file", Some(""), b""), ("revision", None, b"7")]),
            multipart(&[("cms", None, b""), ("cms_file", Some("a.p7s"), DER), ("revision", None, b"7")]),
            multipart(&[("cms_file", Some("a.pem"), pem.as_bytes()), ("revision", None, b"7")]),
            Request::post("/")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(format!("cms={}&revision=7", base64.replace('=', "%3D"))))
                .expect("a request"),
        ];
        for request in requests {
            let form = SignedForm::from_request(request, &()).await.expect("a form");
            assert_eq!(signed_cms(&form).expect("a signature"), DER);
            assert_eq!(form.get("revision"), "7");
        }
    }

    /// Nothing, nonsense and too much are told apart.
    #[tokio::test]
    async fn refuses_what_is_no_signature() {
        let code = |request| async { signed_cms(&SignedForm::from_request(request, &()).await?).map_err(WebError) };
        let none = code(multipart(&[("cms", None, b"")])).await.expect_err("nothing");
        assert_eq!(none.0.status(), 422);
        let nonsense = code(multipart(&[("cms", None, "қол".as_bytes())])).await.expect_err("nonsense");
        assert_eq!(nonsense.0.code(), "signatures-refusal-malformed");
        let mut large = vec![0x30; CMS_LIMIT + 1];
        let beyond = code(multipart(&[("cms_file", Some("a"), &large)])).await.expect_err("too large");
        assert_eq!(beyond.0.code(), "signatures-refusal-too_large");
        large.resize(FORM_LIMIT + 1, 0);
        let flood = code(multipart(&[("cms_file", Some("a"), &large)])).await.expect_err("too large");
        assert_eq!(flood.0.status(), 413);
    }

    /// Fields read as a struct, repeated ones as a list.
    #[test]
    fn reads_fields() {
        #[derive(serde::Deserialize)]
        struct Input {
            reason: String,
            #[serde(default)]
            remarks: Vec<u32>,
        }
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = SignedForm::new(vec![field("reason", "жоқ & ия"), field("remarks", "1"), field("remarks", "2")]);
        let input: Input = form.read().expect("reads");
        assert_eq!((input.reason.as_str(), input.remarks), ("жоқ & ия", vec![1, 2]));
        assert_eq!(form.all("remarks").count(), 2);
    }
}
