//! Who can see this version, and why.

use super::{Part, answer};
use crate::DraftsWeb;
use crate::pages::verbs::{self, At};
use crate::view::{label, names};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::ReaderLine;
use orda_web::{Path, Response, Ui, WebError, parts, parts::Column};

/// `/drafts/{draft}/v/{version}/access`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, at).await?;
    let readers = app.drafts.readers(ui.actor(), draft, version).await?;
    Ok(answer(&ui, &card, Part::Access, &view(&ui, &readers)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, readers: &[ReaderLine]) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-body")),
        Column::new(ui.t("drafts-access-why")),
        Column::new(ui.t("drafts-word-person")),
    ];
    let rows = readers.iter().map(|line| {
        vec![
            html! { (names::full(ui, &line.body)) },
            html! { (label(ui, "drafts-my-role", line.role.code())) },
            html! {
                @if line.people.is_empty() { (ui.t("drafts-word-none")) }
                @else {
                    ul.govuk-list {
                        @for person in &line.people {
                            li {
                                (person.name)
                                @let position = ui.text(&person.position);
                                @if !position.is_empty() { br; span.app-secondary { (position) } }
                            }
                        }
                    }
                }
            },
        ]
    });
    html! {
        p.govuk-body { (ui.t("drafts-access-intro")) }
        (parts::table(ui, &parts::Table::new(ui.t("drafts-access-caption"), columns).rows(rows)))
    }
}
