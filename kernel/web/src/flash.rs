//! A message that is shown once, on the page after a redirect.
//!
//! It travels in a cookie that lives a minute and names a message of the portal with its counts, never free text: who could
//! plant the cookie could show nothing but the portal's own sentences, and who reads it learns nothing of any document or
//! person (ASVS 14.3.3).

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
    // Counts have at most six figures: nothing longer, not even a number of a draft or of a person, is kept by the browser.
    let is_count = |value: &str| value.len() <= 6 && value.bytes().all(|b| b.is_ascii_digit());
    let args: Vec<_> = message.args.iter().filter(|(_, value)| is_count(value)).collect();
    let json = serde_json::to_vec(&(message.key, &args)).unwrap_or_default();
    cookies::set(NAME, &URL_SAFE_NO_PAD.encode(json), 60, secure)
}

pub(crate) fn removal(secure: bool) -> HeaderValue {
    cookies::set(NAME, "", 0, secure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    /// What was written is read, counts alone: no title, name or number goes into the cookie. Rubbish is nothing.
    #[test]
    fn is_read_as_written() {
        let message =
            Message::new("web-saved").with("count", 12).with("title", "Жоба; № 1").with("number", "850101300123");
        let cookie = write(&message, true);
        assert!(cookie.to_str().expect("ascii").ends_with("; Secure"));
        let pair = cookie.to_str().expect("ascii").split(';').next().expect("a pair").to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::try_from(format!("a=b; {pair}; c=d")).expect("a header"));
        let flash = read(&headers, true).expect("a message");
        assert_eq!(flash.key, "web-saved");
        assert_eq!(flash.args, [("count".to_owned(), "12".to_owned())]);
        assert_eq!(read(&headers, false), None, "a cookie of another name");
        headers.insert(header::COOKIE, HeaderValue::from_static("orda_notice=%%%"));
        assert_eq!(read(&headers, false), None);
    }
}
