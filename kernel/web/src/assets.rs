//! Styles, scripts, fonts and pictures of the `ui` package, embedded in the program.
//!
//! Every file carries a digest of its content in its name (`app.1f2e3d4c.css`), so that browsers may keep it for ever.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::collections::HashMap;
use std::sync::OnceLock;

/// One file, with its compressed forms.
struct Asset {
    /// `app.css`
    name: &'static str,
    /// `/assets/app.1f2e3d4c.css`
    address: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

// `static ASSETS: &[Asset]`, written by build.rs from `ui/dist`.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Address of the asset called `name`; of one that is not there, `/assets/missing`.
pub(crate) fn address(name: &str) -> &'static str {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| ASSETS.iter().map(|asset| (asset.name, asset.address)).collect());
    by_name.get(name).copied().unwrap_or("/assets/missing")
}

pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    static BY_FILE: OnceLock<HashMap<&'static str, &'static Asset>> = OnceLock::new();
    let by_file =
        BY_FILE.get_or_init(|| ASSETS.iter().map(|a| (a.address.trim_start_matches("/assets/"), a)).collect());
    by_file.get(file.as_str()).map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| answer(asset, &headers))
}

fn answer(asset: &Asset, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (bytes, encoding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts(accepted, "br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts(accepted, "gzip") => (gzip, Some("gzip")),
        _ => (asset.bytes, None),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Does `Accept-Encoding` allow `coding` (named, and not with weight 0)?
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|item| {
        let (name, weight) = item.split_once(';').map_or((item, None), |(name, weight)| (name, Some(weight)));
        let refused = weight.is_some_and(|w| {
            w.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
        });
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSET: Asset = Asset {
        name: "a.css",
        address: "/assets/a.00000000.css",
        kind: "text/css",
        bytes: b"plain",
        brotli: Some(b"brotli"),
        gzip: Some(b"gzip"),
    };

    fn encoding(accepted: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        let response = answer(&ASSET, &headers);
        assert_eq!(response.headers()[header::VARY], "accept-encoding");
        response.headers().get(header::CONTENT_ENCODING).map(|v| v.to_str().expect("ascii").to_owned())
    }

    /// The smallest form that the browser takes; none when it takes none.
    #[test]
    fn gives_the_form_that_is_accepted() {
        assert_eq!(encoding("gzip, deflate, br"), Some("br".to_owned()));
        assert_eq!(encoding("gzip;q=1.0, br;q=0"), Some("gzip".to_owned()));
        assert_eq!(encoding("deflate"), None);
        assert_eq!(encoding(""), None);
    }

    /// Names that the package does not have lead nowhere instead of breaking the page.
    #[test]
    fn knows_what_is_missing() {
        assert_eq!(address("no-such-file.css"), "/assets/missing");
    }
}
