//! Cookies that keep something for the pages themselves. Over TLS their names bind them to this host: no other host of the
//! domain can plant one, nor read them (RFC 6265bis, §4.1.3.2). What is not bound is not believed then.

use crate::middleware;
use http::{HeaderMap, HeaderValue};

const BOUND: &str = "__Host-";

/// The cookie with this name: over TLS (`secure`) the one that is bound to the host, else the one that is not. There is no
/// falling back from one to the other: [`set`] could not take away what it did not give.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str, secure: bool) -> Option<&'a str> {
    let is_it = |key: &str| if secure { key.strip_prefix(BOUND) == Some(name) } else { key == name };
    middleware::cookies(headers).find_map(|(key, value)| is_it(key).then_some(value))
}

/// Gives the browser a cookie for so many seconds; for none takes it away.
pub(crate) fn set(name: &str, value: &str, seconds: u32, secure: bool) -> HeaderValue {
    let (bound, flag) = if secure { (BOUND, "; Secure") } else { ("", "") };
    let text = format!("{bound}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    /// Over TLS a cookie is bound to the host, and what another host planted without that is not read at all; without TLS
    /// the plain one is, and no other.
    #[test]
    fn are_bound_to_the_host() {
        let bound = set("orda_language", "kk", 60, true);
        assert_eq!(bound, "__Host-orda_language=kk; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(set("orda_language", "kk", 0, false), "orda_language=kk; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("orda_language=en; __Host-orda_language=kk"));
        assert_eq!(read(&headers, "orda_language", true), Some("kk"));
        assert_eq!(read(&headers, "orda_language", false), Some("en"));
        headers.insert(header::COOKIE, HeaderValue::from_static("orda_language=en"));
        assert_eq!(read(&headers, "orda_language", true), None);
        headers.insert(header::COOKIE, HeaderValue::from_static("__Host-orda_language=kk"));
        assert_eq!(read(&headers, "orda_language", false), None);
    }
}
