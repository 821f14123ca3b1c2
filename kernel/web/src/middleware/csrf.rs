//! Requests forged by other sites.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`). A request that changes something must come from
//! the portal itself. Calls with a bearer token carry nothing that another site could use and are let through.

use crate::Shell;
use axum::extract::Request;
use http::{HeaderMap, header};

/// Must this request be refused?
pub(super) fn is_forged(shell: &Shell, request: &Request) -> bool {
    if request.method().is_safe() {
        return false;
    }
    let headers = request.headers();
    let has_cookie = headers.contains_key(header::COOKIE);
    if !has_cookie && text(headers, "authorization").is_some_and(|v| v.starts_with("Bearer ")) {
        return false;
    }
    if let Some(site) = text(headers, "sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    if let Some(origin) = text(headers, "origin") {
        let host = text(headers, "host").or_else(|| request.uri().host());
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        let own = authority.is_some() && authority == host;
        return !own && origin != shell.settings.public_url;
    }
    // Neither header: not a browser of the last years. Without a cookie there is nothing to steal.
    has_cookie
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
