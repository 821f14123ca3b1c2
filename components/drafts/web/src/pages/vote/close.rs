//! The control officer closes the vote (385-24); who has not voted is named before.

use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use crate::view::{names, vote};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Message;
use orda_drafts::{Action, VoteView};
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts};

/// Asks.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::offered(&ui, &app, at, Action::CloseVote, None).await?;
    let results = app.drafts.vote_results(ui.actor(), draft, version).await?;
    let about = About { card: &card, title: "drafts-vote-close-title" };
    let content = view(&ui, &about, &results, &FormErrors::none());
    Ok(about.answer(&ui, &FormErrors::none(), content))
}

/// Closes it.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    match app.drafts.close_vote(ui.actor(), draft, version).await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-vote-close-done"))),
        Err(error) => {
            let (card, errors) = verbs::refused(&ui, &app, (draft, version), error).await?;
            let results = app.drafts.vote_results(ui.actor(), draft, version).await?;
            let about = About { card: &card, title: "drafts-vote-close-title" };
            let content = view(&ui, &about, &results, &errors);
            Ok(about.answer(&ui, &errors, content))
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, results: &VoteView, errors: &FormErrors) -> Markup {
    let silent: Vec<_> = results.voters.iter().filter(|v| v.ballot.is_none()).collect();
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.t("drafts-vote-close-text")) " " (parts::rule(ui, "385-24")) }
            (vote::picture(ui, results))
            @if !silent.is_empty() {
                (parts::warning(ui, ui.t("drafts-vote-close-silent")))
                ul.govuk-list.govuk-list--bullet {
                    @for line in silent { li { (names::full(ui, &line.body)) ", " (line.name) } }
                }
            }
            form method="post" novalidate { (verbs::buttons(ui, about.card, ui.t("drafts-vote-close-submit"))) }
        },
    )
}
