//! Pieces that several pages share.

use orda_base::{BodyId, LocalizedText};
use orda_edms::ports::Delivering;
use orda_edms::{Fault, Letter, LetterState};
use orda_identity::Body;
use orda_web::parts::{self, Colour};
use orda_web::{Markup, Ui, html};
use std::collections::HashMap;
use std::sync::Arc;

/// Short names of bodies, in the reader's language.
pub(crate) type Names<'a> = HashMap<BodyId, &'a str>;

/// The text of `prefix-code`.
pub(crate) fn label(ui: &Ui, prefix: &str, code: &str) -> String {
    ui.t(&format!("{prefix}-{code}")).to_owned()
}

/// Short names of bodies.
pub(crate) fn names<'a>(ui: &Ui, bodies: &'a [Arc<Body>]) -> Names<'a> {
    bodies.iter().map(|body| (body.id, short(ui, body))).collect()
}

/// The short name of a body, or its full one.
pub(crate) fn short<'a>(ui: &Ui, body: &'a Body) -> &'a str {
    let name = body.short_name.get(ui.lang());
    if name.is_empty() { body.name.get(ui.lang()) } else { name }
}

/// Where a letter stands, in a word.
pub(crate) fn state(ui: &Ui, letter: &Letter) -> Markup {
    let colour = match letter.state {
        LetterState::Waiting => Colour::Blue,
        LetterState::Delivered => Colour::Yellow,
        LetterState::Registered => Colour::Green,
        LetterState::NotDelivered | LetterState::Declined | LetterState::Rejected => Colour::Red,
    };
    parts::tag(&label(ui, "edms-state", letter.state.code()), colour)
}

/// Where a message stands, in a word.
pub(crate) fn delivering(ui: &Ui, state: Delivering) -> Markup {
    let colour = match state {
        Delivering::Waiting => Colour::Blue,
        Delivering::Sent => Colour::Green,
        Delivering::Failed => Colour::Red,
    };
    parts::tag(&label(ui, "edms-delivery", state.code()), colour)
}

/// What was wrong, and what the other side said.
pub(crate) fn fault(ui: &Ui, fault: &Fault) -> Markup {
    html! {
        (label(ui, "edms-fault", fault.kind.code()))
        @if !fault.said.is_empty() { ": " span.app-wrap { (fault.said) } }
    }
}

/// A title, or a dash where there is none.
pub(crate) fn title<'a>(ui: &Ui, title: &'a LocalizedText) -> &'a str {
    let text = title.get(ui.lang());
    if text.trim().is_empty() { "—" } else { text }
}

/// Lines of a text.
pub(crate) fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|l| !l.trim().is_empty()) { p.govuk-body.app-wrap { (line) } } }
}

/// The path of a link that leads into this portal; none for any other.
pub(crate) fn path<'a>(address: &str, link: &'a str) -> Option<&'a str> {
    link.strip_prefix(address).filter(|path| path.starts_with('/') && !path.starts_with("//"))
}
