//! Terms: until when, how long is left, and how it was counted.

use super::count;
use maud::{Markup, html};
use orda_base::{Date, Language};
use orda_drafts::{TermStatus, TermView};
use orda_web::{Ui, parts};

/// "27 қараша, 3 жұмыс күні қалды".
pub(crate) fn sentence(ui: &Ui, term: &TermView) -> String {
    let days = count(term.left.unsigned_abs());
    let left = match term.status {
        TermStatus::Running | TermStatus::Near => ui.tr("drafts-left-days", &[("days", days)]),
        TermStatus::Overdue => ui.tr("drafts-left-over", &[("days", days)]),
        TermStatus::Kept => ui.t("drafts-term-kept").to_owned(),
        TermStatus::Late => ui.t("drafts-term-late").to_owned(),
    };
    ui.tr("drafts-term-full", &[("date", day(ui, term.due, term.counted.from).into()), ("left", left.into())])
}

/// The sentence, and on request how the term was counted.
pub(crate) fn explained(ui: &Ui, term: &TermView) -> Markup {
    let counted = &term.counted;
    let weekends = counted.weekends();
    html! {
        p.govuk-body.app-term { (sentence(ui, term)) }
        (parts::details(ui.t("drafts-term-how"), html! {
            p { (ui.tr("drafts-term-how-text", &[
                ("from", ui.day(counted.from).into()),
                ("days", count(counted.days)),
                ("until", ui.day(counted.due).into()),
            ])) }
            @if weekends > 0 { p { (ui.tr("drafts-term-how-weekends", &[("n", count(weekends))])) } }
            @for holiday in counted.holidays() {
                @let name = match ui.lang() {
                    Language::En => &holiday.name_en,
                    Language::Ru => &holiday.name_ru,
                    Language::Kk => &holiday.name_kk,
                };
                @let name = if name.is_empty() { &holiday.name_kk } else { name };
                p { (ui.tr("drafts-term-how-holiday", &[
                    ("date", ui.day(holiday.date).into()), ("name", name.as_str().into()),
                ])) }
            }
            @for worked in &counted.worked {
                p { (ui.tr("drafts-term-how-worked", &[("date", ui.day(*worked).into())])) }
            }
            // The calendar was changed afterwards: the day that was set then stays.
            @if term.due != counted.due {
                p { (ui.tr("drafts-term-how-changed", &[("date", ui.day(term.due).into())])) }
            }
        }))
    }
}

/// The year is said only when it is another one.
fn day(ui: &Ui, date: Date, from: Date) -> String {
    if date.year() == from.year() { ui.day_month(date) } else { ui.day(date) }
}
