//! Audits of a record: on its card, the card of one, entering and correcting one (365-9).

use super::view::{self, label};
use super::{audit_path, opened, path, record_crumbs, refused};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_registry::{AUDIT, Audit, AuditCard, AuditId, AuditInput, Record, RecordCard, RecordId};
use orda_web::parts::{self, Colour, Column, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// The section of a record's card; nothing for who may not read audits.
pub(super) fn of_record(ui: &Ui, card: &RecordCard) -> Markup {
    let Some(audits) = &card.audits else { return html! {} };
    let columns = vec![
        Column::new(ui.t("registry-audit-date")),
        Column::new(ui.t("registry-audit-auditor")),
        Column::new(ui.t("registry-audit-next")),
        Column::new(ui.t("registry-audit-report")),
    ];
    let rows = audits.iter().map(|audit| {
        vec![
            html! { a.govuk-link href=(audit_path(audit.id, "")) { (ui.day(audit.date)) } },
            html! { span.app-wrap { (audit.auditor) } },
            html! { (ui.day(audit.next_due)) },
            sent(ui, audit),
        ]
    });
    html! {
        h2.govuk-heading-m #audits { (ui.t("registry-audits")) }
        p.govuk-body { (ui.t("registry-audits-lead")) " " (parts::rule(ui, "365-9")) }
        @if let Some(due) = card.record.watched_audit() {
            p.govuk-body { (ui.t("registry-audit-due")) ": " (ui.day(due)) " "
                @if due < card.today { (view::audit(ui, orda_registry::AuditState::Overdue)) }
            }
        }
        @if audits.is_empty() { p.govuk-body { (ui.t("registry-audits-none")) } }
        @else { (parts::table(ui, &Table::new(ui.t("registry-audits"), columns).rows(rows))) }
        @if card.may_change {
            p.govuk-body.app-no-print {
                a.govuk-link href=(path(card.record.id, "/audits/new")) { (ui.t("registry-audit-new")) }
            }
        }
    }
}

/// Whether the report was sent: when and by whom.
pub(super) fn sent(ui: &Ui, audit: &Audit) -> Markup {
    html! {
        @match &audit.sent {
            Some(sent) => { (ui.datetime(sent.at)) br; span.app-secondary { (sent.by.name) } }
            None => { (parts::tag(ui.t("registry-audit-not_sent"), Colour::Yellow)) }
        }
    }
}

pub(crate) async fn show(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let card = web.registry.audit(ui.actor(), id).await?;
    Ok(page(&ui, &card, &FormErrors::none()).accessed(Access::done(AUDIT, id, Operation::Read)))
}

/// The card; with errors, when sending was refused.
pub(super) fn page(ui: &Ui, card: &AuditCard, errors: &FormErrors) -> Response {
    let (audit, id) = (&card.audit, card.audit.id);
    let lines = |text: &str| html! { @for line in text.lines() { p class="govuk-body app-wrap" { (line) } } };
    let rows = [
        Row::new(
            ui.t("registry-record"),
            html! { a.govuk-link href=(path(card.record.id, "")) { (ui.text(&card.record.name)) } },
        ),
        Row::new(ui.t("registry-owner"), html! { (ui.text(&card.owner.name)) }),
        Row::new(ui.t("registry-audit-date"), html! { (ui.day(audit.date)) }),
        Row::new(ui.t("registry-audit-auditor"), html! { span.app-wrap { (audit.auditor) } }),
        Row::new(ui.t("registry-audit-scope"), lines(&audit.scope)),
        Row::new(
            ui.t("registry-audit-findings"),
            html! {
                div id="findings" {
                    @if audit.findings.is_empty() { (ui.t("registry-audit-findings-none")) } @else { (lines(&audit.findings)) }
                }
            },
        ),
        Row::new(
            ui.t("registry-audit-file"),
            html! {
                div id="report" {
                    @match &audit.report {
                        Some(report) => {
                            a.govuk-link.app-wrap href=(audit_path(id, "/report/file")) download { (report.name) }
                            ", " (ui.size(report.size))
                        }
                        None => { (ui.t("registry-audit-file-none")) }
                    }
                }
            },
        ),
        Row::new(ui.t("registry-audit-next"), html! { (ui.day(audit.next_due)) }),
        Row::new(ui.t("registry-audit-report"), sent(ui, audit)),
    ];
    let entries: Vec<_> = card
        .history
        .iter()
        .map(|entry| {
            let text = html! { @if !entry.about.is_empty() { span.app-wrap { (entry.about) } } };
            parts::Entry::new(label(ui, "event", entry.event.code()), entry.by.name.clone(), entry.at).text(text)
        })
        .collect();
    let content = html! {
        (errors.summary(ui))
        span.govuk-caption-l { (ui.text(&card.record.name)) }
        h1.govuk-heading-l { (ui.t("registry-audit")) }
        @if card.may_change {
            div.app-no-print {
                (parts::button_group(html! {
                    (parts::button_link(&audit_path(id, "/send"), ui.t("registry-audit-send")))
                    (parts::button_link_secondary(&audit_path(id, "/report"), ui.t("registry-audit-attach")))
                    (parts::button_link_secondary(&audit_path(id, "/edit"), ui.t("registry-audit-correct")))
                }))
            }
        }
        (parts::summary_list(&rows))
        h2.govuk-heading-m { (ui.t("web-history")) }
        (parts::timeline(ui, &entries))
    };
    let title = Title::new(ui.t("registry-audit")).above(record_crumbs(ui, &card.record)).wide();
    ui.form_page(title, errors, content)
}

/// An audit as it is typed; with a correction its reason.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    date: String,
    auditor: String,
    scope: String,
    findings: String,
    reason: String,
}

impl Input {
    fn read(&self) -> AuditInput {
        AuditInput {
            date: self.date.clone(),
            auditor: self.auditor.clone(),
            scope: self.scope.clone(),
            findings: self.findings.clone(),
        }
    }

    fn of(audit: &Audit) -> Self {
        Self {
            date: audit.date.to_string(),
            auditor: audit.auditor.clone(),
            scope: audit.scope.clone(),
            findings: audit.findings.clone(),
            reason: String::new(),
        }
    }
}

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(form_page(&ui, record, None, &Input::default(), &FormErrors::none()))).await
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.registry.enter_audit(ui.actor(), id, &input.read()).await {
        Ok(made) => Ok(done(&ui, made, "web-saved")),
        Err(error) => {
            refused(&web, &ui, id, error, |record, errors| Ok(form_page(&ui, record, None, &input, errors))).await
        }
    }
}

pub(crate) async fn edit_form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let card = web.registry.changeable_audit(ui.actor(), id).await?;
    let page = form_page(&ui, &card.record, Some(id), &Input::of(&card.audit), &FormErrors::none());
    Ok(page.accessed(Access::done(AUDIT, id, Operation::Read)))
}

pub(crate) async fn edit(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.registry.correct_audit(ui.actor(), id, &input.read(), &input.reason).await {
        Ok(()) => Ok(done(&ui, id, "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.registry.changeable_audit(ui.actor(), id).await?;
            Ok(form_page(&ui, &card.record, Some(id), &input, &errors))
        }
    }
}

/// Back to the card.
pub(super) fn done(ui: &Ui, id: AuditId, message: &'static str) -> Response {
    ui.redirect_with(&audit_path(id, ""), &Message::new(message)).already_accounted()
}

/// The form of a new audit, or of the correction of this one.
fn form_page(ui: &Ui, record: &Record, which: Option<AuditId>, input: &Input, errors: &FormErrors) -> Response {
    let date = Field::new("date", ui.t("registry-audit-date")).kind("date").width(10);
    let auditor = Field::new("auditor", ui.t("registry-audit-auditor")).hint(ui.t("registry-audit-auditor-hint"));
    let scope = Field::new("scope", ui.t("registry-audit-scope")).hint(ui.t("registry-audit-scope-hint"));
    let findings = Field::new("findings", ui.t("registry-audit-findings")).hint(ui.t("registry-audit-findings-hint"));
    let reason = Field::new("reason", ui.t("registry-reason"));
    let fields = html! {
        (parts::text_input(date.errors(errors), &input.date))
        (parts::text_input(auditor.max(200).errors(errors), &input.auditor))
        (parts::textarea(ui, scope.rows(4).max(4000).errors(errors), &input.scope))
        (parts::textarea(ui, findings.rows(6).max(4000).optional(ui).errors(errors), &input.findings))
        @if which.is_some() { (parts::textarea(ui, reason.rows(3).max(1000).errors(errors), &input.reason)) }
    };
    let (heading, back) = which.map_or_else(
        || (ui.t("registry-audit-new"), path(record.id, "")),
        |id| (ui.t("registry-audit-correct"), audit_path(id, "")),
    );
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &back);
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}
