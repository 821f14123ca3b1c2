//! The card of a record: what it is, what it lacks, its findings, its data sets, and its history.

use super::view::{self, label};
use super::{INTERACTIONS, audit, crumbs, data_set_removal, path};
use crate::RegistryWeb;
use axum::extract::State as Shared;
use orda_base::{Access, FieldError, Operation};
use orda_registry::{
    Category, DataSet, Entry, Event, Finding, FindingKind, Kind, RESOURCE, RecordCard, RecordId, State, Stop, policy,
};
use orda_web::parts::{self, Colour, Column, Row, Table};
use orda_web::{Accounted, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn show(
    Shared(web): Shared<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    let card = web.registry.card(ui.actor(), id).await?;
    let page = page(&ui, &card, &FormErrors::none());
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

/// The page; with errors, when something that was asked for on it was refused.
pub(super) fn page(ui: &Ui, card: &RecordCard, errors: &FormErrors) -> Response {
    let record = &card.record;
    let content = html! {
        (errors.summary(ui))
        span.govuk-caption-l { (label(ui, "kind", record.kind.code())) }
        h1.govuk-heading-l { (ui.text(&record.name)) }
        p.govuk-body { (view::state(ui, record.state)) }
        @if let Some(stop) = &record.withdrawn { (parts::inset(stopped(ui, stop))) }
        @if errors.is_empty() && card.may_change && !card.missing.is_empty() { (missing(ui, card)) }
        @if card.may_change { (actions(ui, card)) }
        (parts::summary_list(&rows(ui, card)))
        (access_order(ui, card))
        @if record.kind == Kind::System || !record.findings.is_empty() {
            h2.govuk-heading-m { (ui.t("registry-findings")) }
            p.govuk-body { (ui.t("registry-findings-lead")) " " (parts::rule(ui, "217-a17.3")) }
            @for kind in FindingKind::ALL { (findings(ui, card, *kind)) }
        }
        (data_sets(ui, card))
        (audit::of_record(ui, card))
        @if policy::may_look_for_interactions(ui.actor()).is_allowed() {
            h2.govuk-heading-m { (ui.t("registry-interactions")) }
            p.govuk-body {
                (ui.t("registry-interactions-lead")) " "
                a.govuk-link href=(format!("{INTERACTIONS}?record={}", record.id)) { (ui.t("registry-interactions-show")) }
            }
        }
        (history(ui, card))
    };
    let title = Title::new(ui.text(&record.name).to_owned()).above(crumbs(ui)).wide();
    ui.form_page(title, errors, content)
}

fn stopped(ui: &Ui, stop: &Stop) -> Markup {
    html! {
        p.govuk-body { (ui.t("registry-withdrawn")) ": " (ui.datetime(stop.at)) ", " (stop.by.name) }
        p class="govuk-body app-wrap" { (stop.reason) }
    }
}

fn missing(ui: &Ui, card: &RecordCard) -> Markup {
    parts::inset(html! {
        p.govuk-body { (ui.t("registry-missing")) }
        ul.govuk-list.govuk-list--bullet {
            @for one in &card.missing {
                li { a.govuk-link href=(format!("#{}", one.field())) { (ui.message(&FieldError::from(one).message)) } }
            }
        }
    })
}

fn actions(ui: &Ui, card: &RecordCard) -> Markup {
    let id = card.record.id;
    html! {
        div.app-no-print {
            (parts::button_group(html! {
                @if card.record.state == State::NotInOperation {
                    (parts::button_link(&path(id, "/operation"), ui.t("registry-operate")))
                }
                (parts::button_link_secondary(&path(id, "/edit"), ui.t("web-change")))
                (parts::button_link_secondary(&path(id, "/withdraw"), ui.t("registry-withdraw")))
            }))
        }
    }
}

fn rows<'a>(ui: &'a Ui, card: &'a RecordCard) -> Vec<Row<'a>> {
    let record = &card.record;
    let mut rows = vec![
        Row::new(ui.t("registry-owner"), html! { (ui.text(&card.owner.name)) }),
        Row::new(ui.t("registry-category"), html! { (label(ui, "category", record.category.code())) }),
    ];
    if record.non_state {
        rows.push(Row::new(ui.t("registry-owner-kind"), html! { (ui.t("registry-non-state")) }));
    }
    if let Some(at) = record.in_operation_since {
        rows.push(Row::new(ui.t("registry-operated"), html! { (ui.datetime(at)) }));
    }
    if let Some(found) = record.findings.iter().find(|finding| Some(finding.id) == record.attestation) {
        let number = html! {
            a.govuk-link href=(format!("#finding-{}", found.id)) { (found.number) } ", " (ui.day(found.date))
            @if found.withdrawn.is_some() { " " (parts::tag(ui.t("registry-finding-withdrawn"), Colour::Red)) }
        };
        rows.push(Row::new(ui.t("registry-operated-attestation"), number));
    }
    rows
}

fn access_order(ui: &Ui, card: &RecordCard) -> Markup {
    let change = ui.t(if card.record.access.is_some() { "web-change" } else { "registry-access-edit" });
    html! {
        h2.govuk-heading-m #access_order { (ui.t("registry-access")) }
        @if let Some(order) = &card.record.access {
            (parts::summary_list(&[
                Row::new(ui.t("registry-access-text"), html! {
                    @for line in order.text.lines() { p class="govuk-body app-wrap" { (line) } }
                }),
                Row::new(ui.t("registry-access-law"), html! { span.app-wrap { (order.law_reference) } }),
                Row::new(ui.t("registry-access-from"), html! { (ui.day(order.valid_from)) }),
            ]))
        } @else { p.govuk-body { (ui.t("registry-access-none")) } }
        @if card.may_change { p.govuk-body.app-no-print { a.govuk-link href=(path(card.record.id, "/access")) { (change) } } }
    }
}

fn findings(ui: &Ui, card: &RecordCard, kind: FindingKind) -> Markup {
    let record = &card.record;
    let own: Vec<&Finding> = record.findings.iter().rev().filter(|finding| finding.kind == kind).collect();
    let columns = vec![
        Column::new(ui.t("registry-finding-number")),
        Column::new(ui.t("registry-finding-date")),
        Column::new(ui.t("registry-finding-issuer")),
        Column::new(ui.t("registry-finding-result")),
        Column::new(ui.t("registry-finding-by")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let rows = own.iter().map(|finding| {
        vec![
            html! { span.app-wrap id=(format!("finding-{}", finding.id)) { (finding.number) } },
            html! {
                (ui.day(finding.date))
                @if let Some(until) = finding.valid_until {
                    br; span.app-secondary { (ui.t("registry-finding-until")) ": " (ui.day(until)) }
                }
            },
            html! { span.app-wrap { (finding.issuer) } },
            result(ui, finding),
            html! { (finding.by.name) br; span.app-secondary { (ui.datetime(finding.at)) } },
            html! {
                @if card.may_change && finding.withdrawn.is_none() {
                    a.govuk-link href=(path(record.id, &format!("/findings/{}/withdraw", finding.id))) {
                        (ui.t("registry-finding-withdraw")) span.govuk-visually-hidden { ": " (finding.number) }
                    }
                }
            },
        ]
    });
    let name = label(ui, "finding", kind.code());
    let new = path(record.id, &format!("/findings/new?kind={}", kind.code()));
    html! {
        h3.govuk-heading-s id=(kind.code()) { (name) }
        @if own.is_empty() { p.govuk-body { (ui.t("registry-findings-none")) } }
        @else { (parts::table(ui, &Table::new(name.as_str(), columns).rows(rows))) }
        @if card.may_change {
            p.govuk-body.app-no-print {
                a.govuk-link href=(new) {
                    (ui.t("registry-finding-new")) span.govuk-visually-hidden { ": " (name) }
                }
            }
        }
    }
}

fn result(ui: &Ui, finding: &Finding) -> Markup {
    html! {
        @if finding.positive { (parts::tag(ui.t("registry-result-positive"), Colour::Green)) }
        @else { (parts::tag(ui.t("registry-result-negative"), Colour::Red)) }
        @if let Some(stop) = &finding.withdrawn {
            br; (parts::tag(ui.t("registry-finding-withdrawn"), Colour::Grey))
            br; span.app-secondary { (stop.by.name) ", " (ui.datetime(stop.at)) }
            br; span.app-wrap { (stop.reason) }
        }
    }
}

fn data_sets(ui: &Ui, card: &RecordCard) -> Markup {
    let record = &card.record;
    let columns = vec![
        Column::new(ui.t("registry-set")),
        Column::new(ui.t("registry-set-period")),
        Column::new(ui.t("registry-set-last")),
        Column::new(ui.t("registry-set-due")),
        Column::new(ui.t("registry-state")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    // The longest overdue first; those without a term last.
    let mut sets: Vec<&DataSet> = record.kept_sets().collect();
    let is_empty = sets.is_empty();
    sets.sort_by_key(|set| (record.due(set).is_none(), record.due(set)));
    let rows = sets.into_iter().map(|set| {
        vec![
            html! { span.app-wrap { (ui.text(&set.name)) } },
            html! {
                @match set.period_days {
                    Some(days) => (ui.tr("registry-set-days", &[("count", days.into())])),
                    None => (ui.t("registry-set-period-none")),
                }
            },
            last_update(ui, set),
            html! { @if let Some(due) = record.due(set) { (ui.day(due)) } @else { "–" } },
            html! { @if let Some(fresh) = record.freshness(set, card.today) { (view::freshness(ui, fresh)) } },
            html! {
                @if card.may_change {
                    (parts::post_button(
                        &path(record.id, &format!("/data-sets/{}/updated", set.id)),
                        ui.t("registry-set-updated"),
                        "govuk-button--secondary",
                        html! {},
                    ))
                    " " a.govuk-link href=(path(record.id, &format!("/data-sets/{}/edit", set.id))) {
                        (ui.t("web-change")) span.govuk-visually-hidden { ": " (ui.text(&set.name)) }
                    }
                    " " a.govuk-link href=(path(record.id, &format!("/data-sets/{}/remove", set.id))) {
                        (ui.t("registry-set-remove-short")) span.govuk-visually-hidden { ": " (ui.text(&set.name)) }
                    }
                }
            },
        ]
    });
    html! {
        h2.govuk-heading-m #data_sets { (ui.t("registry-sets")) }
        p.govuk-body { (ui.t("registry-sets-lead")) " " (parts::rule(ui, "365-6-a")) }
        @if is_empty { p.govuk-body { (ui.t("registry-sets-none")) } }
        @else { (parts::table(ui, &Table::new(ui.t("registry-sets"), columns).rows(rows))) }
        @if card.may_change {
            p.govuk-body.app-no-print {
                a.govuk-link href=(path(record.id, "/data-sets/new")) { (ui.t("registry-set-new")) }
            }
        }
        (data_set_removal::removed(ui, record))
    }
}

/// When a data set was last updated and by whom.
pub(super) fn last_update(ui: &Ui, set: &DataSet) -> Markup {
    html! {
        @match &set.updated {
            Some(update) => { (ui.datetime(update.at)) br; span.app-secondary { (update.by.name) } }
            None => { (ui.t("registry-set-never")) }
        }
    }
}

fn history(ui: &Ui, card: &RecordCard) -> Markup {
    let entries: Vec<_> = card
        .history
        .iter()
        .map(|entry| {
            let title = label(ui, "event", entry.event.code());
            let text = html! { @if !entry.about.is_empty() { span.app-wrap { (about(ui, entry)) } } };
            parts::Entry::new(title, entry.by.name.clone(), entry.at).text(text)
        })
        .collect();
    html! { h2.govuk-heading-m { (ui.t("web-history")) } (parts::timeline(ui, &entries)) }
}

/// Of what something happened, with words in the place of codes.
fn about(ui: &Ui, entry: &Entry) -> String {
    let finding = || {
        let (code, rest) = entry.about.split_once(' ')?;
        FindingKind::from_code(code).map(|kind| format!("{}: {rest}", label(ui, "finding", kind.code())))
    };
    match entry.event {
        Event::FindingAdded | Event::FindingWithdrawn => finding().unwrap_or_else(|| entry.about.clone()),
        Event::Changed => Category::ALL.iter().fold(entry.about.clone(), |text, category| {
            let words = label(ui, "category", category.code());
            text.replace(&format!("({})", category.code()), &format!("({words})"))
        }),
        _ => entry.about.clone(),
    }
}
