//! A sitting: its agenda, its end, its minutes.

use crate::view::{count, label, names, remark, states};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Operation};
use orda_documents::FileId;
use orda_documents_web::{digests, download};
use orda_drafts::{AgendaLine, SittingId, SittingState, SittingView, Tally};
use orda_web::{Accounted, Path, Response, Ui, WebError, parts, parts::Column, parts::Row};

/// `/sittings/{sitting}`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<SittingId>,
) -> Result<Response, WebError> {
    let sitting = app.drafts.sitting(ui.actor(), id).await?;
    let content = view(&ui, &sitting);
    let title = super::title(&ui, super::name(&ui, &sitting.sitting)).wide();
    Ok(ui.page(title, content).accessed(Access::done("sitting", id, Operation::Read)))
}

/// `/sittings/{sitting}/files/{file}`: a file of the minutes.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((id, file)): Path<(SittingId, FileId)>,
) -> Result<Response, WebError> {
    let sitting = app.drafts.sitting(ui.actor(), id).await?;
    let known = sitting.files.into_iter().find(|f| f.id == file).ok_or(Error::NotFound)?;
    let (stored, bytes) = app.documents.give_out(ui.actor(), known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("sitting {id}"));
    Ok(download(&stored, bytes).accessed(access))
}

/// "Қолдаймын: 12, Қарсымын: 2, дауыс бермеді: 1".
pub(crate) fn tally(ui: &Ui, tally: Tally) -> String {
    ui.tr(
        "drafts-vote-tally",
        &[("support", count(tally.support)), ("against", count(tally.against)), ("silent", count(tally.silent))],
    )
}

/// The page.
pub(crate) fn view(ui: &Ui, view: &SittingView) -> Markup {
    let sitting = &view.sitting;
    let mut rows = vec![Row::new(ui.t("drafts-word-state"), super::state(ui, sitting.state))];
    if !sitting.place.is_empty() {
        rows.push(Row::new(ui.t("drafts-sitting-place"), html! { (sitting.place) }));
    }
    if let Some(ended) = &sitting.ended {
        let value = html! { (ui.datetime(ended.at)) ", " (ended.by.name) };
        rows.push(Row::new(ui.t("drafts-sitting-state-ended"), value));
    }
    if let Some(posted) = &sitting.posted {
        let value = html! { (ui.datetime(posted.at)) ", " (posted.by.name) };
        rows.push(Row::new(ui.t("drafts-minutes-posted"), value));
    }
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-sitting")) " " (super::name(ui, sitting)) }
        (parts::summary_list(&rows))
        @match sitting.state {
            SittingState::Planned => {
                (parts::button_link(&paths::sitting(sitting.id, "end"), ui.t("drafts-sitting-end")))
            }
            SittingState::Ended => {
                (parts::button_link(&paths::sitting(sitting.id, "minutes"), ui.t("drafts-action-post_minutes")))
            }
            SittingState::MinutesPosted => {}
        }
        h2.govuk-heading-m { (ui.t("drafts-sitting-agenda")) }
        @if view.agenda.is_empty() { p.govuk-body { (ui.t("drafts-sitting-agenda-none")) } } @else { (agenda(ui, view)) }
        @if sitting.state == SittingState::MinutesPosted {
            h2.govuk-heading-m { (ui.t("drafts-minutes-files")) }
            (digests(ui, &view.files, |file| Some(paths::sitting(sitting.id, &format!("files/{}", file.id)))))
        }
    }
}

fn agenda(ui: &Ui, view: &SittingView) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-title")),
        Column::new(ui.t("drafts-word-drafting-body")),
        Column::new(ui.t("drafts-word-state")),
        Column::new(ui.t("drafts-vote-results")),
        Column::new(ui.t("drafts-minutes-result")),
    ];
    let rows = view.agenda.iter().map(|line| {
        vec![
            what(ui, line),
            html! { (names::short(ui, &line.body)) },
            states::version(ui, line.state),
            html! { @match line.tally { Some(found) => { (tally(ui, found)) } None => { (ui.t("drafts-word-none")) } } },
            html! {
                @match &line.result {
                    Some(result) => {
                        strong { (label(ui, "drafts-result", result.result.code())) }
                        (remark::lines(&result.note))
                    }
                    None => { (ui.t("drafts-word-none")) }
                }
            },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-sitting-agenda"), columns).rows(rows))
}

/// The draft, with its number.
pub(crate) fn what(ui: &Ui, line: &AgendaLine) -> Markup {
    html! {
        a.govuk-link href=(paths::version(line.draft, line.version)) { (ui.text(&line.title)) }
        br;
        span.app-secondary { (line.number) ", " (ui.tr("drafts-version", &[("n", count(line.version))])) }
    }
}
