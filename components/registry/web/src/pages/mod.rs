//! One file a page or a verb.

mod access;
mod accesses;
mod audit;
mod audit_report;
mod audits;
mod card;
mod data_set_removal;
mod data_sets;
mod findings;
mod interaction_steps;
mod interactions;
mod list;
mod operation;
pub(crate) mod query;
mod record;
mod updates;
mod view;

pub(crate) use findings::positive;

use crate::RegistryWeb;
use axum::Router;
use axum::routing::{get, post};
use orda_base::{Access, Error, Operation, Result as Done};
use orda_registry::{AuditId, InteractionId, RESOURCE, Record, RecordId};
use orda_web::parts::{self, Crumb};
use orda_web::{Accounted, FormErrors, Markup, Message, Response, Ui, WebError};

pub(crate) const LIST: &str = "/registry";
pub(crate) const UPDATES: &str = "/registry/updates";
pub(crate) const INTERACTIONS: &str = "/registry/interactions";
pub(crate) const AUDITS: &str = "/registry/audits";
pub(crate) const AUDITS_DUE: &str = "/registry/audits/due";

pub(crate) fn routes(state: RegistryWeb) -> Router {
    Router::new()
        .route("/registry", get(list::show))
        .route("/registry/new", get(record::form).post(record::post))
        .route("/registry/updates", get(updates::show))
        .route("/registry/updates/export.csv", get(updates::csv))
        .route("/registry/{record}", get(card::show))
        .route("/registry/{record}/edit", get(record::edit_form).post(record::edit))
        .route("/registry/{record}/access", get(access::form).post(access::post))
        .route("/registry/{record}/operation", get(operation::ask).post(operation::post))
        .route("/registry/{record}/withdraw", get(operation::ask_withdraw).post(operation::withdraw))
        .route("/registry/{record}/findings/new", get(findings::form).post(findings::post))
        .route("/registry/{record}/findings/{finding}/withdraw", get(findings::ask_withdraw).post(findings::withdraw))
        .route("/registry/{record}/data-sets/new", get(data_sets::form).post(data_sets::post))
        .route("/registry/{record}/data-sets/{data_set}/edit", get(data_sets::edit_form).post(data_sets::edit))
        .route(
            "/registry/{record}/data-sets/{data_set}/remove",
            get(data_set_removal::ask).post(data_set_removal::post),
        )
        .route("/registry/{record}/data-sets/{data_set}/updated", post(data_sets::updated))
        .route("/registry/{record}/interactions/new", get(interaction_steps::form).post(interaction_steps::post))
        .route("/registry/{record}/audits/new", get(audit::form).post(audit::post))
        .merge(of_interactions())
        .merge(of_audits())
        .with_state(state)
}

fn of_interactions() -> Router<RegistryWeb> {
    use interaction_steps as steps;
    Router::new()
        .route("/registry/interactions", get(interactions::list))
        .route("/registry/interactions/{interaction}", get(interactions::show))
        .route("/registry/interactions/{interaction}/force", get(steps::ask_force).post(steps::force))
        .route("/registry/interactions/{interaction}/end", get(steps::ask_end).post(steps::end))
        .route(
            "/registry/interactions/{interaction}/participants/new",
            get(steps::participant_form).post(steps::participant),
        )
        .route(
            "/registry/interactions/{interaction}/participants/{participant}/end",
            get(steps::ask_end_participant).post(steps::end_participant),
        )
        .route("/registry/interactions/{interaction}/accesses", get(accesses::show))
        .route("/registry/interactions/{interaction}/accesses/export.csv", get(accesses::csv))
}

fn of_audits() -> Router<RegistryWeb> {
    Router::new()
        .route("/registry/audits", get(audits::list))
        .route("/registry/audits/export.csv", get(audits::csv))
        .route("/registry/audits/due", get(audits::due))
        .route("/registry/audits/due/export.csv", get(audits::due_csv))
        .route("/registry/audits/{audit}", get(audit::show))
        .route("/registry/audits/{audit}/edit", get(audit::edit_form).post(audit::edit))
        .route("/registry/audits/{audit}/report", get(audit_report::form).post(audit_report::post))
        .route("/registry/audits/{audit}/report/file", get(audit_report::file))
        .route("/registry/audits/{audit}/send", get(audit_report::ask_send).post(audit_report::send))
}

/// Path of an audit, or of what is done with it.
pub(crate) fn audit_path(id: AuditId, verb: &str) -> String {
    format!("{AUDITS}/{id}{verb}")
}

/// Path of an interaction, or of what is done with it.
pub(crate) fn interaction_path(id: InteractionId, verb: &str) -> String {
    format!("{INTERACTIONS}/{id}{verb}")
}

/// Path of a record, or of what is done with it.
pub(crate) fn path(id: RecordId, verb: &str) -> String {
    format!("{LIST}/{id}{verb}")
}

/// The step back to the register.
fn crumbs(ui: &Ui) -> Markup {
    parts::breadcrumbs(ui, &[Crumb::new(LIST, ui.t("registry-title"))])
}

/// The steps back to the register and to a record.
fn record_crumbs(ui: &Ui, record: &Record) -> Markup {
    let steps = [Crumb::new(LIST, ui.t("registry-title")), Crumb::new(path(record.id, ""), ui.text(&record.name))];
    parts::breadcrumbs(ui, &steps)
}

/// The answer to what was posted about a record: back to its card with `message`; or the form `again`, with what was typed and
/// what is wrong with it.
async fn answer(
    web: &RegistryWeb,
    ui: &Ui,
    id: RecordId,
    done: Done<()>,
    message: &'static str,
    again: impl FnOnce(&Record, &FormErrors) -> Result<Response, WebError>,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(ui.redirect_with(&path(id, ""), &Message::new(message)).already_accounted()),
        Err(error) => refused(web, ui, id, error, again).await,
    }
}

/// The form `again`, with what was typed and what is wrong with it.
async fn refused(
    web: &RegistryWeb,
    ui: &Ui,
    id: RecordId,
    error: Error,
    again: impl FnOnce(&Record, &FormErrors) -> Result<Response, WebError>,
) -> Result<Response, WebError> {
    let errors = ui.form_errors(error)?;
    let card = web.registry.changeable(ui.actor(), id).await?;
    again(&card.record, &errors)
}

/// A form about a record that the person may change.
async fn opened(
    web: &RegistryWeb,
    ui: &Ui,
    id: RecordId,
    form: impl FnOnce(&Record) -> Result<Response, WebError>,
) -> Result<Response, WebError> {
    let card = web.registry.changeable(ui.actor(), id).await?;
    Ok(form(&card.record)?.accessed(Access::done(RESOURCE, id, Operation::Read)))
}
