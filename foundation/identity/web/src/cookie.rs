//! The cookie of a session, and addresses to which a login may lead.

use http::{HeaderMap, HeaderValue, header};
use orda_web::{Response, SESSION_COOKIE, Ui, cookies};

/// Over TLS the name binds the cookie to this host: no other host of the domain can plant one.
const SECURE_NAME: &str = "__Host-orda";

const fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { SESSION_COOKIE }
}

/// The token of the session that the browser holds.
pub(crate) fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    cookies(headers).find_map(|(key, value)| (key == name(secure) && !value.is_empty()).then_some(value))
}

/// Gives the browser a token, until the browser is closed or the session ends.
pub(crate) fn set(response: &mut Response, token: &str, secure: bool) {
    append(response, token, "", secure);
}

/// Takes the token away.
pub(crate) fn clear(response: &mut Response, secure: bool) {
    append(response, "", "; Max-Age=0", secure);
}

fn append(response: &mut Response, token: &str, rest: &str, secure: bool) {
    let flag = if secure { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{flag}{rest}", name(secure));
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Is the portal reached by `https`?
pub(crate) fn is_secure(ui: &Ui) -> bool {
    ui.shell().settings().is_secure()
}

/// Where a login leads: a path of the portal itself, else the first page. Never out of the portal, never back to a page
/// of logging in.
pub(crate) fn safe_next(next: &str) -> &str {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 2000
        && next.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\');
    let page = next.split(['?', '#']).next().unwrap_or_default();
    let loops =
        ["/login", "/logout", "/api", "/assets"].iter().any(|p| page == *p || page.starts_with(&format!("{p}/")));
    if local && !loops { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A login leads into the portal only.
    #[test]
    fn logins_lead_into_the_portal() {
        for good in ["/", "/drafts?state=sent&page=2", "/drafts/42#remarks"] {
            assert_eq!(safe_next(good), good);
        }
        let bad = [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=1",
            "/login?next=/login",
            "/logout",
            "/login/eds",
            "drafts",
            "/жоба",
        ];
        for bad in bad {
            assert_eq!(safe_next(bad), "/", "{bad}");
        }
    }

    /// The cookie is read by its name alone; over TLS the plain name is not believed.
    #[test]
    fn reads_the_cookie() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; orda_session=plain; __Host-orda=secure"));
        assert_eq!(token(&headers, false), Some("plain"));
        assert_eq!(token(&headers, true), Some("secure"));
        headers.insert(header::COOKIE, HeaderValue::from_static("orda_session="));
        assert_eq!(token(&headers, false), None);
    }
}
