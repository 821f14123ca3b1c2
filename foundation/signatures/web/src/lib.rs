//! Signatures as people see them: the form that signs in the browser, reports of verification, certificates and their
//! requests, what the certifying centre publishes, and the public page that verifies.
//!
//! # Signing something
//! ```
//! use orda_web::{Markup, Response, Title, Ui, WebError, html};
//! use orda_signatures_web::{SCRIPT, SignedFile, SignedForm, SigningView, signed_cms, signing_form};
//!
//! fn page(ui: &Ui, manifest: &[u8], files: &[SignedFile<'_>]) -> Response {
//!     let form = signing_form(ui, &SigningView {
//!         title: "Қаулы жобасы",
//!         version: 2,
//!         files,
//!         manifest,
//!         action_path: "/drafts/1/sign",
//!         statement: "…",
//!         hidden: vec![("revision", "7".to_owned())],
//!         submit_label_key: "drafts-sign",
//!         expected_iin: ui.actor().iin(),
//!     });
//!     ui.page(Title::new("…").script(SCRIPT), form)
//! }
//!
//! async fn post(form: SignedForm) -> Result<Vec<u8>, WebError> {
//!     let revision: &str = form.get("revision");
//!     Ok(signed_cms(&form)?) // to be verified by the use case
//! }
//! ```

mod api;
mod download;
mod form;
mod pages;
mod report;
mod signing;
mod state;
#[cfg(test)]
mod tests;
mod validation;
mod widget;

pub use download::{cms_response, manifest_response};
pub use form::{SignedForm, signed_cms};
pub use report::{checked_report, roles as signer_roles, signature_list, signature_report, verdict_tag};
pub use signing::{SignedFile, SigningView, signing_form};
pub use state::{SignaturesWeb, SigningTools};
pub use validation::{proof_report, validation_report, validation_tag};
pub use widget::{SCRIPT, WidgetView, signing_widget};

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use orda_base::Role;
use orda_web::{Locales, NavItem, only_known};
use utoipa_axum::router::OpenApiRouter;

/// Texts of this component.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The register of tools, for those who keep it and for administrators.
pub const NAVIGATION: NavItem = NavItem {
    key: "signatures-tools-nav",
    href: pages::tools::LIST,
    visible: |actor| [Role::SecurityOfficer, Role::Administrator].into_iter().any(|role| actor.has_in_portal(role)),
};

/// Pages of certificates, of the certifying centre, and of verification.
pub fn routes(state: SignaturesWeb) -> Router {
    use pages::{admin, certificate, own, paper, pki, request, services, tools, verify};
    let keepers = Router::new()
        .route("/admin/protection-tools", get(tools::list))
        .route("/admin/protection-tools/new", get(tools::new).post(tools::enter))
        .route("/admin/protection-tools/{id}", get(tools::show))
        .route("/admin/protection-tools/{id}/edit", get(tools::edit).post(tools::save))
        .route("/admin/protection-tools/{id}/on", get(tools::ask_on).post(tools::on))
        .route("/admin/protection-tools/{id}/off", get(tools::ask_off).post(tools::off))
        .route_layer(from_fn(only_known));
    Router::new()
        .merge(keepers)
        .route("/certificates", get(own::list))
        .route("/certificates/new", get(request::form).post(request::post))
        .route("/certificates/requests/{id}", get(request::show))
        .route("/certificates/requests/{id}/approve", post(request::approve))
        .route("/certificates/requests/{id}/reject", post(request::reject))
        .route("/certificates/{id}", get(certificate::show))
        .route("/certificates/{id}/file", get(certificate::download))
        .route("/certificates/{id}/revoke", get(certificate::ask_revoke).post(certificate::revoke))
        .route("/admin/certificates", get(admin::requests))
        .route("/admin/certificates/issued", get(admin::issued))
        .route("/admin/certificates/by-number", get(admin::by_number).post(admin::find_by_number))
        .route("/pki", get(pki::show))
        .route("/pki/root.crt", get(pki::root))
        .route("/pki/roots.pem", get(pki::roots))
        .route("/pki/crl.crl", get(pki::crl))
        .route("/pki/crl.pem", get(pki::crl_pem))
        .route("/pki/services.pem", get(services::certificates))
        .route("/pki/ocsp", post(services::ocsp))
        .route("/pki/ocsp/{*question}", get(services::ocsp_in_path))
        .route("/pki/tsa", post(services::stamp))
        .route("/verify", get(verify::form).post(verify::post))
        .route("/verify/code", post(paper::find))
        .route("/verify/{code}", get(paper::show))
        .with_state(state)
}

/// Interface of certificates and of verification.
pub fn api(state: SignaturesWeb) -> OpenApiRouter {
    api::router().with_state(state)
}
