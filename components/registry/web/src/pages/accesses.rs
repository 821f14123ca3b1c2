//! `/registry/interactions/{interaction}/accesses`: the accesses of an interaction in a span of days, as a page and as a file
//! (365-15).

use super::interaction_path;
use super::query::AccessesInput;
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation, Outcome};
use orda_registry::ports::Call;
use orda_registry::{Accesses, INTERACTION, Interaction, InteractionId};
use orda_web::Question as _;
use orda_web::parts::{self, Colour, Column, Crumb, Field, Table};
use orda_web::{
    Accounted, Cell, ExportColumn, FormErrors, Markup, Path, Query, Response, Title, Ui, WebError, export_csv, html,
};

/// Longest export, in rows.
const LIMIT: u32 = 10_000;

/// The look itself is recorded.
fn access(id: InteractionId, input: &AccessesInput, operation: Operation) -> Access {
    let asked = format!("{id} accesses {}", input.described());
    Access::done(INTERACTION, asked.trim_end(), operation)
}

pub(crate) async fn show(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
    Query(input): Query<AccessesInput>,
) -> Result<Response, WebError> {
    match web.registry.accesses(ui.actor(), id, &input.span(), &input.after, input.size()).await {
        Ok(found) => {
            let page = page(&ui, &found.interaction, &input, Some(&found), &FormErrors::none());
            Ok(page.accessed(access(id, &input, Operation::Search)))
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.registry.interaction(ui.actor(), id).await?;
            Ok(page(&ui, &card.interaction, &input, None, &errors))
        }
    }
}

fn page(ui: &Ui, one: &Interaction, input: &AccessesInput, found: Option<&Accesses>, errors: &FormErrors) -> Response {
    let (from, until) = found.map_or_else(
        || (input.from.clone(), input.until.clone()),
        |found| (found.span.from.to_string(), found.span.until.to_string()),
    );
    let back = interaction_path(one.id, "");
    let content = html! {
        (errors.summary(ui))
        span.govuk-caption-l { (ui.text(&one.name)) }
        h1.govuk-heading-l { (ui.t("registry-accesses")) }
        p.govuk-body { (ui.t("registry-accesses-lead")) " " (parts::rule(ui, "365-15")) }
        form.app-no-print method="get" action=(interaction_path(one.id, "/accesses")) novalidate {
            (parts::text_input(
                Field::new("from", ui.t("registry-accesses-from")).kind("date").width(10).errors(errors), &from,
            ))
            (parts::text_input(
                Field::new("until", ui.t("registry-accesses-until")).kind("date").width(10).errors(errors), &until,
            ))
            (parts::button_secondary(ui.t("registry-accesses-show")))
        }
        @if let Some(found) = found {
            (counts(ui, found))
            (calls(ui, input, found))
        }
    };
    let crumbs = parts::breadcrumbs(ui, &[Crumb::new(back.as_str(), ui.text(&one.name))]);
    ui.form_page(Title::new(ui.t("registry-accesses")).above(crumbs).wide(), errors, content)
}

fn counts(ui: &Ui, found: &Accesses) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-participant-system")),
        Column::new(ui.t("registry-accesses-all")).numeric(),
        Column::new(ui.t("registry-accesses-done")).numeric(),
        Column::new(ui.t("registry-accesses-refused")).numeric(),
        Column::new(ui.t("registry-accesses-failed")).numeric(),
    ];
    let rows = found.counts.iter().map(|line| {
        vec![
            html! {
                span.app-wrap { (line.name) }
                @if !line.takes_part { br; (parts::tag(ui.t("registry-participant-not"), Colour::Yellow)) }
            },
            html! { (line.total()) },
            html! { (line.done) },
            html! { (line.refused) },
            html! { (line.failed) },
        ]
    });
    html! {
        h2.govuk-heading-m { (ui.t("registry-accesses-counts")) }
        @if !found.of_all { p.govuk-body { (ui.t("registry-accesses-own")) } }
        @if found.counts.is_empty() { p.govuk-body { (ui.t("registry-participants-none")) } }
        @else { (parts::table(ui, &Table::new(ui.t("registry-accesses-counts"), columns).rows(rows))) }
    }
}

fn calls(ui: &Ui, input: &AccessesInput, found: &Accesses) -> Markup {
    let columns = vec![
        Column::new(ui.t("audit-field-at")),
        Column::new(ui.t("registry-participant-system")),
        Column::new(ui.t("audit-field-address")),
        Column::new(ui.t("audit-field-service")),
        Column::new(ui.t("audit-field-operation")),
        Column::new(ui.t("audit-field-outcome")),
        Column::new(ui.t("audit-field-request")),
    ];
    let rows = found.found.calls.iter().map(|call| {
        vec![
            html! { (moment(ui, call)) },
            html! { span.app-wrap { (call.name) } },
            html! { (call.address) },
            html! {
                code.app-wrap { (call.service) }
                br; span.app-secondary.app-wrap { (resource(ui, &call.resource)) " " (call.asked) }
            },
            html! { (ui.t(&format!("operation-{}", call.operation.code()))) },
            outcome(ui, call),
            html! { code.app-wrap { (call.request) } },
        ]
    });
    let base = interaction_path(found.interaction.id, "/accesses");
    html! {
        h2.govuk-heading-m { (ui.t("registry-accesses-list")) }
        @if found.found.calls.is_empty() {
            (parts::empty_state(ui.t("registry-accesses-empty"), ui.t("registry-accesses-empty-text"), html! {}))
        } @else {
            (parts::table(ui, &Table::new(ui.t("registry-accesses-list"), columns).rows(rows)))
            @if let Some(next) = &found.found.next {
                p.govuk-body {
                    a.govuk-link rel="next" href=(input.with(|i| i.after.clone_from(next)).link(&base)) { (ui.t("audit-older")) }
                }
            }
            p.govuk-body.app-no-print {
                a.govuk-link href=(input.with(|_| ()).link(&format!("{base}/export.csv"))) download {
                    (ui.t("web-export-csv"))
                }
            }
        }
    }
}

/// Date and time to the second, with the zone: two calls within a minute are told apart (365-8-1).
fn moment(ui: &Ui, call: &Call) -> String {
    let zoned = call.at.zoned();
    let (time, zone) = (zoned.strftime("%H:%M:%S").to_string(), zoned.strftime("%:z").to_string());
    ui.tr("audit-time", &[("date", ui.date(call.at).into()), ("time", time.into()), ("zone", zone.into())])
}

/// Kind of resource in words; a kind without words as its code.
fn resource(ui: &Ui, code: &str) -> String {
    let key = format!("resource-{code}");
    if ui.shell().messages().has(&key) { ui.t(&key).to_owned() } else { code.to_owned() }
}

fn outcome(ui: &Ui, call: &Call) -> Markup {
    let colour = match call.outcome {
        Outcome::Done => Colour::Green,
        Outcome::Refused => Colour::Yellow,
        Outcome::Failed => Colour::Red,
    };
    parts::tag(ui.t(&format!("outcome-{}", call.outcome.code())), colour)
}

pub(crate) async fn csv(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
    Query(input): Query<AccessesInput>,
) -> Result<Response, WebError> {
    let found = web.registry.accesses(ui.actor(), id, &input.span(), "", LIMIT).await?;
    let keys = [
        "audit-field-at",
        "registry-participant-system",
        "audit-field-address",
        "audit-field-service",
        "audit-field-resource",
        "audit-field-part",
        "audit-field-operation",
        "audit-field-outcome",
        "audit-field-detail",
        "audit-field-request",
    ];
    let columns = keys.map(|key| ExportColumn::new(ui.t(key)));
    let row = |call: &Call| -> Vec<Cell> {
        vec![
            moment(&ui, call).into(),
            call.name.as_str().into(),
            call.address.as_str().into(),
            call.service.as_str().into(),
            resource(&ui, &call.resource).into(),
            call.asked.as_str().into(),
            ui.t(&format!("operation-{}", call.operation.code())).into(),
            ui.t(&format!("outcome-{}", call.outcome.code())).into(),
            call.detail.as_str().into(),
            call.request.as_str().into(),
        ]
    };
    let mut rows: Vec<_> = found.found.calls.iter().map(row).collect();
    if found.found.next.is_some() {
        // The last row says that there are more.
        let mut cut = vec![Cell::Empty; keys.len()];
        cut[0] = ui.tr("audit-export-cut", &[("limit", LIMIT.into())]).into();
        rows.push(cut);
    }
    Ok(export_csv("accesses", &columns, rows)?.accessed(access(id, &input, Operation::Download)))
}
