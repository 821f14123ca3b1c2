//! How people, bodies and periods are written.

use orda_base::{BodyId, Date, PersonId, Role};
use orda_identity::Picture;
use orda_web::parts::{Colour, tag};
use orda_web::{Markup, Ui, html};

/// Name of a body, or of the whole portal.
pub(crate) fn place(ui: &Ui, picture: &Picture, body: Option<BodyId>) -> String {
    match body {
        None => ui.t("identity-whole-portal").to_owned(),
        Some(id) => picture.body(id).map(|b| ui.text(&b.name).to_owned()).unwrap_or_default(),
    }
}

/// Name of a person with initials.
pub(crate) fn person(picture: &Picture, id: PersonId) -> String {
    picture.person(id).map(|e| e.person.name.short()).unwrap_or_default()
}

/// Name of a role.
pub(crate) fn role(ui: &Ui, role: Role) -> String {
    ui.t(&format!("role-{}", role.code())).to_owned()
}

/// "From – until", or "since".
pub(crate) fn period(ui: &Ui, since: Date, until: Option<Date>) -> String {
    let from = ui.day(since);
    match until {
        Some(until) => ui.tr("identity-period", &[("from", from.into()), ("until", ui.day(until).into())]),
        None => ui.tr("identity-since", &[("from", from.into())]),
    }
}

/// A tag when something no longer takes part.
pub(crate) fn inactive(ui: &Ui, active: bool) -> Markup {
    html! { @if !active { " " (tag(ui.t("identity-inactive"), Colour::Grey)) } }
}
