//! Pages of the kernel itself: help, accessibility, the switch of language, "not found", and the assets.

use crate::cookies;
use crate::middleware::LANGUAGE_COOKIE;
use crate::{Path, Query, Response, Ui, WebError, assets, parts};
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use http::header;
use maud::html;
use orda_base::{Error, Language};
use serde::Deserialize;

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/assets/{file}", get(assets::serve))
        .route("/language/{code}", get(language))
        .route("/help", get(help))
        .route("/accessibility", get(accessibility))
        .route("/robots.txt", get(async || "User-agent: *\nDisallow: /\n"))
}

pub(crate) async fn not_found() -> WebError {
    Error::NotFound.into()
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

/// Keeps the chosen language in a cookie for a year and leads back.
async fn language(ui: Ui, Path(code): Path<String>, Query(query): Query<Back>) -> Result<Response, WebError> {
    let language = Language::from_code(&code).ok_or(Error::NotFound)?;
    let mut response = ui.redirect(local(&query.back));
    let secure = ui.shell().settings().is_secure();
    let cookie = cookies::set(LANGUAGE_COOKIE, language.code(), 31_536_000, secure);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response.into_response())
}

/// A path of the portal itself; anything that could lead elsewhere becomes the first page.
fn local(path: &str) -> &str {
    let is_local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if is_local { path } else { "/" }
}

async fn help(ui: Ui) -> Response {
    let contact = &ui.shell().settings().contact;
    let sections = ["sign-in", "signing", "files", "terms", "language"];
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-xl { (ui.t("web-help")) }
            p.govuk-body-l { (ui.t("web-help-lead")) }
            @for section in sections {
                h2.govuk-heading-m id=(section) { (ui.t(&format!("web-help-{section}.title"))) }
                p.govuk-body { (ui.t(&format!("web-help-{section}"))) }
            }
            h2.govuk-heading-m { (ui.t("web-help-contact")) }
            p.govuk-body { a.govuk-link href=(format!("mailto:{contact}")) { (contact) } }
        } }
    };
    ui.page(ui.t("web-help"), content)
}

async fn accessibility(ui: Ui) -> Response {
    let contact = &ui.shell().settings().contact;
    let points = ["keyboard", "zoom", "reader", "contrast", "motion", "scripts"];
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-xl { (ui.t("web-accessibility")) }
            p.govuk-body-l { (ui.t("web-accessibility-lead")) }
            ul.govuk-list.govuk-list--bullet {
                @for point in points { li { (ui.t(&format!("web-accessibility-{point}"))) } }
            }
            h2.govuk-heading-m { (ui.t("web-accessibility-limits.title")) }
            p.govuk-body { (ui.t("web-accessibility-limits")) }
            h2.govuk-heading-m { (ui.t("web-accessibility-report.title")) }
            p.govuk-body {
                (ui.t("web-accessibility-report")) " "
                a.govuk-link href=(format!("mailto:{contact}")) { (contact) }
            }
            (parts::inset(html! { (ui.t("web-accessibility-standard")) }))
        } }
    };
    ui.page(ui.t("web-accessibility"), content)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way back after a change of language never leads out of the portal.
    #[test]
    fn leads_back_only_into_the_portal() {
        assert_eq!(local("/drafts?page=2"), "/drafts?page=2");
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "", "/\tx", "javascript:x"] {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
