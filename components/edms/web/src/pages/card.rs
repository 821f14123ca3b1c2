//! The card of a letter with its way.

use super::{LIST, letter};
use crate::EdmsWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_edms::ports::{Delivering, OutMessage};
use orda_edms::{Entry, Event, Letter, LetterCard, LetterId};
use orda_web::parts::{self, Crumb, Row};
use orda_web::{Accounted, Markup, Message, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn show(State(web): State<EdmsWeb>, ui: Ui, Path(id): Path<LetterId>) -> Result<Response, WebError> {
    let card = web.edms.card(ui.actor(), id).await?;
    let content = content(&ui, &card, &web.edms.settings().address);
    let title = Title::new(view::title(&ui, &card.letter.title).to_owned()).above(crumbs(&ui));
    Ok(ui.page(title, content).accessed(Access::done("letter", id, Operation::Read)))
}

/// The step back to the registers.
pub(crate) fn crumbs(ui: &Ui) -> Markup {
    parts::breadcrumbs(ui, &[Crumb::new(LIST, ui.t("edms-list-title"))])
}

/// The page.
pub(crate) fn content(ui: &Ui, card: &LetterCard, address: &str) -> Markup {
    let one = &card.letter;
    html! {
        span.govuk-caption-l { (label(ui, "edms-kind", one.kind.code())) " · " (one.outgoing.number) }
        h1.govuk-heading-l { (view::title(ui, &one.title)) }
        p.govuk-body { (view::state(ui, one)) @if let Some(fault) = &one.fault { " " (view::fault(ui, fault)) } }
        @if let Some(message) = card.carried.as_ref().filter(|m| m.state == Delivering::Waiting && m.attempts > 0) {
            (waits(ui, message))
        }
        (actions(ui, card))
        (parts::summary_list(&rows(ui, card, address)))
        (parts::details(ui.t("edms-card-text"), view::lines(&one.text)))
        @if !card.answers.is_empty() {
            h2.govuk-heading-m { (ui.t("edms-card-answers")) }
            ul.govuk-list.govuk-list--bullet { @for answer in &card.answers { li { (named(ui, answer)) } } }
        }
        h2.govuk-heading-m { (ui.t("edms-card-way")) }
        (way(ui, &card.entries))
    }
}

/// It waits because the receiver's system does not answer: the sender sees it (385-12).
fn waits(ui: &Ui, message: &OutMessage) -> Markup {
    let text = ui
        .tr("edms-card-waits", &[("attempts", message.attempts.into()), ("next", ui.datetime(message.next_at).into())]);
    html! { (parts::warning(ui, &text)) p.govuk-hint.app-wrap { (message.last_error) } }
}

fn named(ui: &Ui, other: &Letter) -> Markup {
    html! {
        a.govuk-link href=(letter(other.id)) {
            (label(ui, "edms-kind", other.kind.code())) ", " (other.outgoing.number) ", " (ui.day(other.outgoing.date))
        }
    }
}

fn actions(ui: &Ui, card: &LetterCard) -> Markup {
    let path = letter(card.letter.id);
    if !(card.may_register || card.may_decline || card.may_send_again) {
        return Markup::default();
    }
    parts::button_group(html! {
        @if card.may_register { (parts::button_link(&format!("{path}/register"), ui.t("edms-register"))) }
        @if card.may_decline { (parts::button_link_secondary(&format!("{path}/decline"), ui.t("edms-decline"))) }
        @if card.may_send_again {
            (parts::post_button(&format!("{path}/again"), ui.t("edms-again"), "", Markup::default()))
        }
    })
}

fn rows<'a>(ui: &'a Ui, card: &'a LetterCard, address: &str) -> Vec<Row<'a>> {
    let one = &card.letter;
    let mut rows = vec![
        Row::new(ui.t("edms-column-sender"), html! { (ui.text(&card.sender)) }),
        Row::new(ui.t("edms-column-receiver"), html! { (ui.text(&card.receiver)) }),
        Row::new(ui.t("edms-column-outgoing"), html! { span.app-wrap { (one.outgoing.number) } }),
        Row::new(ui.t("edms-card-outgoing-date"), html! { (ui.day(one.outgoing.date)) }),
    ];
    match &one.incoming {
        Some(incoming) => {
            rows.push(Row::new(ui.t("edms-column-incoming"), html! { span.app-wrap { (incoming.number) } }));
            rows.push(Row::new(ui.t("edms-card-incoming-date"), html! { (ui.day(incoming.date)) }));
        }
        None => rows.push(Row::new(ui.t("edms-column-incoming"), html! { (ui.t("edms-none")) })),
    }
    rows.push(Row::new(ui.t("edms-card-signer"), html! { (one.signer) }));
    let signature = html! {
        @match &one.signature {
            Some(signature) => {
                (signature.signer) ", " (ui.datetime(signature.at)) br;
                span.govuk-hint.app-wrap { "SHA-256: " (signature.digest) }
            }
            None => { (ui.t("edms-none")) }
        }
    };
    rows.push(Row::new(ui.t("edms-card-signature"), signature));
    let link = html! {
        @if one.link.is_empty() { (ui.t("edms-none")) }
        @else if let Some(path) = view::path(address, &one.link) { a.govuk-link.app-wrap href=(path) { (one.link) } }
        @else { span.app-wrap { (one.link) } }
    };
    rows.push(Row::new(ui.t("edms-card-link"), link));
    if let Some(other) = &card.answers_to {
        rows.push(Row::new(ui.t("edms-card-answers-to"), named(ui, other)));
    }
    rows
}

fn way(ui: &Ui, entries: &[Entry]) -> Markup {
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| {
            let text = match &entry.event {
                Event::Taken { number } | Event::Registered { number } => html! { (number) },
                Event::NotDelivered { fault } | Event::Declined { fault } | Event::Rejected { fault } => {
                    view::fault(ui, fault)
                }
                Event::Answered { by } => html! { a.govuk-link href=(letter(*by)) { (ui.t("edms-card-answer")) } },
                Event::Delivered | Event::Again => Markup::default(),
            };
            parts::Entry::new(label(ui, "edms-event", entry.event.code()), entry.by.clone(), entry.at).text(text)
        })
        .collect();
    parts::timeline(ui, &entries)
}

/// Sends a letter again that was not delivered.
pub(crate) async fn again(State(web): State<EdmsWeb>, ui: Ui, Path(id): Path<LetterId>) -> Result<Response, WebError> {
    web.edms.send_again(ui.actor(), id).await?;
    Ok(ui.redirect_with(&letter(id), &Message::new("edms-again-done")).already_accounted())
}
