//! What waits for me: one row a matter, with the latest that was said and the button that settles it.

use super::{heading, number};
use crate::paths;
use crate::view::{count, history, label, names, term};
use maud::{Markup, html};
use orda_drafts::{Matter, News};
use orda_web::{Ui, parts, parts::Colour};

/// The matters of one group of time.
pub(super) fn group(ui: &Ui, code: &str, group: &[&Matter]) -> Markup {
    html! {
        h2.govuk-heading-m.app-matters__group {
            (label(ui, "drafts-work-group", code)) " " span.app-tab-count { (group.len()) }
        }
        ul.app-matters {
            @for matter in group {
                li class=(format!("app-matter app-matter--{code}")) { (row(ui, matter)) }
            }
        }
    }
}

fn row(ui: &Ui, matter: &Matter) -> Markup {
    html! {
        div.app-matter__what {
            (heading(ui, matter))
            p.app-matter__why {
                strong { (label(ui, "drafts-why", matter.action.code())) }
                @if let Some(body) = &matter.body { " · " (names::short(ui, body)) }
                " · " (number(ui, matter))
            }
            (news(ui, matter))
        }
        div.app-matter__when {
            @if let Some(view) = &matter.term { (term::explained(ui, view)) }
            @else { p.govuk-body.app-term { (ui.t("drafts-term-none")) } }
        }
        div.app-matter__act.app-no-print { (button(ui, matter)) }
    }
}

/// What is new since the last visit and who said it; else what was said last.
fn news(ui: &Ui, matter: &Matter) -> Markup {
    let never_opened = matter.is_new && matter.unseen == 0;
    let more = matter.unseen.saturating_sub(matter.news.iter().filter(|n| n.is_new).count());
    if !never_opened && matter.news.is_empty() {
        return Markup::default();
    }
    html! {
        ul.app-matter__news aria-label=(ui.t("drafts-work-new")) {
            @if never_opened {
                li { (parts::tag(ui.t("drafts-work-new-tag"), Colour::Blue)) " " (ui.t("drafts-work-unopened")) }
            }
            @for line in &matter.news { li { (said(ui, line)) } }
            @if more > 0 {
                li {
                    a.govuk-link href=(paths::part(matter.draft, matter.version, "history")) {
                        (ui.tr("drafts-work-more-news", &[("n", count(more))]))
                    }
                }
            }
        }
    }
}

/// "22 November: Seitkali N. made remark 3: Ministry of Finance. «…»"
pub(super) fn said(ui: &Ui, line: &News) -> Markup {
    let at = line.entry.entry.at;
    html! {
        @if line.is_new { (parts::tag(ui.t("drafts-work-new-tag"), Colour::Blue)) " " }
        time.app-secondary datetime=(at.rfc3339()) { (ui.day_month(at.date())) } ": "
        (history::sentence(ui, &line.entry))
        @if !line.words.is_empty() { " " q.app-matter__words { (line.words) } }
    }
}

fn button(ui: &Ui, matter: &Matter) -> Markup {
    let href = paths::action(matter.draft, matter.version, matter.action, matter.body.as_ref().map(|b| b.id));
    html! {
        a.govuk-button.app-row-action href=(href) role="button" draggable="false" data-module="govuk-button" {
            (label(ui, "drafts-action", matter.action.code()))
            span.govuk-visually-hidden { ": " (matter.number) }
        }
    }
}
