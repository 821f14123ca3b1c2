//! How the copies stand, when the next is due, what came of each, and what to do when one failed.

use axum::extract::State;
use maud::{Markup, html};
use orda_backups::{Backups, By, Continuous, Holds, Overview, PAGE, RESOURCE, Run, RunOutcome, Settings, Standing};
use orda_base::{Access, Error, Operation, PageRequest, Timestamp};
use orda_documents::INTEGRITY_PAGE;
use orda_web::parts::{self, Colour, Column, Row, Table};
use orda_web::{Accounted, FormErrors, Message, Paging, Query, Response, Title, Ui, WebError};

/// What to do when the copies stand so, in its order. `scheduled`: does the timetable make copies, and is there a button?
/// `any`: is there any copy?
fn steps(standing: Standing, scheduled: bool, any: bool) -> Vec<&'static str> {
    let mut steps = match standing {
        Standing::Good => return Vec::new(),
        Standing::Never => Vec::new(),
        Standing::Failed => vec!["disk", "keys"],
        Standing::Damaged => vec!["damaged"],
        Standing::Old => {
            if scheduled {
                vec!["old"]
            } else {
                Vec::new()
            }
        }
    };
    steps.push(if scheduled { "now" } else { "command" });
    if scheduled && standing == Standing::Failed {
        steps.push("again");
    }
    if any {
        steps.push("check");
    }
    steps
}

pub(crate) async fn show(
    ui: Ui,
    State(backups): State<Backups>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    answer(&ui, &backups, paging.request(), &FormErrors::none()).await
}

/// Makes one now, beside the answer.
pub(crate) async fn make_now(ui: Ui, State(backups): State<Backups>) -> Result<Response, WebError> {
    match backups.make_now(ui.actor()) {
        Ok(job) => {
            super::beside(job);
            let access = Access::done(RESOURCE, "", Operation::Change).detail("asked for one now");
            Ok(ui.redirect_with(PAGE, &Message::new("backups-begun")).accessed(access))
        }
        Err(Error::Forbidden) => Err(Error::Forbidden.into()),
        Err(error) => answer(&ui, &backups, PageRequest::default(), &ui.form_errors(error)?).await,
    }
}

async fn answer(ui: &Ui, backups: &Backups, page: PageRequest, errors: &FormErrors) -> Result<Response, WebError> {
    let overview = backups.overview(ui.actor(), page).await?;
    let title = Title::new(ui.t("backups-title")).wide();
    let response = ui.form_page(title, errors, view(ui, &overview, backups.settings(), errors));
    Ok(if errors.is_empty() { response.accessed(Access::done(RESOURCE, "", Operation::Read)) } else { response })
}

fn view(ui: &Ui, overview: &Overview, settings: &Settings, errors: &FormErrors) -> Markup {
    let steps = steps(overview.standing, settings.scheduled, overview.made.is_some());
    let lead = if settings.with_database { "backups-lead" } else { "backups-lead-server" };
    html! {
        (errors.summary(ui))
        h1.govuk-heading-xl { (ui.t("backups-title")) }
        p.govuk-body { (ui.t(lead)) " " (ui.t("backups-closed")) " " (parts::rule(ui, "365-6-b")) }
        @if !settings.with_database { (parts::inset(html! { (ui.t("backups-server")) })) }
        (parts::summary_list(&facts(ui, overview, settings)))
        @if settings.scheduled { (parts::post_button("/admin/backups/now", ui.t("backups-make"), "", html! {})) }
        @else { (parts::warning(ui, ui.t("backups-not-set"))) }
        @if !steps.is_empty() {
            h2.govuk-heading-m { (ui.t("backups-what-to-do")) }
            ol.govuk-list.govuk-list--number {
                @for step in steps {
                    li {
                        (ui.t(&format!("backups-step-{step}")))
                        @if step == "damaged" {
                            " " a.govuk-link href=(INTEGRITY_PAGE) { (ui.t("backups-step-damaged-link")) }
                        }
                    }
                }
            }
        }
        h2.govuk-heading-m { (ui.t("backups-runs")) }
        @if overview.runs.items.is_empty() {
            (parts::empty_state(ui.t("backups-none"), ui.t("backups-none-text"), html! {}))
        } @else {
            (parts::rows_found(ui, &overview.runs))
            (table(ui, &overview.runs.items))
            (parts::pager(ui, &overview.runs))
        }
    }
}

fn facts<'a>(ui: &'a Ui, overview: &Overview, settings: &Settings) -> Vec<Row<'a>> {
    let colour = if overview.standing == Standing::Good { Colour::Green } else { Colour::Red };
    let standing = parts::tag(ui.t(&format!("backups-standing-{}", overview.standing.code())), colour);
    let mut rows = vec![Row::new(ui.t("backups-standing"), standing)];
    if let Some(made) = &overview.made {
        rows.push(Row::new(ui.t("backups-last"), html! { (ui.datetime(made.ended_at)) }));
    }
    let next = match (overview.under_way, overview.next_due) {
        (true, _) => html! { (ui.t("backups-under-way")) },
        (false, Some(due)) => html! { (ui.datetime(due)) },
        (false, None) => html! { (ui.t("backups-no-timetable")) },
    };
    rows.push(Row::new(ui.t("backups-next"), next));
    if let Some(copy) = &overview.continuous {
        rows.push(Row::new(ui.t("backups-continuous"), continuous(ui, copy, overview.at)));
    }
    if settings.oldest > 0 {
        let hours = ui.tr("backups-hours", &[("hours", (settings.oldest / 3600).into())]);
        rows.push(Row::new(ui.t("backups-oldest"), html! { (hours) }));
    }
    rows
}

/// Until when there is a continuous copy, and what keeps it from being carried on.
fn continuous(ui: &Ui, copy: &Continuous, now: Timestamp) -> Markup {
    let colour = if copy.is_good(now) { Colour::Green } else { Colour::Red };
    let (state, seconds) = (if copy.is_good(now) { "good" } else { "behind" }, copy.behind(now));
    html! {
        (parts::tag(ui.t(&format!("backups-continuous-{state}")), colour))
        br;
        @match copy.until {
            Some(until) => { (ui.tr("backups-continuous-until", &[("at", until.zoned().strftime("%d.%m.%Y %H:%M:%S").to_string().into())])) }
            None => { (ui.t("backups-continuous-none")) }
        }
        @if state == "behind" {
            br; (ui.tr("backups-continuous-lag", &[("minutes", (seconds / 60).into()), ("seconds", (seconds % 60).into())]))
            br; (ui.t("backups-continuous-do"))
        }
        // In the words of the machine: they are for the log and the technician.
        @if !copy.trouble.is_empty() { br; code.app-wrap lang="en" { (copy.trouble) } }
    }
}

fn table(ui: &Ui, runs: &[Run]) -> Markup {
    let columns = vec![
        Column::new(ui.t("backups-begun-at")),
        Column::new(ui.t("backups-took")),
        Column::new(ui.t("backups-outcome")),
        Column::new(ui.t("backups-written")).numeric(),
        Column::new(ui.t("backups-holds")),
        Column::new(ui.t("backups-by")),
    ];
    let rows = runs.iter().map(|run| {
        vec![
            html! { time datetime=(run.begun_at.rfc3339()) { (ui.datetime(run.begun_at)) } },
            html! { (took(ui, run.seconds())) },
            outcome(ui, run),
            html! { (ui.size(run.written)) },
            html! { @if let Some(holds) = &run.holds { (held(ui, holds)) } @else { "–" } },
            html! { (by(ui, &run.by)) },
        ]
    });
    parts::table(ui, &Table::new(ui.t("backups-runs"), columns).rows(rows))
}

fn took(ui: &Ui, seconds: i64) -> String {
    ui.tr("backups-duration", &[("minutes", (seconds / 60).into()), ("seconds", (seconds % 60).into())])
}

fn outcome(ui: &Ui, run: &Run) -> Markup {
    let colour = match run.outcome {
        RunOutcome::Done => Colour::Green,
        RunOutcome::Damaged => Colour::Yellow,
        RunOutcome::Failed => Colour::Red,
    };
    html! {
        (parts::tag(ui.t(&format!("backups-outcome-{}", run.outcome.code())), colour))
        // In the words of the machine: they are for the log and the technician.
        @if !run.trouble.is_empty() { br; code.app-wrap lang="en" { (run.trouble) } }
    }
}

fn held(ui: &Ui, holds: &Holds) -> Markup {
    let files = [("n", holds.files.into()), ("size", ui.size(holds.file_bytes).into())];
    html! {
        @match holds.database {
            Some(bytes) => { (ui.tr("backups-holds-database", &[("size", ui.size(bytes).into())])) }
            None => { (ui.t("backups-holds-no-database")) }
        }
        br; (ui.tr("backups-holds-files", &files))
    }
}

fn by(ui: &Ui, by: &By) -> String {
    match by {
        By::Schedule => ui.t("backups-by-schedule").to_owned(),
        By::Person(name) => name.clone(),
        By::Machine(user) => ui.tr("backups-by-machine", &[("user", user.as_str().into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing is advised that cannot be done: no button where none is shown, no timetable where none is set, no check of a copy
    /// where there is none.
    #[test]
    fn steps_follow_the_standing() {
        use Standing::{Damaged, Failed, Never, Old};
        assert!(steps(Standing::Good, true, true).is_empty());
        assert_eq!(steps(Never, true, false), ["now"]);
        assert_eq!(steps(Never, false, false), ["command"]);
        assert_eq!(steps(Failed, true, true), ["disk", "keys", "now", "again", "check"]);
        assert_eq!(steps(Failed, true, false), ["disk", "keys", "now", "again"]);
        assert_eq!(steps(Failed, false, true), ["disk", "keys", "command", "check"]);
        assert_eq!(steps(Damaged, true, true), ["damaged", "now", "check"]);
        assert_eq!(steps(Old, true, true), ["old", "now", "check"]);
        assert_eq!(steps(Old, false, true), ["command", "check"]);
    }
}
