//! A message that is shown once, on the page after a redirect.
//!
//! It travels in a cookie that lives a minute and names a message of the portal with its arguments, never free text: who
//! could plant the cookie could show nothing but the portal's own sentences.

use crate::cookies;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};
use orda_base::Message;

const NAME: &str = "orda_notice";

/// Longest cookie that is read.
const LIMIT: usize = 2048;

/// A message that came in the cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flash {
    pub(crate) key: String,
    pub(crate) args: Vec<(String, String)>,
}

pub(crate) fn read(headers: &HeaderMap, secure: bool) -> Option<Flash> {
    let value = cookies::read(headers, NAME, secure).filter(|v| v.len() <= LIMIT)?;
    let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
    let (key, args) = serde_json::from_slice(&bytes).ok()?;
    Some(Flash { key, args })
}

pub(crate) fn write(message: &Message, secure: bool) -> HeaderValue {
    let json = serde_json::to_vec(&(message.key, &message.args)).unwrap_or_default();
    let mut value = URL_SAFE_NO_PAD.encode(json);
    if value.len() > LIMIT {
        // Without its arguments rather than not at all.
        value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(message.key, [(); 0])).unwrap_or_default());
    }
    cookies::set(NAME, &value, 60, secure)
}

pub(crate) fn removal(secure: bool) -> HeaderValue {
    cookies::set(NAME, "", 0, secure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    /// What was written is read; rubbish is nothing.
    #[test]
    fn is_read_as_written() {
        let message = Message::new("web-saved").with("title", "Жоба; № 1");
        let cookie = write(&message, true);
        assert!(cookie.to_str().expect("ascii").ends_with("; Secure"));
        let pair = cookie.to_str().expect("ascii").split(';').next().expect("a pair").to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::try_from(format!("a=b; {pair}; c=d")).expect("a header"));
        let flash = read(&headers, true).expect("a message");
        assert_eq!(flash.key, "web-saved");
        assert_eq!(flash.args, [("title".to_owned(), "Жоба; № 1".to_owned())]);
        assert_eq!(read(&headers, false), None, "a cookie of another name");
        headers.insert(header::COOKIE, HeaderValue::from_static("orda_notice=%%%"));
        assert_eq!(read(&headers, false), None);
    }
}
