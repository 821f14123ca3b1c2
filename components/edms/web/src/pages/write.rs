//! A records clerk sends an official letter (217-a31.7).

use super::card::crumbs;
use super::{LIST, letter};
use crate::EdmsWeb;
use crate::view;
use axum::extract::State;
use orda_base::{BodyId, Error, FieldError, LocalizedText, Result, Role};
use orda_edms::{Letter, LetterId, LetterKind, NewLetter};
use orda_identity::Body;
use orda_web::parts::{self, Choice, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

/// A letter as it is typed. `id` is given when the form is shown: the same form sent twice makes one letter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    id: String,
    sender: String,
    receiver: String,
    number: String,
    title_kk: String,
    title_ru: String,
    text: String,
    link: String,
    signer: String,
}

pub(crate) async fn form(State(web): State<EdmsWeb>, ui: Ui) -> Result<Response, WebError> {
    if !ui.actor().has_anywhere(Role::RecordsClerk) {
        return Err(Error::Forbidden.into());
    }
    let bodies = web.edms.bodies().await?;
    let input = Input { id: LetterId::generate(&web.env).to_string(), ..Input::default() };
    let content = content(&ui, &bodies, &input, &FormErrors::none());
    Ok(ui.page(Title::new(ui.t("edms-write-title")).above(crumbs(&ui)), content))
}

pub(crate) async fn post(State(web): State<EdmsWeb>, ui: Ui, Form(input): Form<Input>) -> Result<Response, WebError> {
    match sent(&web, &ui, &input).await {
        Ok(done) => {
            let message = Message::new("edms-write-done");
            Ok(ui.redirect_with(&letter(done.id), &message).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let bodies = web.edms.bodies().await?;
            let title = Title::new(ui.t("edms-write-title")).above(crumbs(&ui));
            Ok(ui.page_with_errors(title, &errors, content(&ui, &bodies, &input, &errors)))
        }
    }
}

async fn sent(web: &EdmsWeb, ui: &Ui, input: &Input) -> Result<Letter> {
    if !ui.actor().has_anywhere(Role::RecordsClerk) {
        return Err(Error::Forbidden);
    }
    let mut wrong = Vec::new();
    let own: Vec<BodyId> = ui.actor().bodies_with(Role::RecordsClerk).collect();
    let sender = input.sender.parse().ok().or(if own.len() == 1 { own.first().copied() } else { None });
    let receiver = input.receiver.parse::<BodyId>().ok();
    if sender.is_none() {
        wrong.push(FieldError::new("sender", "error-choose"));
    }
    if receiver.is_none() {
        wrong.push(FieldError::new("receiver", "error-choose"));
    }
    for (field, value) in [("title_kk", &input.title_kk), ("text", &input.text), ("signer", &input.signer)] {
        if value.trim().is_empty() {
            wrong.push(FieldError::new(field, "error-required"));
        }
    }
    let (Some(sender), Some(receiver), true) = (sender, receiver, wrong.is_empty()) else {
        return Err(Error::Invalid(wrong));
    };
    let new = NewLetter {
        id: input.id.parse().unwrap_or_else(|_| LetterId::generate(&web.env)),
        kind: LetterKind::Official,
        sender,
        receiver,
        number: input.number.clone(),
        date: web.env.now().date(),
        title: LocalizedText::new(input.title_kk.trim(), input.title_ru.trim(), ""),
        text: input.text.trim().to_owned(),
        link: input.link.trim().to_owned(),
        signer: input.signer.clone(),
        signature: None,
        in_reply_to: None,
        host: String::new(),
    };
    web.edms.send(ui.actor(), new).await
}

fn content(ui: &Ui, bodies: &[Arc<Body>], input: &Input, errors: &FormErrors) -> Markup {
    let none = || Choice::new("", ui.t("edms-not-chosen"));
    let all = bodies.iter().map(|b| Choice::new(b.id.to_string(), b.name.get(ui.lang())));
    let receivers: Vec<_> = std::iter::once(none()).chain(all).collect();
    let own: Vec<_> = bodies.iter().filter(|b| ui.actor().has(Role::RecordsClerk, b.id)).collect();
    let senders: Vec<_> = std::iter::once(none())
        .chain(own.iter().map(|b| Choice::new(b.id.to_string(), b.name.get(ui.lang()))))
        .collect();
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("edms-write-title")) }
            p.govuk-body { (ui.t("edms-write-lead")) " " (parts::rule(ui, "385-15-c")) }
            form method="post" novalidate {
                (parts::hidden("id", &input.id))
                @if own.len() > 1 {
                    (parts::select(Field::new("sender", ui.t("edms-column-sender")).errors(errors), &senders, &input.sender))
                } @else if let Some(body) = own.first() {
                    p.govuk-body { (ui.t("edms-column-sender")) ": " (view::short(ui, body)) }
                }
                (parts::select(Field::new("receiver", ui.t("edms-column-receiver")).errors(errors), &receivers, &input.receiver))
                (parts::text_input(
                    Field::new("number", ui.t("edms-column-outgoing")).hint(ui.t("edms-write-number-hint"))
                        .optional(ui).errors(errors).width(20).max(60),
                    &input.number,
                ))
                (parts::text_input(
                    Field::new("title_kk", ui.t("edms-write-title-kk")).lang("kk").max(1000).errors(errors), &input.title_kk,
                ))
                (parts::text_input(
                    Field::new("title_ru", ui.t("edms-write-title-ru")).lang("ru").max(1000).optional(ui).errors(errors),
                    &input.title_ru,
                ))
                (parts::textarea(ui, Field::new("text", ui.t("edms-card-text")).rows(10).errors(errors), &input.text))
                (parts::text_input(
                    Field::new("link", ui.t("edms-card-link")).hint(ui.t("edms-write-link-hint")).optional(ui)
                        .max(1000).errors(errors),
                    &input.link,
                ))
                (parts::text_input(Field::new("signer", ui.t("edms-card-signer")).max(300).errors(errors), &input.signer))
                (parts::button_group(html! {
                    (parts::button(ui.t("edms-write-submit")))
                    a.govuk-link href=(LIST) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
