//! Putting a record into operation (217-a17.3), and withdrawing it.

use super::findings::Reason;
use super::{answer, card, path, record_crumbs, view};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_registry::{RESOURCE, Record, RecordId};
use orda_web::parts::{self, Confirmation, Field};
use orda_web::{Accounted, Form, FormErrors, Message, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn ask(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    let found = web.registry.changeable(ui.actor(), id).await?;
    let name = [("name", ui.text(&found.record.name).into())];
    let page = parts::confirm_page(
        &ui,
        Confirmation {
            question: &ui.tr("registry-operate-question", &name),
            consequence: ui.t("registry-operate-consequence"),
            content: html! {},
            action: &path(id, "/operation"),
            verb: ui.t("registry-operate"),
            back: &path(id, ""),
            dangerous: false,
        },
    );
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

/// Refused, it leads to the card, on which everything that is missing is named and linked to its place.
pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    match web.registry.put_into_operation(ui.actor(), id).await {
        Ok(()) => Ok(ui.redirect_with(&path(id, ""), &Message::new("registry-operate-done")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(card::page(&ui, &web.registry.card(ui.actor(), id).await?, &errors))
        }
    }
}

pub(crate) async fn ask_withdraw(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    let found = web.registry.changeable(ui.actor(), id).await?;
    let page = withdraw_page(&ui, &found.record, "", &FormErrors::none());
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

pub(crate) async fn withdraw(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    let done = web.registry.withdraw(ui.actor(), id, &input.reason).await;
    answer(&web, &ui, id, done, "registry-withdraw-done", |record, errors| {
        Ok(withdraw_page(&ui, record, &input.reason, errors))
    })
    .await
}

fn withdraw_page(ui: &Ui, record: &Record, reason: &str, errors: &FormErrors) -> Response {
    let fields = html! {
        (parts::warning(ui, ui.t("registry-withdraw-consequence")))
        (parts::textarea(ui, Field::new("reason", ui.t("registry-reason")).rows(3).max(1000).errors(errors), reason))
    };
    let heading = ui.t("registry-withdraw");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}
