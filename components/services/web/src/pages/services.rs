//! Services: the list, the card with its authorisations, entering and changing.

use super::{RESULTS, SERVICES, service, services_crumb};
use crate::ServicesWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, LocalizedText, Operation};
use orda_identity::Body;
use orda_services::{AuthorisationLine, Desk, ServiceCard, ServiceId, ServiceInput, ServiceKind};
use orda_web::parts::{self, Choice, Colour, Column, Crumb, Field, Row, Tab, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

/// The two lists of the component as links.
pub(crate) fn tabs(ui: &Ui, current: &str) -> Markup {
    let all = [Tab::new(RESULTS, ui.t("services-results-title")), Tab::new(SERVICES, ui.t("services-services-title"))];
    parts::tabs(ui.t("services-results-title"), &all, current)
}

pub(crate) async fn list(State(web): State<ServicesWeb>, ui: Ui) -> Result<Response, WebError> {
    let desk = web.services.services(ui.actor()).await?;
    let content = list_content(&ui, &desk);
    Ok(ui.page(Title::new(ui.t("services-services-title")).wide(), content).accessed(Access::done(
        "service",
        "",
        Operation::Search,
    )))
}

fn list_content(ui: &Ui, desk: &Desk) -> Markup {
    let columns = vec![
        Column::new(ui.t("services-service")),
        Column::new(ui.t("services-code")),
        Column::new(ui.t("services-kind")),
        Column::new(ui.t("services-provider")),
        Column::new(ui.t("services-word-state")),
    ];
    let rows = desk.lines.iter().map(|line| {
        let one = &line.service;
        vec![
            html! { a.govuk-link href=(service(one.id)) { (ui.text(&one.name)) } },
            html! { span.app-wrap { (one.code) } },
            html! { (label(ui, "services-kind", one.kind.code())) },
            html! { (ui.text(&line.provider.name)) },
            html! {
                (provided(ui, one.active))
                @if line.authorised { " " (parts::tag(ui.t("services-authorised"), Colour::Blue)) }
            },
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("services-services-title")) }
        p.govuk-body { (ui.t("services-services-lead")) }
        @if desk.may_register { (parts::button_link("/services/new", ui.t("services-register"))) }
        (tabs(ui, SERVICES))
        @if desk.lines.is_empty() {
            (parts::empty_state(ui.t("services-services-empty"), ui.t("services-services-empty-text"), html! {}))
        } @else {
            (parts::table(ui, &Table::new(ui.t("services-services-title"), columns).rows(rows)))
        }
    }
}

fn provided(ui: &Ui, active: bool) -> Markup {
    if active {
        parts::tag(ui.t("services-active"), Colour::Green)
    } else {
        parts::tag(ui.t("services-closed"), Colour::Grey)
    }
}

pub(crate) async fn show(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ServiceId>,
) -> Result<Response, WebError> {
    let card = web.services.service_card(ui.actor(), id).await?;
    let title =
        Title::new(ui.text(&card.service.name).to_owned()).above(parts::breadcrumbs(&ui, &[services_crumb(&ui)]));
    Ok(ui.page(title, card_content(&ui, &card)).accessed(Access::done("service", id, Operation::Read)))
}

fn card_content(ui: &Ui, card: &ServiceCard) -> Markup {
    let one = &card.service;
    let path = service(one.id);
    let rows = [
        Row::new(ui.t("services-code"), html! { span.app-wrap { (one.code) } }),
        Row::new(ui.t("services-kind"), html! { (label(ui, "services-kind", one.kind.code())) }),
        Row::new(ui.t("services-provider"), html! { (ui.text(&card.provider.name)) }),
        Row::new(ui.t("services-word-state"), provided(ui, one.active)),
    ];
    html! {
        h1.govuk-heading-l { (ui.text(&one.name)) }
        (parts::summary_list(&rows))
        @if card.may_keep || card.may_prepare {
            (parts::button_group(html! {
                @if card.may_prepare {
                    (parts::button_link(&format!("{RESULTS}/new?service={}", one.id), ui.t("services-prepare")))
                }
                @if card.may_keep {
                    (parts::button_link(&format!("{path}/authorisations/new"), ui.t("services-authorise")))
                    (parts::button_link_secondary(&format!("{path}/edit"), ui.t("web-change")))
                }
                a.govuk-link href=(format!("{RESULTS}?service={}", one.id)) { (ui.t("services-its-results")) }
            }))
        }
        h2.govuk-heading-m #authorisations { (ui.t("services-authorisations")) }
        p.govuk-body { (ui.t("services-authorisations-lead")) " " (parts::rule(ui, "74-5-4-b")) }
        @if card.authorisations.is_empty() {
            (parts::empty_state(ui.t("services-authorisations-empty"), ui.t("services-authorisations-empty-text"), html! {}))
        } @else { (authorisations(ui, card)) }
        (view::history(ui, &card.history))
    }
}

fn authorisations(ui: &Ui, card: &ServiceCard) -> Markup {
    let columns = vec![
        Column::new(ui.t("services-employee")),
        Column::new(ui.t("services-word-period")),
        Column::new(ui.t("services-granted-by")),
        Column::new(ui.t("services-word-state")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let row = |line: &AuthorisationLine| {
        let one = &line.authorisation;
        vec![
            html! { (line.name) },
            html! { (view::period(ui, one.from, one.until)) },
            html! { (one.granted_by.name) br; span.app-secondary { (ui.datetime(one.granted_at)) } },
            html! {
                (view::standing(ui, line))
                @if let Some(withdrawn) = &one.withdrawn {
                    br; span.app-secondary { (withdrawn.by.name) ", " (ui.datetime(withdrawn.at)) }
                    br; span.app-wrap { (withdrawn.reason) }
                }
            },
            html! {
                @if card.may_keep && !line.ended {
                    a.govuk-link href=(format!("{}/authorisations/{}/withdraw", service(card.service.id), one.id)) {
                        (ui.t("services-withdraw")) span.govuk-visually-hidden { ": " (line.name) }
                    }
                }
            },
        ]
    };
    let rows = card.authorisations.iter().map(row);
    parts::table(ui, &Table::new(ui.t("services-authorisations"), columns).rows(rows))
}

/// A service as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    body: String,
    code: String,
    name_kk: String,
    name_ru: String,
    name_en: String,
    kind: String,
    active: Vec<String>,
}

impl Input {
    fn read(&self) -> ServiceInput {
        ServiceInput {
            body: self.body.parse().ok(),
            code: self.code.clone(),
            name: LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en),
            kind: ServiceKind::from_code(&self.kind),
            active: Some(!self.active.is_empty()),
        }
    }

    fn of(card: &ServiceCard) -> Self {
        let one = &card.service;
        Self {
            body: one.body.to_string(),
            code: one.code.clone(),
            name_kk: one.name.kk.clone(),
            name_ru: one.name.ru.clone(),
            name_en: one.name.en.clone(),
            kind: one.kind.code().to_owned(),
            active: one.active.then(|| "yes".to_owned()).into_iter().collect(),
        }
    }
}

pub(crate) async fn form(State(web): State<ServicesWeb>, ui: Ui) -> Result<Response, WebError> {
    let bodies = web.services.providers(ui.actor()).await?;
    let body = if let [only] = &bodies[..] { only.id.to_string() } else { String::new() };
    let active = vec!["yes".to_owned()];
    let input = Input { body, kind: ServiceKind::State.code().to_owned(), active, ..Input::default() };
    Ok(ui.page(new_title(&ui), form_content(&ui, Some(&bodies), &input, &FormErrors::none())))
}

pub(crate) async fn post(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.services.register(ui.actor(), &input.read()).await {
        Ok(id) => Ok(ui.redirect_with(&service(id), &Message::new("web-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let bodies = web.services.providers(ui.actor()).await?;
            Ok(ui.page_with_errors(new_title(&ui), &errors, form_content(&ui, Some(&bodies), &input, &errors)))
        }
    }
}

fn new_title(ui: &Ui) -> Title<'_> {
    Title::new(ui.t("services-register")).above(parts::breadcrumbs(ui, &[services_crumb(ui)]))
}

pub(crate) async fn edit_form(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ServiceId>,
) -> Result<Response, WebError> {
    let card = kept(&web, &ui, id).await?;
    let content = form_content(&ui, None, &Input::of(&card), &FormErrors::none());
    Ok(ui.page(edit_title(&ui, &card), content).accessed(Access::done("service", id, Operation::Read)))
}

pub(crate) async fn edit(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ServiceId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.services.change(ui.actor(), id, &input.read()).await {
        Ok(changed) => {
            let done = ui.redirect_with(&service(id), &Message::new("web-saved"));
            Ok(view::saved(done, changed, "service", id))
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = kept(&web, &ui, id).await?;
            Ok(ui.page_with_errors(edit_title(&ui, &card), &errors, form_content(&ui, None, &input, &errors)))
        }
    }
}

/// The card of a service that the reader keeps.
pub(crate) async fn kept(web: &ServicesWeb, ui: &Ui, id: ServiceId) -> Result<ServiceCard, WebError> {
    let card = web.services.service_card(ui.actor(), id).await?;
    if card.may_keep { Ok(card) } else { Err(orda_base::Error::Forbidden.into()) }
}

fn edit_title<'a>(ui: &'a Ui, card: &'a ServiceCard) -> Title<'a> {
    let steps = [services_crumb(ui), Crumb::new(service(card.service.id), ui.text(&card.service.name))];
    Title::new(ui.t("services-edit-title")).above(parts::breadcrumbs(ui, &steps))
}

/// The form. Provider and code are asked once, when the service is entered.
fn form_content(ui: &Ui, bodies: Option<&[Arc<Body>]>, input: &Input, errors: &FormErrors) -> Markup {
    let kinds: Vec<_> =
        ServiceKind::ALL.into_iter().map(|k| Choice::new(k.code(), label(ui, "services-kind", k.code()))).collect();
    let active = [Choice::new("yes", ui.t("services-active-choice")).hint(ui.t("services-active-hint"))];
    let heading = if bodies.is_some() { ui.t("services-register") } else { ui.t("services-edit-title") };
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (heading) }
            form method="post" novalidate {
                @if let Some(bodies) = bodies {
                    @if let [only] = bodies {
                        (parts::hidden("body", only.id))
                        p.govuk-body { (ui.t("services-provider")) ": " (ui.text(&only.name)) }
                    } @else {
                        @let none = std::iter::once(Choice::new("", ui.t("services-not-chosen")));
                        @let choices: Vec<_> = none
                            .chain(bodies.iter().map(|b| Choice::new(b.id.to_string(), ui.text(&b.name)))).collect();
                        (parts::select(Field::new("body", ui.t("services-provider")).errors(errors), &choices, &input.body))
                    }
                    (parts::text_input(
                        Field::new("code", ui.t("services-code")).hint(ui.t("services-code-hint")).width(20).max(40)
                            .errors(errors),
                        &input.code,
                    ))
                } @else { (parts::hidden("code", &input.code)) }
                (parts::text_input(
                    Field::new("name_kk", ui.t("services-name-kk")).lang("kk").max(300).errors(errors), &input.name_kk,
                ))
                (parts::text_input(
                    Field::new("name_ru", ui.t("services-name-ru")).lang("ru").max(300).errors(errors), &input.name_ru,
                ))
                (parts::text_input(
                    Field::new("name_en", ui.t("services-name-en")).lang("en").max(300).optional(ui).errors(errors),
                    &input.name_en,
                ))
                (parts::radios(Field::new("kind", ui.t("services-kind")).errors(errors), &kinds, &input.kind))
                (parts::checkboxes(Field::new("active", ui.t("services-word-state")), &active, &input.active))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(SERVICES) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
