//! The provider authorises an employee, after being asked once more, and withdraws it with a reason.

use super::{service, services_crumb};
use crate::ServicesWeb;
use crate::view;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_identity::PersonCard;
use orda_services::{AuthorisationId, AuthorisationInput, AuthorisationLine, Service, ServiceId};
use orda_web::parts::{self, Choice, Confirmation, Crumb, Field, Row};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

/// An authorisation as it is typed. `step` is `confirm` once it was asked again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    person: String,
    from: String,
    until: String,
    step: String,
}

impl Input {
    fn read(&self) -> AuthorisationInput {
        AuthorisationInput {
            person: self.person.parse().ok(),
            from: self.from.trim().parse().ok(),
            until: self.until.clone(),
        }
    }
}

pub(crate) async fn form(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ServiceId>,
) -> Result<Response, WebError> {
    let (service, people) = web.services.candidates(ui.actor(), id).await?;
    let input = Input { from: web.env.now().date().to_string(), ..Input::default() };
    let content = content(&ui, &service, &people, &input, &FormErrors::none());
    Ok(ui.page(title(&ui, &service), content).accessed(Access::done("service", id, Operation::Read)))
}

pub(crate) async fn post(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ServiceId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let outcome = if input.step == "confirm" {
        web.services.authorise(ui.actor(), id, &input.read()).await.map(|_| None)
    } else {
        web.services.proposed(ui.actor(), id, &input.read()).await.map(Some)
    };
    match outcome {
        Ok(None) => {
            let done = Message::new("services-authorise-done");
            Ok(ui.redirect_with(&service(id), &done).already_accounted())
        }
        Ok(Some(line)) => Ok(ask(&ui, id, &input, &line).accessed(Access::done("service", id, Operation::Read))),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let (service, people) = web.services.candidates(ui.actor(), id).await?;
            let content = content(&ui, &service, &people, &input, &errors);
            Ok(ui.page_with_errors(title(&ui, &service), &errors, content))
        }
    }
}

fn title<'a>(ui: &'a Ui, of: &'a Service) -> Title<'a> {
    let steps = [services_crumb(ui), Crumb::new(service(of.id), ui.text(&of.name))];
    Title::new(ui.t("services-authorise")).above(parts::breadcrumbs(ui, &steps))
}

fn content(ui: &Ui, of: &Service, people: &[Arc<PersonCard>], input: &Input, errors: &FormErrors) -> Markup {
    let named = |p: &Arc<PersonCard>| {
        let post = ui.text(&p.position);
        let name = p.name.full();
        Choice::new(p.id.to_string(), if post.is_empty() { name } else { format!("{name}, {post}") })
    };
    let none = std::iter::once(Choice::new("", ui.t("services-not-chosen")));
    let choices: Vec<_> = none.chain(people.iter().map(named)).collect();
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (ui.text(&of.name)) }
            h1.govuk-heading-l { (ui.t("services-authorise")) }
            p.govuk-body { (ui.t("services-authorise-lead")) " " (parts::rule(ui, "74-5-4-b")) }
            form method="post" novalidate {
                (parts::select(Field::new("person", ui.t("services-employee")).errors(errors), &choices, &input.person))
                (parts::text_input(
                    Field::new("from", ui.t("services-from")).kind("date").width(10).errors(errors), &input.from,
                ))
                (parts::text_input(
                    Field::new("until", ui.t("services-until")).hint(ui.t("services-until-hint")).kind("date").width(10)
                        .optional(ui).errors(errors),
                    &input.until,
                ))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-continue")))
                    a.govuk-link href=(service(of.id)) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

/// Asks once more, with what would be granted.
fn ask(ui: &Ui, id: ServiceId, input: &Input, line: &AuthorisationLine) -> Response {
    let one = &line.authorisation;
    let rows = [
        Row::new(ui.t("services-employee"), html! { (line.name) }),
        Row::new(ui.t("services-word-period"), html! { (view::period(ui, one.from, one.until)) }),
    ];
    let question = ui.tr("services-authorise-question", &[("name", line.name.as_str().into())]);
    let action = format!("{}/authorisations/new", service(id));
    let confirmation = Confirmation {
        question: &question,
        consequence: ui.t("services-authorise-consequence"),
        content: html! {
            (parts::summary_list(&rows))
            (parts::hidden("person", &input.person))
            (parts::hidden("from", &input.from))
            (parts::hidden("until", &input.until))
            (parts::hidden("step", "confirm"))
        },
        action: &action,
        verb: ui.t("services-authorise"),
        back: &action,
        dangerous: false,
    };
    parts::confirm_page(ui, confirmation)
}

/// Why it is withdrawn.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    pub(crate) reason: String,
}

type At = Path<(ServiceId, AuthorisationId)>;

pub(crate) async fn ask_withdraw(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path((id, which)): At,
) -> Result<Response, WebError> {
    let (of, line) = web.services.authorisation(ui.actor(), id, which).await?;
    let content = withdraw_content(&ui, &of, &line, "", &FormErrors::none());
    let access = Access::done("service_authorisation", which, Operation::Read);
    Ok(ui.page(ui.t("services-withdraw-title"), content).accessed(access))
}

pub(crate) async fn withdraw(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path((id, which)): At,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    match web.services.withdraw(ui.actor(), id, which, &input.reason).await {
        Ok(()) => {
            let done = Message::new("services-withdraw-done");
            Ok(ui.redirect_with(&service(id), &done).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let (of, line) = web.services.authorisation(ui.actor(), id, which).await?;
            let content = withdraw_content(&ui, &of, &line, &input.reason, &errors);
            Ok(ui.page_with_errors(ui.t("services-withdraw-title"), &errors, content))
        }
    }
}

fn withdraw_content(ui: &Ui, of: &Service, line: &AuthorisationLine, reason: &str, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (ui.text(&of.name)) }
            h1.govuk-heading-l { (ui.tr("services-withdraw-question", &[("name", line.name.as_str().into())])) }
            (parts::warning(ui, ui.t("services-withdraw-consequence")))
            form method="post" novalidate {
                (parts::textarea(ui, Field::new("reason", ui.t("services-reason")).rows(3).max(1000).errors(errors), reason))
                (parts::button_group(html! {
                    (parts::button_warning(ui.t("services-withdraw")))
                    a.govuk-link href=(service(of.id)) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
