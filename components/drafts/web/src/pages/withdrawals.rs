//! Withdrawing drafts that were found to hold state secrets, for administrators; which were withdrawn, for security officers
//! too (385-3). Nothing of what a draft says stands here: administrators may not read drafts.

use crate::DraftsWeb;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Message, Operation};
use orda_drafts::policy::may_withdraw;
use orda_drafts::{WithdrawalInput, WithdrawnDraft};
use orda_web::parts::{self, Column, Confirmation, Crumb, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Response, Title, Ui, WebError};
use serde::Deserialize;

/// The list of what was withdrawn.
pub(crate) const LIST: &str = "/admin/withdrawals";

/// A withdrawal as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    number: String,
    reason: String,
}

impl Typed {
    fn input(&self) -> WithdrawalInput {
        WithdrawalInput { number: self.number.clone(), reason: self.reason.clone() }
    }
}

/// `/admin/withdrawals`.
pub(crate) async fn list(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let all = app.drafts.withdrawals(ui.actor()).await?;
    let content = list_view(&ui, &all, may_withdraw(ui.actor()).is_allowed());
    let access = Access::done("withdrawal", "", Operation::Read);
    Ok(ui.page(Title::new(ui.t("drafts-withdrawals-title")), content).accessed(access))
}

/// The list.
pub(crate) fn list_view(ui: &Ui, all: &[WithdrawnDraft], may_withdraw: bool) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-withdrawals-number")),
        Column::new(ui.t("drafts-withdrawals-at")),
        Column::new(ui.t("drafts-withdrawals-reason")),
        Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = all.iter().map(|one| {
        vec![
            html! { (one.number) },
            html! { (ui.datetime(one.withdrawal.at)) ", " (one.withdrawal.name) },
            html! { span.app-wrap { (one.withdrawal.reason) } },
            html! {
                a.govuk-link href={ "/destruction/new?numbers=" (one.number) } {
                    (ui.t("drafts-withdrawals-destroy")) span.govuk-visually-hidden { ": " (one.number) }
                }
            },
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-withdrawals-title")) }
        p.govuk-body { (ui.t("drafts-withdrawals-lead")) " " (parts::rule(ui, "385-3")) }
        @if may_withdraw {
            (parts::button_group(html! {
                (parts::button_link(&format!("{LIST}/new"), ui.t("drafts-withdraw")))
            }))
        }
        @if all.is_empty() {
            (parts::empty_state(ui.t("drafts-withdrawals-none"), ui.t("drafts-withdrawals-none-text"), html! {}))
        } @else { (parts::table(ui, &Table::new(ui.t("drafts-withdrawals-title"), columns).rows(rows))) }
    }
}

/// `/admin/withdrawals/new`.
pub(crate) async fn form(ui: Ui) -> Result<Response, WebError> {
    may_withdraw(ui.actor()).check()?;
    Ok(page(&ui, &Typed::default(), &FormErrors::none()))
}

/// What was typed is checked; then it is asked once more.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Form(typed): Form<Typed>) -> Result<Response, WebError> {
    let task = match app.drafts.withdrawing(ui.actor(), &typed.input()).await {
        Ok(task) => task,
        Err(error) => return Ok(page(&ui, &typed, &ui.form_errors(error)?)),
    };
    let question = ui.tr("drafts-withdraw-question", &[("number", task.number.as_str().into())]);
    let facts = parts::summary_list(&[
        Row::new(ui.t("drafts-withdrawals-number"), html! { (task.number) }),
        Row::new(ui.t("drafts-withdraw-body"), html! { (ui.text(&task.body)) }),
        Row::new(ui.t("drafts-withdraw-posted"), html! { (ui.datetime(task.posted_at)) }),
        Row::new(ui.t("drafts-withdraw-versions"), html! { (task.versions) }),
        Row::new(ui.t("drafts-withdraw-readers"), html! { (task.readers) }),
        Row::new(ui.t("drafts-withdrawals-reason"), html! { span.app-wrap { (typed.reason.trim()) } }),
    ]);
    let content = html! {
        (facts)
        (parts::hidden("number", &typed.number))
        (parts::hidden("reason", &typed.reason))
    };
    let access = Access::done("draft", task.draft, Operation::Read).detail("to be withdrawn");
    let confirmation = Confirmation {
        question: &question,
        consequence: ui.t("drafts-withdraw-consequence"),
        content,
        action: &format!("{LIST}/confirm"),
        verb: ui.t("drafts-withdraw"),
        back: LIST,
        dangerous: true,
    };
    Ok(parts::confirm_page(&ui, confirmation).accessed(access))
}

/// Withdraws.
pub(crate) async fn withdraw(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    match app.drafts.withdraw(ui.actor(), &typed.input()).await {
        Ok(_) => {
            let message = Message::new("drafts-withdraw-done");
            Ok(ui.redirect_with(LIST, &message).already_accounted())
        }
        Err(error) => Ok(page(&ui, &typed, &ui.form_errors(error)?)),
    }
}

fn page(ui: &Ui, typed: &Typed, errors: &FormErrors) -> Response {
    let number = Field::new("number", ui.t("drafts-withdrawals-number")).hint(ui.t("drafts-withdraw-number-hint"));
    let reason = Field::new("reason", ui.t("drafts-withdrawals-reason")).hint(ui.t("drafts-withdraw-reason-hint"));
    let content = crate::view::column(&html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("drafts-withdraw")) }
        (parts::inset(html! { (ui.t("drafts-withdraw-consequence")) }))
        form method="post" action={ (LIST) "/new" } novalidate {
            (parts::text_input(number.max(60).errors(errors), &typed.number))
            (parts::textarea(ui, reason.max(4000).errors(errors), &typed.reason))
            (parts::button_group(html! {
                (parts::button(ui.t("web-continue")))
                a.govuk-link href=(LIST) { (ui.t("web-cancel")) }
            }))
        }
    });
    let above = parts::breadcrumbs(ui, &[Crumb::new(LIST, ui.t("drafts-withdrawals-title"))]);
    let title = Title::new(ui.t("drafts-withdraw")).above(above);
    ui.form_page(title, errors, content)
}
