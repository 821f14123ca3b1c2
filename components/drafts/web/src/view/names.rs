//! Names of bodies and people as they are shown.

use orda_drafts::BodyRef;
use orda_web::Ui;

/// The short name of a body, or its full one where there is none.
pub(crate) fn short<'a>(ui: &'a Ui, body: &'a BodyRef) -> &'a str {
    let short = ui.text(&body.short_name);
    if short.is_empty() { ui.text(&body.name) } else { short }
}

/// The same of a body of the directory.
pub(crate) fn of_body<'a>(ui: &'a Ui, body: &'a orda_identity::Body) -> &'a str {
    let short = ui.text(&body.short_name);
    if short.is_empty() { ui.text(&body.name) } else { short }
}

/// The full name of a body.
pub(crate) fn full<'a>(ui: &'a Ui, body: &'a BodyRef) -> &'a str {
    ui.text(&body.name)
}
