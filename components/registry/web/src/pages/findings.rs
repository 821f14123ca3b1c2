//! Findings about a system: entered by the owner, and withdrawn with a reason.

use super::view::{self, choices, label};
use super::{answer, opened, path, record_crumbs};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Error, Operation};
use orda_registry::{Finding, FindingId, FindingInput, FindingKind, RESOURCE, Record, RecordId};
use orda_web::parts::{self, Choice, Field};
use orda_web::{Accounted, Form, FormErrors, Path, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// A finding as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    kind: String,
    number: String,
    date: String,
    valid_until: String,
    issuer: String,
    result: String,
}

impl Input {
    fn read(&self) -> FindingInput {
        FindingInput {
            kind: FindingKind::from_code(&self.kind),
            number: self.number.clone(),
            date: self.date.clone(),
            valid_until: self.valid_until.clone(),
            issuer: self.issuer.clone(),
            positive: positive(&self.result),
        }
    }
}

/// What a result says; none for what is no result.
pub(crate) fn positive(result: &str) -> Option<bool> {
    match result {
        "positive" => Some(true),
        "negative" => Some(false),
        _ => None,
    }
}

/// Which kind of finding is to be entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Of {
    kind: String,
}

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Query(of): Query<Of>,
) -> Result<Response, WebError> {
    let card = web.registry.changeable(ui.actor(), id).await?;
    let input = Input { kind: of.kind, ..Input::default() };
    let page = page(&ui, &card.record, &input, &FormErrors::none());
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = web.registry.add_finding(ui.actor(), id, &input.read()).await.map(|_| ());
    answer(&web, &ui, id, done, "web-saved", |record, errors| Ok(page(&ui, record, &input, errors))).await
}

fn page(ui: &Ui, record: &Record, input: &Input, errors: &FormErrors) -> Response {
    let kinds: Vec<_> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
    let kinds = choices(ui, "finding", &kinds);
    let results = [
        Choice::new("positive", ui.t("registry-result-positive")),
        Choice::new("negative", ui.t("registry-result-negative")),
    ];
    let until = Field::new("valid_until", ui.t("registry-finding-until")).hint(ui.t("registry-finding-until-hint"));
    let fields = html! {
        p.govuk-body { (ui.t("registry-finding-lead")) " " (parts::rule(ui, "217-a17.3")) }
        (parts::radios(Field::new("kind", ui.t("registry-finding-kind")).errors(errors), &kinds, &input.kind))
        (parts::text_input(
            Field::new("number", ui.t("registry-finding-number")).max(200).width(20).errors(errors), &input.number,
        ))
        (parts::text_input(
            Field::new("date", ui.t("registry-finding-date")).kind("date").width(10).errors(errors), &input.date,
        ))
        (parts::text_input(until.kind("date").width(10).optional(ui).errors(errors), &input.valid_until))
        (parts::text_input(Field::new("issuer", ui.t("registry-finding-issuer")).max(200).errors(errors), &input.issuer))
        (parts::radios(Field::new("result", ui.t("registry-finding-result")).errors(errors), &results, &input.result))
    };
    let heading = ui.t("registry-finding-new");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}

/// Why it is withdrawn.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    pub(super) reason: String,
}

fn of(record: &Record, which: FindingId) -> Result<&Finding, WebError> {
    Ok(record.findings.iter().find(|finding| finding.id == which).ok_or(Error::NotFound)?)
}

pub(crate) async fn ask_withdraw(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(RecordId, FindingId)>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(withdraw_page(&ui, record, of(record, which)?, "", &FormErrors::none()))).await
}

pub(crate) async fn withdraw(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(RecordId, FindingId)>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    let done = web.registry.withdraw_finding(ui.actor(), id, which, &input.reason).await;
    answer(&web, &ui, id, done, "registry-finding-withdraw-done", |record, errors| {
        Ok(withdraw_page(&ui, record, of(record, which)?, &input.reason, errors))
    })
    .await
}

fn withdraw_page(ui: &Ui, record: &Record, found: &Finding, reason: &str, errors: &FormErrors) -> Response {
    let kind = label(ui, "finding", found.kind.code());
    let fields = html! {
        p.govuk-body { (kind) " " (found.number) ", " (ui.day(found.date)) }
        (parts::warning(ui, ui.t("registry-finding-withdraw-consequence")))
        (parts::textarea(ui, Field::new("reason", ui.t("registry-reason")).rows(3).max(1000).errors(errors), reason))
    };
    let heading = ui.t("registry-finding-withdraw");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}
