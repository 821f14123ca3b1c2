//! How many requests one caller may make, by kind: `[limits]`.

use axum::http::{HeaderMap, Method, Uri};
use orda_web::{Kind, Limits, Rate};
use serde::Deserialize;

/// So many at once, and so many a minute in the long run; `per_minute = 0` is no limit.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Requests at once.
    at_once: u32,
    /// Requests a minute.
    per_minute: u32,
}

impl Setting {
    const OFF: Self = Self::new(0, 0);

    /// So many at once, and so many a minute.
    pub const fn new(at_once: u32, per_minute: u32) -> Self {
        Self { at_once, per_minute }
    }

    const fn rate(self) -> Rate {
        Rate { at_once: self.at_once, per_minute: self.per_minute }
    }
}

/// Limits of requests. People and systems that are known count for themselves, others by their address, behind which a
/// whole body may sit.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// All requests of one person or information system.
    pub person: Setting,
    /// All requests from one address by those who are not logged in.
    pub address: Setting,
    /// Attempts to log in, from one address.
    pub login: Setting,
    /// Checks of signatures, printed forms and results of services, which everybody may make: of one caller.
    pub checking: Setting,
    /// Questions of programs to the certifying centre, about revocation and for stamps: of one caller.
    pub centre: Setting,
    /// Files sent in, by one person.
    pub uploads: Setting,
    /// Searches, people looked for by a number, and lists taken away as files, by one person.
    pub searches: Setting,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            person: Setting::new(600, 1200),
            address: Setting::new(1000, 6000),
            login: Setting::new(100, 300),
            checking: Setting::new(60, 60),
            centre: Setting::new(600, 600),
            uploads: Setting::new(120, 120),
            searches: Setting::new(60, 120),
        }
    }
}

impl Settings {
    /// No limits: for demos, which are measured and hurried through by programs.
    pub const OFF: Self = Self {
        person: Setting::OFF,
        address: Setting::OFF,
        login: Setting::OFF,
        checking: Setting::OFF,
        centre: Setting::OFF,
        uploads: Setting::OFF,
        searches: Setting::OFF,
    };

    /// Is anything limited?
    pub fn has_any(&self) -> bool {
        let all = [self.person, self.address, self.login, self.checking, self.centre, self.uploads, self.searches];
        all.iter().any(|setting| setting.per_minute > 0)
    }

    /// The limits of a portal, with nothing used up.
    pub fn limits(&self) -> Limits {
        let kind = |name, is, person: Setting, address: Setting| Kind {
            name,
            is,
            person: person.rate(),
            address: address.rate(),
        };
        Limits::new(vec![
            kind("all", is_any, self.person, self.address),
            kind("login", is_login, self.login, self.login),
            kind("checking", is_checking, self.checking, self.checking),
            kind("centre", is_question, self.centre, self.centre),
            kind("uploads", is_upload, self.uploads, Setting::OFF),
            kind("searches", is_search, self.searches, Setting::OFF),
        ])
    }
}

/// Everything but what a page brings along, and what machines ask to know whether the portal lives.
fn is_any(_: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    let path = uri.path();
    !path.starts_with("/assets/") && !matches!(path, "/healthz" | "/readyz" | "/robots.txt")
}

fn is_login(method: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    method == Method::POST && (is_below(uri, "/login") || is_below(uri, "/api/v1/session"))
}

fn is_checking(_: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    ["/verify", "/results", "/api/v1/verify", "/api/v1/results", "/api/v1/signatures/verify"]
        .iter()
        .any(|path| is_below(uri, path))
}

fn is_question(_: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    is_below(uri, "/pki/ocsp") || is_below(uri, "/pki/tsa")
}

fn is_upload(method: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    // Of a result of a service its one document: `/service-results/{result}/document`.
    let of_result = is_below(uri, "/service-results") || is_below(uri, "/api/v1/service-results");
    let files = is_below(uri, "/files") || is_below(uri, "/api/v1/file-sets");
    !method.is_safe() && (files || of_result && uri.path().ends_with("/document"))
}

fn is_search(method: &Method, uri: &Uri, _: &HeaderMap) -> bool {
    if method == Method::POST {
        // People and what is theirs, looked for by a number that belongs into no address.
        return ["/by-number", "/by-recipient"].iter().any(|end| uri.path().ends_with(end));
    }
    method == Method::GET && (uri.path().contains("/export.") || uri.query().is_some_and(has_words))
}

/// Are words searched for? Names are read as the pages read them: `%71=a` is `q=a`.
fn has_words(query: &str) -> bool {
    // Most requests have no query, and most queries no words.
    !query.is_empty()
        && serde_html_form::from_str::<Vec<(String, String)>>(query)
            .is_ok_and(|pairs| pairs.iter().any(|(name, value)| matches!(&**name, "q" | "words") && !value.is_empty()))
}

fn is_below(uri: &Uri, path: &str) -> bool {
    uri.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requests are of the kinds that their addresses say.
    #[test]
    fn kinds_are_told_by_their_addresses() {
        let is = |of: fn(&Method, &Uri, &HeaderMap) -> bool, method: &Method, path: &'static str| {
            of(method, &Uri::from_static(path), &HeaderMap::new())
        };
        assert!(is(is_any, &Method::GET, "/drafts") && !is(is_any, &Method::GET, "/assets/app.css"));
        assert!(is(is_login, &Method::POST, "/login/second") && is(is_login, &Method::POST, "/api/v1/session/eds"));
        assert!(!is(is_login, &Method::GET, "/login") && !is(is_login, &Method::POST, "/loginx"));
        for path in ["/verify/7QK2", "/results/7QK2", "/api/v1/results/7QK2", "/api/v1/verify/7QK2"] {
            assert!(is(is_checking, &Method::GET, path), "{path}");
        }
        assert!(is(is_checking, &Method::POST, "/api/v1/signatures/verify"));
        assert!(!is(is_checking, &Method::GET, "/verification") && !is(is_checking, &Method::GET, "/service-results"));
        assert!(is(is_question, &Method::POST, "/pki/tsa") && is(is_question, &Method::GET, "/pki/ocsp/MFEw"));
        assert!(!is(is_question, &Method::GET, "/pki/crl.crl"));
        for path in ["/files/1", "/api/v1/file-sets/1/files?name=a", "/service-results/1/document"] {
            assert!(is(is_upload, &Method::POST, path) && !is(is_upload, &Method::GET, path), "{path}");
        }
        assert!(is(is_upload, &Method::PUT, "/api/v1/service-results/1/document"));
        assert!(!is(is_upload, &Method::POST, "/service-results/1/sign") && !is(is_upload, &Method::POST, "/document"));
        assert!(
            is(is_search, &Method::GET, "/drafts?state=sent&words=a")
                && is(is_search, &Method::GET, "/drafts/export.csv")
        );
        for query in ["/search?%71=a", "/search?page=2&w%6Frds=%D0%B0", "/search?q=+"] {
            assert!(is(is_search, &Method::GET, query), "{query}");
        }
        for path in ["/accounting/by-number", "/api/v1/accounting/by-number", "/service-results/by-recipient"] {
            assert!(is(is_search, &Method::POST, path) && !is(is_search, &Method::GET, path), "{path}");
        }
        for query in ["/drafts", "/drafts?", "/drafts?q", "/drafts?%71=", "/drafts?kind=q%3Da"] {
            assert!(!is(is_search, &Method::GET, query), "{query}");
        }
        assert!(!is(is_search, &Method::GET, "/drafts?words=&page=2") && !is(is_search, &Method::POST, "/search?q=a"));
    }
}
