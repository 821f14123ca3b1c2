//! A listed head votes: the value is chosen, then signed as it is shown (385-23).

use crate::pages::verbs::{self, About, sign};
use crate::view::label;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error};
use orda_drafts::{Action, Card, DraftId, VoteValue};
use orda_signatures_web::{SCRIPT, SignedForm, signed_cms};
use orda_web::{Accounted, FormErrors, Path, Query, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

type At = Path<(DraftId, u32, BodyId)>;

/// The value chosen; it stands in the address, so that the page to be signed can be gone back to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    value: Option<String>,
}

impl Chosen {
    fn value(&self) -> Option<VoteValue> {
        self.value.as_deref().and_then(VoteValue::from_code)
    }
}

/// Asks for the value; with one, shows what is to be signed.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): At,
    Query(chosen): Query<Chosen>,
) -> Result<Response, WebError> {
    let errors = match (&chosen.value, chosen.value()) {
        (Some(_), None) => ui.form_errors(Error::field("value", "drafts-field-choose"))?,
        _ => FormErrors::none(),
    };
    page(&ui, &app, at, chosen.value(), &errors).await
}

/// Takes the vote.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): At,
    Query(chosen): Query<Chosen>,
    input: SignedForm,
) -> Result<Response, WebError> {
    let (draft, version, body) = at;
    let cast = async {
        let value = chosen.value().ok_or_else(|| Error::field("value", "drafts-field-choose"))?;
        app.drafts.cast_vote(ui.actor(), draft, version, body, value, &signed_cms(&input)?).await
    };
    match cast.await {
        Ok(()) => Ok(ui.redirect(&format!("{}?what=vote", paths::part(draft, version, "signed"))).already_accounted()),
        Err(error) => page(&ui, &app, at, chosen.value(), &ui.form_errors(error)?).await,
    }
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    (draft, version, body): (DraftId, u32, BodyId),
    value: Option<VoteValue>,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let card = verbs::card(ui, app, (draft, version)).await?;
    let about = About { card: &card, title: "drafts-vote-title" };
    // Whether one may vote at all is asked before the value is: the manifest of either value says it.
    let asked = value.unwrap_or(VoteValue::Support);
    let task = match app.drafts.vote_signing(ui.actor(), draft, version, body, asked).await {
        Ok(task) => Some(task),
        Err(error) if errors.is_empty() => return Err(error.into()),
        Err(_) => None,
    };
    let path = paths::action(draft, version, Action::CastVote, Some(body));
    let content = match (value, &task) {
        (None, Some(_)) => choose(ui, &about, &path, errors),
        (Some(value), _) => {
            let path = format!("{path}?value={}", value.code());
            sign::view(ui, &about, task.as_ref(), meaning(value), &path, errors)
        }
        (None, None) => about.frame(ui, errors, &html! {}),
    };
    Ok(about.answer_with(ui, errors, content, &[SCRIPT]))
}

const fn meaning(value: VoteValue) -> &'static str {
    match value {
        VoteValue::Support => "drafts-vote-meaning-support",
        VoteValue::Against => "drafts-vote-meaning-against",
    }
}

/// The two values; there is no third.
pub(crate) fn choose(ui: &Ui, about: &About<'_>, path: &str, errors: &FormErrors) -> Markup {
    let card: &Card = about.card;
    let choices = VoteValue::ALL.map(|v| Choice::new(v.code(), label(ui, "drafts-vote", v.code())));
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.t("drafts-vote-text")) " " (parts::rule(ui, "385-23")) }
            p.govuk-body {
                a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("drafts-vote-read")) }
            }
            form method="get" action=(path) novalidate {
                (parts::radios(Field::new("value", ui.t("drafts-vote-choose")).errors(errors), &choices, ""))
                (verbs::buttons(ui, card, ui.t("drafts-posting-next")))
            }
        },
    )
}
