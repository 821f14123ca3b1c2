//! What every page and every interface of the portal shares: layout, parts of pages, forms, messages in three
//! languages, errors as pages and problems, protection of requests, styles and scripts.
//!
//! # A page
//! ```
//! use maud::html;
//! use orda_web::{Message, Response, Ui, WebError, parts};
//!
//! async fn show(ui: Ui) -> Result<Response, WebError> {
//!     let content = html! {
//!         h1.govuk-heading-l { (ui.t("web-help")) }
//!         (parts::button(ui.t("web-save")))
//!     };
//!     Ok(ui.page(ui.t("web-help"), content))
//! }
//! ```
//!
//! # A form
//! ```
//! use maud::{Markup, html};
//! use orda_web::{FormErrors, Form, Message, Response, Ui, WebError, parts};
//!
//! #[derive(Default, serde::Deserialize)]
//! struct Input { title: String, #[serde(default)] bodies: Vec<String> }
//! # async fn save(_: &Input) -> orda_base::Result<()> { Ok(()) }
//!
//! fn form(ui: &Ui, input: &Input, errors: &FormErrors) -> Markup {
//!     html! {
//!         (errors.summary(ui))
//!         form method="post" novalidate {
//!             (parts::text_input(parts::Field::new("title", ui.t("web-title")).errors(errors), &input.title))
//!             (parts::button(ui.t("web-save")))
//!         }
//!     }
//! }
//!
//! async fn post(ui: Ui, Form(input): Form<Input>) -> Result<Response, WebError> {
//!     match save(&input).await {
//!         Ok(()) => Ok(ui.redirect_with("/drafts", &Message::new("web-saved"))),
//!         // Wrong fields and refusals show the same page again with what was typed; anything else is an error page.
//!         Err(error) => {
//!             let errors = ui.form_errors(error)?;
//!             Ok(ui.page_with_errors(ui.t("web-title"), &errors, form(&ui, &input, &errors)))
//!         }
//!     }
//! }
//! ```
//!
//! # Putting it together
//! `app` wraps all routes in this order, the first being innermost:
//! [`Shell::wrap`] (errors, CSRF, kernel pages) · accounting · [`Shell::measure`] (limits of requests) · identity (puts
//! `Arc<Actor>` into the request) · [`Shell::guard`] (address, permitted networks, TLS, request id, security headers).

mod assets;
mod cookies;
mod download;
mod error;
mod exports;
mod extract;
mod flash;
mod form_errors;
mod form_page;
mod i18n;
mod known;
mod layout;
mod limits;
mod middleware;
mod network;
mod objects;
pub mod outbound;
mod pages;
mod paging;
pub mod parts;
mod pieces;
mod question;
mod secret_file;
mod shell;
mod ui;
mod whole;
mod words;

pub use axum::response::Response;
pub use bytes::Bytes;
pub use download::{attachment, shown};
pub use error::{Failure, Problem, ProblemField, WebError};
pub use exports::{Cell, Column as ExportColumn, export_csv, export_xlsx};
pub use extract::{BODY_LIMIT, Caller, Form, Json, Path, Query};
pub use fluent_bundle::FluentValue;
pub use form_errors::FormErrors;
pub use i18n::{Incomplete, LOCALES, Locales, Messages};
pub use known::only_known;
pub use limits::{Kind, Limits, Rate};
pub use maud::{Markup, PreEscaped, html};
pub use middleware::{Barred, Encrypted, LANGUAGE_COOKIE, SESSION_COOKIE, chosen_language, cookies, language_of};
pub use network::Network;
pub use orda_base::{Language, Message};
pub use paging::Paging;
pub use question::{Question, words_of};
pub use secret_file::SecretFile;
pub use shell::{Bar, Bell, Encryption, Nameplate, Nameplates, NavItem, Settings, Shell, Switches};
pub use ui::{Title, Ui};
pub use whole::{NotWhole, whole};
pub use words::Words;

/// What a handler has read or refused: put into the response as an extension, taken by the accounting (365-8).
///
/// ```
/// use axum::{Extension, response::IntoResponse};
/// use orda_base::{Access, Operation};
/// use orda_web::Accessed;
/// let answer = (Extension(Accessed(Access::done("draft", "42", Operation::Read))), "the page").into_response();
/// assert!(answer.extensions().get::<Accessed>().is_some());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessed(pub orda_base::Access);

/// Marks a response whose use case has written its own accounting entry, so that the middleware writes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlreadyAccounted;

/// Adds a note for the accounting to a finished response.
pub trait Accounted {
    /// The response with what was accessed.
    #[must_use]
    fn accessed(self, access: orda_base::Access) -> Self;
    /// The response of a use case that has accounted for itself.
    #[must_use]
    fn already_accounted(self) -> Self;
}

impl Accounted for Response {
    fn accessed(mut self, access: orda_base::Access) -> Self {
        self.extensions_mut().insert(Accessed(access));
        self
    }

    fn already_accounted(mut self) -> Self {
        self.extensions_mut().insert(AlreadyAccounted);
        self
    }
}
