//! Voting in absentia: started, cast, closed, and its results (385-22 to 385-24).

pub(crate) mod cast;
pub(crate) mod close;
pub(crate) mod start;

use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use crate::view::vote;
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, VoteView};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts};

/// `/drafts/{draft}/v/{version}/vote`: the results, for control officers, and for the listed heads once it is closed.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, (draft, version)).await?;
    let results = app.drafts.vote_results(ui.actor(), draft, version).await?;
    let about = About { card: &card, title: "drafts-vote-results" };
    let content = view(&ui, &about, &results);
    Ok(about.answer(&ui, &FormErrors::none(), content).accessed(crate::pages::card::read(&card, "vote")))
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, results: &VoteView) -> Markup {
    let card = about.card;
    let offered = |action| card.offers.iter().any(|o| o.action == action);
    about.frame(ui, &FormErrors::none(), &html! {
        (vote::facts(ui, results))
        (vote::picture(ui, results))
        (vote::lines(ui, results))
        @if offered(Action::CloseVote) || offered(Action::PutOnAgenda) {
            (parts::button_group(html! {
                @if offered(Action::CloseVote) {
                    (parts::button_link(
                        &crate::paths::action(card.draft, card.version, Action::CloseVote, None), ui.t("drafts-action-close_vote")))
                }
                @if offered(Action::PutOnAgenda) {
                    (parts::button_link_secondary(
                        &crate::paths::action(card.draft, card.version, Action::PutOnAgenda, None), ui.t("drafts-action-put_on_agenda")))
                }
            }))
        }
    })
}
