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

mod form;
mod signing;
mod widget;

pub use form::{SignedForm, signed_cms};
pub use signing::{SignedFile, SigningView, signing_form};
pub use widget::{SCRIPT, WidgetView, signing_widget};

/// Texts of this component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];
