//! The control officer posts the version for a vote in absentia, with the list of heads and the term (385-22, 385-22-b).

use crate::DraftsWeb;
use crate::pages::chancellery::beside;
use crate::pages::verbs::{self, About, At};
use crate::view::names;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message, PersonId};
use orda_drafts::{Action, Card, DraftRefusal, HeadChoice, VoteInput};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// Whom, and how long.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    heads: Vec<String>,
    term: String,
}

impl Input {
    fn vote(&self) -> Result<VoteInput, Error> {
        let stranger = || Error::from(DraftRefusal::NotAHead { name: String::new() });
        let heads: Vec<PersonId> =
            self.heads.iter().map(|p| p.parse().map_err(|_| stranger())).collect::<Result<_, _>>()?;
        let days = self.term.trim().parse().map_err(|_| Error::field("term", "drafts-field-number"))?;
        Ok(VoteInput { heads, days })
    }
}

/// The page of the form; the heads of the approving bodies are ticked.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::offered(&ui, &app, at, Action::StartVote, None).await?;
    let heads = app.drafts.votable_heads(ui.actor(), draft, version).await?;
    let ticked = heads.iter().filter(|h| h.approving).map(|h| h.person.id.to_string()).collect();
    let input = Input { heads: ticked, term: app.drafts.settings().default_term.to_string() };
    Ok(page(&ui, &card, &heads, &input, &FormErrors::none()))
}

/// Starts it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = async { app.drafts.start_vote(ui.actor(), draft, version, input.vote()?).await };
    match done.await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-vote-started"))),
        Err(error) => {
            let (card, errors) =
                verbs::refused(&ui, &app, (draft, version), beside(error, &[("heads", DraftRefusal::NoVoters)]))
                    .await?;
            let heads = app.drafts.votable_heads(ui.actor(), draft, version).await?;
            Ok(page(&ui, &card, &heads, &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, heads: &[HeadChoice], input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-vote-start-title" };
    let content = view(ui, &about, heads, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, heads: &[HeadChoice], input: &Input, errors: &FormErrors) -> Markup {
    let choices: Vec<_> = heads
        .iter()
        .map(|h| {
            Choice::new(h.person.id.to_string(), names::full(ui, &h.body)).hint(format!(
                "{}, {}",
                h.person.name,
                ui.text(&h.person.position)
            ))
        })
        .collect();
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-vote-start-text")) " " (parts::rule(ui, "385-22")) }
        form method="post" novalidate {
            (parts::text_input(
                Field::new("term", ui.t("drafts-vote-term")).hint(ui.t("drafts-vote-term-hint"))
                    .errors(errors).width(3).max(3).inputmode("numeric"),
                &input.term,
            ))
            (parts::checkboxes(
                Field::new("heads", ui.t("drafts-vote-heads")).hint(ui.t("drafts-vote-heads-hint")).errors(errors).small(),
                &choices,
                &input.heads,
            ))
            (verbs::buttons(ui, about.card, ui.t("drafts-vote-start-submit")))
        }
    })
}
