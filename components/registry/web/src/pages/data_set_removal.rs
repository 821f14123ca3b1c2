//! Removing a data set, with a reason; and those that were removed, on the card.

use super::card::last_update;
use super::findings::Reason;
use super::{answer, opened, path, record_crumbs, view};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::Error;
use orda_registry::{DataSet, DataSetId, Record, RecordId};
use orda_web::parts::{self, Column, Field, Table};
use orda_web::{Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};

fn of(record: &Record, which: DataSetId) -> Result<&DataSet, WebError> {
    Ok(record.data_set(which).ok_or(Error::NotFound)?)
}

pub(crate) async fn ask(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(RecordId, DataSetId)>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(page(&ui, record, of(record, which)?, "", &FormErrors::none()))).await
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(RecordId, DataSetId)>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    let done = web.registry.remove_data_set(ui.actor(), id, which, &input.reason).await;
    answer(&web, &ui, id, done, "registry-set-remove-done", |record, errors| {
        Ok(page(&ui, record, of(record, which)?, &input.reason, errors))
    })
    .await
}

fn page(ui: &Ui, record: &Record, set: &DataSet, reason: &str, errors: &FormErrors) -> Response {
    let fields = html! {
        p class="govuk-body app-wrap" { (ui.text(&set.name)) }
        (parts::warning(ui, ui.t("registry-set-remove-consequence")))
        (parts::textarea(ui, Field::new("reason", ui.t("registry-reason")).rows(3).max(1000).errors(errors), reason))
    };
    let heading = ui.t("registry-set-remove");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}

/// What was removed, with the last update; nothing when nothing was.
pub(super) fn removed(ui: &Ui, record: &Record) -> Markup {
    let all: Vec<_> = record.data_sets.iter().filter_map(|set| Some((set, set.removed.as_ref()?))).collect();
    let columns = vec![
        Column::new(ui.t("registry-set")),
        Column::new(ui.t("registry-set-last")),
        Column::new(ui.t("registry-set-removed")),
        Column::new(ui.t("registry-reason")),
    ];
    let rows = all.iter().map(|(set, stop)| {
        vec![
            html! { span.app-wrap { (ui.text(&set.name)) } },
            last_update(ui, set),
            html! { (ui.datetime(stop.at)) br; span.app-secondary { (stop.by.name) } },
            html! { span.app-wrap { (stop.reason) } },
        ]
    });
    html! {
        @if !all.is_empty() {
            h3.govuk-heading-s { (ui.t("registry-sets-removed")) }
            (parts::table(ui, &Table::new(ui.t("registry-sets-removed"), columns).rows(rows)))
        }
    }
}
