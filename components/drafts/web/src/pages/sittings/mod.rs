//! Sittings of the Government, for the control officers of the Chancellery: list, a new one, agenda, end, minutes (385-21,
//! 385-25).

pub(crate) mod end;
pub(crate) mod make;
pub(crate) mod minutes;
pub(crate) mod show;

use crate::view::{count, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Operation};
use orda_drafts::{Sitting, SittingState};
use orda_web::{Accounted, Response, Title, Ui, WebError, parts, parts::Colour, parts::Column, parts::Crumb};

/// `/sittings`.
pub(crate) async fn list(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let sittings = app.drafts.sittings(ui.actor()).await?;
    let content = view(&ui, &sittings);
    Ok(ui.page(ui.t("drafts-sittings-title"), content).accessed(Access::done("page", "sittings", Operation::Read)))
}

/// "№ 44, 2026 жылғы 24 қараша".
pub(crate) fn name(ui: &Ui, sitting: &Sitting) -> String {
    let (number, date) = (sitting.number.as_str(), ui.day(sitting.date));
    ui.tr("drafts-sitting-name", &[("number", number.into()), ("date", date.into())])
}

/// The state of a sitting.
pub(crate) fn state(ui: &Ui, state: SittingState) -> Markup {
    let colour = match state {
        SittingState::Planned => Colour::Blue,
        SittingState::Ended => Colour::Turquoise,
        SittingState::MinutesPosted => Colour::Green,
    };
    parts::tag(&label(ui, "drafts-sitting-state", state.code()), colour)
}

/// The title of a page about a sitting, with the way back to the list.
pub(crate) fn title<'a>(ui: &'a Ui, text: impl Into<std::borrow::Cow<'a, str>>) -> Title<'a> {
    let crumbs =
        [Crumb::new("/my-work", ui.t("drafts-work-title")), Crumb::new(paths::SITTINGS, ui.t("drafts-sittings-title"))];
    Title::new(text).above(parts::breadcrumbs(ui, &crumbs))
}

/// The page.
pub(crate) fn view(ui: &Ui, sittings: &[Sitting]) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-sitting")),
        Column::new(ui.t("drafts-word-state")),
        Column::new(ui.t("drafts-sitting-drafts")).numeric(),
    ];
    let rows = sittings.iter().map(|sitting| {
        vec![
            html! { a.govuk-link href=(paths::sitting(sitting.id, "")) { (name(ui, sitting)) } },
            state(ui, sitting.state),
            html! { (ui.tr("drafts-sitting-count", &[("n", count(sitting.agenda.len()))])) },
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-sittings-title")) }
        p.govuk-body { (ui.t("drafts-sittings-text")) }
        (parts::button_group(html! {
            (parts::button_link(&format!("{}/new", paths::SITTINGS), ui.t("drafts-sittings-new")))
        }))
        @if sittings.is_empty() { (parts::empty_state(ui.t("drafts-sittings-none"), "", html! {})) } @else {
            (parts::table(ui, &parts::Table::new(ui.t("drafts-sittings-title"), columns).rows(rows)))
        }
    }
}
