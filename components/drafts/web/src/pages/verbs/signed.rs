//! After a signature: it was taken in and verified; and the next matter that waits for one.

use crate::view::{column, count, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, Card, DraftId, Matter};
use orda_web::{Accounted, Path, Query, Response, Ui, WebError, parts};
use serde::Deserialize;

/// What was signed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Signed {
    /// `sign`, `approve`, `protocol` or `vote`.
    what: String,
}

/// `/drafts/{draft}/v/{version}/signed`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    Query(signed): Query<Signed>,
) -> Result<Response, WebError> {
    let card = super::card(&ui, &app, (draft, version)).await?;
    let work = app.drafts.my_work(ui.actor()).await?;
    // First what is signed on the page that opens, so that an open key serves on; a vote is chosen before it is signed.
    let others = || work.waiting.iter().filter(|m| m.draft != draft);
    let next = others().find(|m| signs_at_once(m.action)).or_else(|| others().find(|m| m.action == Action::CastVote));
    let key = match signed.what.as_str() {
        "approve" => "drafts-approve-done",
        "protocol" => "drafts-protocol-signed",
        "vote" => "drafts-vote-done",
        _ => "drafts-sign-done",
    };
    let content = view(&ui, &card, key, next);
    Ok(ui.page(ui.t(key), content).accessed(crate::pages::card::read(&card, "signed")))
}

/// The page.
pub(crate) fn view(ui: &Ui, card: &Card, key: &str, next: Option<&Matter>) -> Markup {
    column(&html! {
        div.govuk-panel.govuk-panel--confirmation {
            h1.govuk-panel__title { (ui.t(key)) }
            div.govuk-panel__body {
                (ui.text(&card.title)) br;
                strong { (card.number) ", " (ui.tr("drafts-version", &[("n", count(card.version))])) }
            }
        }
        p.govuk-body {
            a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("drafts-signed-card")) }
            " · "
            a.govuk-link href=(paths::part(card.draft, card.version, "signatures")) { (ui.t("drafts-tab-signatures")) }
        }
        @match next {
            Some(matter) => {
                @let body = matter.body.as_ref().map(|b| b.id);
                h2.govuk-heading-m { (ui.t("drafts-next-waiting")) }
                p.govuk-body { (ui.text(&matter.title)) br; span.app-secondary { (matter.number) } }
                @let link = parts::button_link(
                    &paths::action(matter.draft, matter.version, matter.action, body),
                    &label(ui, "drafts-action", matter.action.code()),
                );
                // With an open key the next thing is shown without leaving the page.
                @if signs_at_once(matter.action) { div data-signing-next { (link) } } @else { (link) }
            }
            None => {
                p.govuk-body { (ui.t("drafts-next-none")) }
                p.govuk-body { a.govuk-link href="/my-work" { (ui.t("drafts-work-title")) } }
            }
        }
    })
}

/// Does the page of this action hold the form that signs?
const fn signs_at_once(action: Action) -> bool {
    matches!(action, Action::Sign | Action::Approve | Action::SignProtocol)
}
