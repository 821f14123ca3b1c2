//! Letters about a version that the reader's side sent or got. A letter holds a link and never a file (385-15-c).

use super::{Part, answer};
use crate::DraftsWeb;
use crate::pages::verbs::{self, At};
use crate::view::{count, label, names, remark};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Role;
use orda_drafts::{BodyRef, Card, LetterKind, LetterView};
use orda_web::{Path, Response, Ui, WebError, parts, parts::Row};

/// `/drafts/{draft}/v/{version}/letters`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, at).await?;
    let letters = app.drafts.letters(ui.actor(), draft, version).await?;
    Ok(answer(&ui, &card, Part::Letters, &view(&ui, &card, &letters)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, letters: &[LetterView]) -> Markup {
    if letters.is_empty() {
        return parts::empty_state(ui.t("drafts-letters-none"), "", html! {});
    }
    let bodies = by_body(card, letters);
    html! {
        @for (body, letters) in &bodies {
            @let said = html! { @for view in letters { (one(ui, card, view)) } };
            // Many bodies make a long page: one opens those one asks about.
            @if bodies.len() > OPEN {
                (parts::details(
                    &ui.tr("drafts-letters-of", &[("body", names::full(ui, body).into()), ("n", count(letters.len()))]),
                    said,
                ))
            } @else { (said) }
        }
    }
}

/// So many bodies have their letters shown at once.
const OPEN: usize = 2;

/// The letters by the body with which the drafting body exchanged them, in the order of the first ones.
fn by_body<'a>(card: &Card, letters: &'a [LetterView]) -> Vec<(&'a BodyRef, Vec<&'a LetterView>)> {
    let mut all: Vec<(&BodyRef, Vec<&LetterView>)> = Vec::new();
    for view in letters {
        let other = if view.sender.id == card.body.id { &view.addressee } else { &view.sender };
        match all.iter_mut().find(|(body, _)| body.id == other.id) {
            Some((_, of_body)) => of_body.push(view),
            None => all.push((other, vec![view])),
        }
    }
    all
}

/// May the reader open the letter in the exchange, which has it under the same id (385-12)? As its own policy says: clerks,
/// heads and control officers of both sides, drafters of the sender and of whom an answer comes to.
fn keeps_letters(ui: &Ui, view: &LetterView) -> bool {
    let answers = matches!(view.letter.kind, LetterKind::Refusal | LetterKind::NotAccepted);
    let held = |body, drafts: bool| {
        let whole = [Role::RecordsClerk, Role::HeadOfBody, Role::ControlOfficer];
        whole.iter().any(|role| ui.actor().has(*role, body)) || (drafts && ui.actor().has(Role::Drafter, body))
    };
    held(view.sender.id, true) || held(view.addressee.id, answers)
}

fn one(ui: &Ui, card: &Card, view: &LetterView) -> Markup {
    let letter = &view.letter;
    let none = || html! { (ui.t("drafts-word-none")) };
    let mut rows = vec![
        Row::new(ui.t("drafts-letter-from"), html! { (names::full(ui, &view.sender)) }),
        Row::new(ui.t("drafts-letter-to"), html! { (names::full(ui, &view.addressee)) }),
        Row::new(
            ui.t("drafts-letter-number"),
            if letter.number.is_empty() {
                none()
            } else {
                html! { (letter.number) }
            },
        ),
        Row::new(ui.t("drafts-letter-date"), html! { (ui.day(letter.date)) }),
        Row::new(ui.t("drafts-letter-subject"), html! { (ui.text(&letter.title)) }),
        Row::new(ui.t("drafts-letter-signer"), html! { (letter.signer) }),
        Row::new(
            ui.t("drafts-letter-sent"),
            html! {
                (ui.datetime(letter.sent_at)) ", " (letter.sent_by.name)
                @if letter.late { " (" (ui.t("drafts-card-late")) ")" }
            },
        ),
        Row::new(ui.t("drafts-letter-link"), html! { a.govuk-link href=(letter.link) { (letter.link) } }),
    ];
    if keeps_letters(ui, view) {
        let path = format!("/letters/{}", letter.id);
        rows.push(Row::new(ui.t("drafts-letter-exchange"), html! { a.govuk-link href=(path) { (path) } }));
    }
    let line = card.bodies.iter().find(|line| line.body.id == letter.addressee);
    if let Some(registration) = line.and_then(|l| l.approval.as_ref()).and_then(|a| a.registration.as_ref()) {
        rows.push(Row::new(ui.t("drafts-letter-incoming-number"), html! { (registration.number) }));
        rows.push(Row::new(ui.t("drafts-letter-incoming-date"), html! { (ui.day(registration.date)) }));
    }
    html! {
        article {
            h3.govuk-heading-s { (label(ui, "drafts-letter", letter.kind.code())) ": " (names::short(ui, &view.addressee)) }
            (parts::summary_list(&rows))
            (parts::details(ui.t("drafts-letter-text"), remark::lines(&letter.text)))
        }
    }
}
