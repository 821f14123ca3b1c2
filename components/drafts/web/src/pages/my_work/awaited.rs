//! What I wait for from others: one block a draft, one line a body, with who has it, how long, and the reminder.

use super::waiting::said;
use super::{heading, number};
use crate::view::{chase, count, label, names, term};
use maud::{Markup, html};
use orda_drafts::{Matter, TermStatus};
use orda_web::{Ui, parts, parts::Colour};

/// Waiting longer than this without a term, in working days, is slow.
const SLOW: i32 = 5;

/// The matters, grouped by draft in the order in which drafts first appear: the slowest first.
pub(super) fn list(ui: &Ui, matters: &[Matter]) -> Markup {
    let mut groups: Vec<Vec<&Matter>> = Vec::new();
    for matter in matters {
        match groups.iter_mut().find(|group| group[0].draft == matter.draft) {
            Some(group) => group.push(matter),
            None => groups.push(vec![matter]),
        }
    }
    html! {
        ul.app-matters aria-label=(ui.t("drafts-work-others-caption")) {
            @for group in &groups { li.app-matter.app-matter--awaited { (block(ui, group)) } }
        }
    }
}

fn block(ui: &Ui, group: &[&Matter]) -> Markup {
    let first = group[0];
    let remindable = group.iter().filter(|m| m.may_chase).count();
    html! {
        div.app-matter__what {
            (heading(ui, first))
            p.app-matter__why { (number(ui, first)) }
            @if let Some(line) = first.news.first() { ul.app-matter__news { li { (said(ui, line)) } } }
        }
        @if remindable > 1 {
            div.app-matter__act.app-no-print { (chase::all(ui, first.draft, first.version, remindable, "work")) }
        }
        ul.app-waits {
            @for matter in group { li.app-wait { (wait(ui, matter)) } }
        }
    }
}

fn wait(ui: &Ui, matter: &Matter) -> Markup {
    let overdue = matter.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue);
    let slow = overdue || (matter.term.is_none() && matter.waited > SLOW);
    html! {
        span.app-wait__who {
            @if let Some(body) = &matter.body { strong title=(names::full(ui, body)) { (names::short(ui, body)) } }
            @if !matter.with.is_empty() { " " span.app-secondary { (matter.with.join(", ")) } }
        }
        span.app-wait__what {
            (label(ui, "drafts-awaited", matter.action.code())) ", "
            (ui.tr("drafts-work-waited", &[("days", count(matter.waited))]))
        }
        span.app-wait__when {
            @if slow { (parts::tag(ui.t("drafts-work-slow"), Colour::Red)) " " }
            @if let Some(view) = &matter.term { (term::sentence(ui, view)) }
        }
        span.app-wait__act.app-no-print {
            @match (&matter.body, matter.may_chase) {
                (Some(body), true) => { (chase::one(ui, matter.draft, matter.version, body, "work")) }
                _ => { @if let Some(at) = matter.chased_at { (chase::done(ui, at)) } }
            }
        }
    }
}
