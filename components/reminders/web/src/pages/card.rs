//! The card of a reminder: the eight requisites as they stand in the source (385-49).

use super::LIST;
use crate::RemindersWeb;
use crate::view;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_reminders::{Card, ReminderId};
use orda_web::parts::{self, Crumb, Row};
use orda_web::{Accounted, Markup, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn show(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Path(id): Path<ReminderId>,
) -> Result<Response, WebError> {
    let card = web.reminders.card(ui.actor(), id).await?;
    let title = ui.tr("reminders-card-title", &[("number", card.reminder.requisites.outgoing_number.as_str().into())]);
    let above = parts::breadcrumbs(&ui, &[Crumb::new(LIST, ui.t("reminders-title"))]);
    let content = content(&ui, &card, &title);
    Ok(ui.page(Title::new(title).above(above), content).accessed(Access::done("reminder", id, Operation::Read)))
}

fn content(ui: &Ui, card: &Card, title: &str) -> Markup {
    let one = &card.reminder;
    let requisites = &one.requisites;
    let body = card.body.as_ref().map(|b| ui.text(&b.name)).unwrap_or_default();
    let wrapped = |text: &str| html! { span.app-wrap { (text) } };
    let rows = [
        Row::new(ui.t("reminders-column-number"), wrapped(&requisites.outgoing_number)),
        Row::new(ui.t("reminders-column-date"), html! { (ui.day(requisites.outgoing_date)) }),
        Row::new(ui.t("reminders-column-content"), wrapped(&requisites.short_content)),
        Row::new(ui.t("reminders-column-executor"), wrapped(&requisites.executor)),
        Row::new(ui.t("reminders-column-kind"), wrapped(&requisites.document_kind)),
        Row::new(ui.t("reminders-column-unit"), wrapped(view::unit(ui, requisites.responsible_unit.as_deref()))),
        Row::new(ui.t("reminders-column-due"), html! { (ui.day(requisites.due)) }),
        Row::new(ui.t("reminders-column-left"), view::days(ui, card.days_left)),
        Row::new(ui.t("reminders-column-source"), html! { (view::source(ui, one.source)) }),
        Row::new(ui.t("reminders-column-body"), html! { (body) }),
        Row::new(ui.t("reminders-card-taken"), html! { (ui.datetime(one.taken_at)) }),
        Row::new(ui.t("reminders-card-confirmed"), html! { (ui.datetime(one.confirmed_at)) }),
    ];
    html! {
        h1.govuk-heading-l.app-wrap { (title) }
        @if !one.confirmed { (parts::warning(ui, ui.t("reminders-unconfirmed-note"))) }
        (parts::summary_list(&rows))
        p.govuk-hint { (ui.t("reminders-card-note")) " " (parts::rule(ui, "385-49")) }
    }
}
