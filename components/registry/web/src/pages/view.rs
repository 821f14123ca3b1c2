//! Pieces that several pages share.

use super::{AUDITS, AUDITS_DUE, INTERACTIONS, LIST, UPDATES};
use orda_registry::{AuditState, Freshness, InteractionState, State, policy};
use orda_web::parts::{self, Choice, Colour, Tab};
use orda_web::{FormErrors, Markup, Ui, html};

/// The reports that the authorised body has received.
pub(super) const RECEIVED: &str = "/registry/audits?state=sent";

/// The text of `registry-prefix-code`.
pub(super) fn label(ui: &Ui, prefix: &str, code: &str) -> String {
    ui.t(&format!("registry-{prefix}-{code}")).to_owned()
}

/// Choices of a closed list.
pub(super) fn choices(ui: &Ui, prefix: &str, codes: &[&'static str]) -> Vec<Choice<'static>> {
    codes.iter().map(|code| Choice::new(*code, label(ui, prefix, code))).collect()
}

/// The same with "any" before them, for filters.
pub(super) fn choices_or_any(ui: &Ui, prefix: &str, codes: &[&'static str]) -> Vec<Choice<'static>> {
    let any = std::iter::once(Choice::new("", ui.t("registry-filter-any").to_owned()));
    any.chain(choices(ui, prefix, codes)).collect()
}

/// Where a record stands, in a word.
pub(super) fn state(ui: &Ui, state: State) -> Markup {
    let colour = match state {
        State::NotInOperation => Colour::Blue,
        State::InOperation => Colour::Green,
        State::Withdrawn => Colour::Grey,
    };
    parts::tag(&label(ui, "state", state.code()), colour)
}

/// Where an interaction stands, in a word.
pub(super) fn interaction(ui: &Ui, state: InteractionState) -> Markup {
    let colour = match state {
        InteractionState::Proposed => Colour::Blue,
        InteractionState::InForce => Colour::Green,
        InteractionState::Ended => Colour::Grey,
    };
    parts::tag(&label(ui, "interaction", state.code()), colour)
}

/// Whether a data set is updated in time, in a word.
pub(super) fn freshness(ui: &Ui, freshness: Freshness) -> Markup {
    let colour = match freshness {
        Freshness::Overdue => Colour::Red,
        Freshness::UpToDate => Colour::Green,
    };
    parts::tag(&label(ui, "freshness", freshness.code()), colour)
}

/// How urgent the next audit is, in a word; with a sign, when it should have been carried out.
pub(super) fn audit(ui: &Ui, state: AuditState) -> Markup {
    let colour = match state {
        AuditState::Overdue => Colour::Red,
        AuditState::Soon => Colour::Yellow,
        AuditState::InTime => Colour::Green,
    };
    html! {
        @if state == AuditState::Overdue { span aria-hidden="true" { "⚠ " } }
        (parts::tag(&label(ui, "audit", state.code()), colour))
    }
}

/// The lists of the component as links.
pub(super) fn tabs(ui: &Ui, current: &str) -> Markup {
    let mut all = vec![Tab::new(LIST, ui.t("registry-title")), Tab::new(UPDATES, ui.t("registry-updates-title"))];
    if policy::may_look_for_interactions(ui.actor()).is_allowed() {
        all.push(Tab::new(INTERACTIONS, ui.t("registry-interactions")));
    }
    if policy::may_look_for_audits(ui.actor()).is_allowed() {
        all.push(Tab::new(AUDITS_DUE, ui.t("registry-audits-due")));
        all.push(Tab::new(AUDITS, ui.t("registry-audits")));
    }
    if policy::keeps_portal(ui.actor()) {
        all.push(Tab::new(RECEIVED, ui.t("registry-audits-received")));
    }
    parts::tabs(ui.t("registry-title"), &all, current)
}

/// A form in the narrow column: what is wrong, heading, fields, "save" and the way back.
pub(super) fn form(ui: &Ui, heading: &str, caption: &str, errors: &FormErrors, fields: &Markup, back: &str) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            @if !caption.is_empty() { span.govuk-caption-l { (caption) } }
            h1.govuk-heading-l { (heading) }
            form method="post" novalidate {
                (fields)
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
