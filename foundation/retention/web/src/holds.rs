//! Holds: documents that are not destroyed for now.

use crate::RetentionWeb;
use crate::pages::{LIST, crumbs};
use axum::extract::State;
use orda_base::{Access, Error, Operation};
use orda_retention::HoldId;
use orda_web::parts::{self, Colour, Column, Confirmation, Field, Table};
use orda_web::{Accounted, Form, FormErrors, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

pub(crate) async fn list(State(web): State<RetentionWeb>, ui: Ui) -> Result<Response, WebError> {
    let all = web.retention.holds(ui.actor()).await?;
    let columns = vec![
        Column::new(ui.t("retention-number")),
        Column::new(ui.t("retention-reason")),
        Column::new(ui.t("retention-placed")),
        Column::new(ui.t("retention-state")),
    ];
    let rows = all.iter().map(|hold| {
        let stands = if let Some((who, at)) = &hold.lifted {
            html! { (parts::tag(ui.t("retention-lifted"), Colour::Grey)) " " (ui.datetime(*at)) ", " (who) }
        } else {
            html! {
                (parts::tag(ui.t("retention-held"), Colour::Yellow)) " "
                a.govuk-link href={ (LIST) "/holds/" (hold.id) "/lift" } {
                    (ui.t("retention-lift")) span.govuk-visually-hidden { ": " (hold.number) }
                }
            }
        };
        vec![
            html! { (hold.number) },
            html! { span.app-wrap { (hold.reason) } },
            html! { (ui.datetime(hold.placed_at)) ", " (hold.placed_by) },
            stands,
        ]
    });
    let content = html! {
        h1.govuk-heading-l { (ui.t("retention-holds")) }
        p.govuk-body { (ui.t("retention-holds-lead")) }
        (parts::button_group(html! { (parts::button_link(&format!("{LIST}/holds/new"), ui.t("retention-hold"))) }))
        @if all.is_empty() {
            (parts::empty_state(ui.t("retention-no-holds"), ui.t("retention-no-holds-text"), html! {}))
        } @else { (parts::table(&ui, &Table::new(ui.t("retention-holds"), columns).rows(rows))) }
    };
    let title = Title::new(ui.t("retention-holds")).above(crumbs(&ui));
    Ok(ui.page(title, content).accessed(Access::done("hold", "", Operation::Read)))
}

/// A hold as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    numbers: String,
    reason: String,
}

pub(crate) async fn new(State(web): State<RetentionWeb>, ui: Ui) -> Result<Response, WebError> {
    web.retention.proposals(ui.actor(), 1).await?;
    Ok(form(&ui, &Input::default(), &FormErrors::none()))
}

pub(crate) async fn place(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.retention.hold(ui.actor(), &input.numbers, &input.reason).await {
        Ok(_) => Ok(done(&ui, "retention-hold-done")),
        Err(error) => Ok(form(&ui, &input, &ui.form_errors(error)?)),
    }
}

fn form(ui: &Ui, input: &Input, errors: &FormErrors) -> Response {
    let reason = Field::new("reason", ui.t("retention-reason")).hint(ui.t("retention-reason-hint")).max(1000);
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("retention-hold")) }
            form method="post" action={ (LIST) "/holds/new" } novalidate {
                (parts::text_input(Field::new("numbers", ui.t("retention-number")).max(60).errors(errors), &input.numbers))
                (parts::textarea(ui, reason.errors(errors), &input.reason))
                (parts::button_group(html! {
                    (parts::button(ui.t("retention-hold")))
                    a.govuk-link href={ (LIST) "/holds" } { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    let title = Title::new(ui.t("retention-hold")).above(crumbs(ui));
    ui.form_page(title, errors, content)
}

pub(crate) async fn ask(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Path(hold): Path<HoldId>,
) -> Result<Response, WebError> {
    let all = web.retention.holds(ui.actor()).await?;
    let one = all.iter().find(|h| h.id == hold && h.lifted.is_none()).ok_or(Error::NotFound)?;
    let question = ui.tr("retention-lift-question", &[("number", one.number.as_str().into())]);
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: &question,
            consequence: ui.t("retention-lift-consequence"),
            content: html! { p.govuk-body { (ui.t("retention-reason")) ": " (one.reason) } },
            action: &format!("{LIST}/holds/{hold}/lift"),
            verb: ui.t("retention-lift"),
            back: &format!("{LIST}/holds"),
            dangerous: false,
        },
    ))
}

pub(crate) async fn lift(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Path(hold): Path<HoldId>,
) -> Result<Response, WebError> {
    web.retention.lift(ui.actor(), hold).await?;
    Ok(done(&ui, "retention-lift-done"))
}

fn done(ui: &Ui, message: &'static str) -> Response {
    ui.redirect_with(&format!("{LIST}/holds"), &Message::new(message)).already_accounted()
}
