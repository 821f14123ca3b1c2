//! Pages of the component.

pub(crate) mod admin;
pub(crate) mod certificate;
pub(crate) mod own;
pub(crate) mod paper;
pub(crate) mod pki;
pub(crate) mod request;
pub(crate) mod services;
pub(crate) mod tools;
pub(crate) mod verify;

use orda_base::Error;
use orda_signatures::centre::{CertificateState, RequestState};
use orda_web::parts::{self, Colour};
use orda_web::{Markup, Ui, WebError};

/// Only for people who are logged in.
pub(crate) fn logged_in(ui: &Ui) -> Result<(), WebError> {
    if ui.actor().is_known() { Ok(()) } else { Err(Error::Unauthenticated.into()) }
}

/// State of a certificate in a word.
pub(crate) fn certificate_tag(ui: &Ui, state: CertificateState) -> Markup {
    let colour = match state {
        CertificateState::Valid => Colour::Green,
        CertificateState::NotYetValid => Colour::Blue,
        CertificateState::Expired => Colour::Grey,
        CertificateState::Revoked => Colour::Red,
    };
    parts::tag(ui.t(&format!("signatures-certificate-state-{}", state.code())), colour)
}

/// State of a request in a word.
pub(crate) fn request_tag(ui: &Ui, state: RequestState) -> Markup {
    let colour = match state {
        RequestState::Pending => Colour::Blue,
        RequestState::Approved => Colour::Green,
        RequestState::Rejected => Colour::Red,
    };
    parts::tag(ui.t(&format!("signatures-request-state-{}", state.code())), colour)
}
