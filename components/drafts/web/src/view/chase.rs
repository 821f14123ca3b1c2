//! Buttons with which a drafter reminds those who are waited for (385-11).

use super::{count, names};
use crate::paths;
use maud::{Markup, html};
use orda_base::Timestamp;
use orda_drafts::{Action, BodyRef, DraftId};
use orda_web::{Ui, Words, parts};

/// Reminds one body. `from` is the page to come back to: `work`, or empty for the card.
pub(crate) fn one(ui: &Ui, draft: DraftId, version: u32, body: &BodyRef, from: &str) -> Markup {
    form(
        &paths::action(draft, version, Action::Chase, Some(body.id)),
        from,
        &html! {
            (Words(ui.t("drafts-action-chase"))) span.govuk-visually-hidden { ": " (Words(names::short(ui, body))) }
        },
    )
}

/// Reminds `n` bodies at once.
pub(crate) fn all(ui: &Ui, draft: DraftId, version: u32, n: usize, from: &str) -> Markup {
    form(&paths::part(draft, version, "chase"), from, &html! { (ui.tr("drafts-chase-all", &[("n", count(n))])) })
}

/// When it was done last.
pub(crate) fn done(ui: &Ui, at: Timestamp) -> Markup {
    html! { span.app-secondary { (ui.tr("drafts-chase-at", &[("date", ui.day_month(at.date()).into())])) } }
}

fn form(action: &str, from: &str, text: &Markup) -> Markup {
    html! {
        form.app-inline-form method="post" action=(Words(action)) {
            @if !from.is_empty() { (parts::hidden("from", from)) }
            button.govuk-button.govuk-button--secondary.app-row-action type="submit" data-module="govuk-button"
                data-prevent-double-click="true" { (text) }
        }
    }
}
