//! All remarks on a version, by number.

use super::{Part, answer};
use crate::pages::verbs::{self, At};
use crate::view::{accepted, remark, units};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, Card, RemarkView, StructuredTexts};
use orda_web::{Path, Response, Ui, WebError, parts};

/// `/drafts/{draft}/v/{version}/remarks`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, at).await?;
    let remarks = app.drafts.remarks(ui.actor(), draft, version).await?;
    let texts = app.drafts.structured_text(ui.actor(), draft, version).await?;
    let accepted = app.drafts.accepted_wording(ui.actor(), draft, version).await?;
    let content = html! {
        (accepted::list(&ui, &accepted, Some(&texts), |anchor| units::href(&card, version, anchor)))
        (view(&ui, &card, &remarks, &texts))
    };
    Ok(answer(&ui, &card, Part::Remarks, &content))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, remarks: &[RemarkView], texts: &StructuredTexts) -> Markup {
    html! {
        @if card.offers.iter().any(|o| o.action == Action::Remark) {
            p.govuk-body.app-no-print {
                a.govuk-link href=(paths::part(card.draft, card.version, "remarks/new")) { (ui.t("drafts-remarks-add")) }
            }
        }
        @if remarks.is_empty() {
            (parts::empty_state(ui.t("drafts-remarks-none"), "", html! {}))
        } @else {
            @for view in remarks { (remark::block(ui, card, view, Some(texts))) }
        }
    }
}
