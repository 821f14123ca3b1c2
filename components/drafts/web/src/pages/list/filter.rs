//! The panel of filters, and what is filtered as chips with a way to take each off.

use super::{ListInput, Names};
use crate::paths;
use crate::view::label;
use maud::{Markup, html};
use orda_base::{BodyId, Date};
use orda_drafts::{MyRole, TermFilter, VersionState};
use orda_identity::Body;
use orda_web::Question as _;
use orda_web::{Ui, parts, parts::Chip, parts::Choice, parts::Field};
use std::sync::Arc;

/// The list with its panel.
pub(super) fn layout(ui: &Ui, input: &ListInput, bodies: &[Arc<Body>], names: &Names<'_>, list: Markup) -> Markup {
    let chips = chips(ui, input, names);
    let mut keep = vec![("sort", input.sort.as_str()), ("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    keep.extend(input.columns.iter().map(|c| ("columns", c.as_str())));
    let filter = parts::Filter { action: paths::LIST, fields: fields(ui, input, bodies), chips: &chips, keep: &keep };
    parts::filter_layout(ui, &filter, list)
}

fn fields(ui: &Ui, input: &ListInput, bodies: &[Arc<Body>]) -> Markup {
    let states: Vec<_> =
        VersionState::ALL.into_iter().map(|s| Choice::new(s.code(), label(ui, "drafts-state", s.code()))).collect();
    let any = || Choice::new("", ui.t("drafts-list-filter-any"));
    let held = |role: &MyRole| role.role().is_none_or(|r| ui.actor().has_anywhere(r));
    let roles = std::iter::once(any()).chain(
        MyRole::ALL.into_iter().filter(held).map(|r| Choice::new(r.code(), label(ui, "drafts-my-role", r.code()))),
    );
    let terms = std::iter::once(any())
        .chain(TermFilter::ALL.into_iter().map(|t| Choice::new(t.code(), label(ui, "drafts-term-filter", t.code()))));
    let of_bodies: Vec<_> = std::iter::once(any())
        .chain(bodies.iter().map(|b| Choice::new(b.id.to_string(), b.name.get(ui.lang()))))
        .collect();
    html! {
        (parts::text_input(
            Field::new("words", ui.t("drafts-list-filter-words")).hint(ui.t("drafts-list-filter-words-hint")).kind("search").max(200),
            &input.words,
        ))
        (parts::checkboxes(Field::new("state", ui.t("drafts-word-state")).small(), &states, &input.state))
        (parts::select(Field::new("term", ui.t("drafts-word-term")), &terms.collect::<Vec<_>>(), &input.term))
        (parts::select(Field::new("role", ui.t("drafts-list-filter-role")), &roles.collect::<Vec<_>>(), &input.role))
        (parts::select(Field::new("body", ui.t("drafts-word-drafting-body")), &of_bodies, &input.body))
        (parts::select(Field::new("approving", ui.t("drafts-word-approving-body")), &of_bodies, &input.approving))
        (parts::text_input(Field::new("from", ui.t("drafts-list-filter-from")).kind("date"), &input.from))
        (parts::text_input(Field::new("to", ui.t("drafts-list-filter-to")).kind("date"), &input.to))
    }
}

fn chips<'a>(ui: &'a Ui, input: &ListInput, names: &Names<'_>) -> Vec<Chip<'a>> {
    let mut chips = Vec::new();
    let mut push = |group: &'a str, text: String, without: ListInput| {
        chips.push(Chip::new(group, text, without.link(paths::LIST)));
    };
    let body = |id: &str| {
        id.parse::<BodyId>().ok().and_then(|id| names.get(&id)).map_or_else(|| id.to_owned(), |name| (*name).to_owned())
    };
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| ui.day(date));
    if !input.words.trim().is_empty() {
        let text = input.words.trim().to_owned();
        push(ui.t("drafts-list-filter-words"), text, input.with(|i| i.words.clear()));
    }
    for state in input.state.iter().filter(|s| VersionState::from_code(s).is_some()) {
        let without = input.with(|i| i.state.retain(|s| s != state));
        push(ui.t("drafts-word-state"), label(ui, "drafts-state", state), without);
    }
    if TermFilter::from_code(&input.term).is_some() {
        let text = label(ui, "drafts-term-filter", &input.term);
        push(ui.t("drafts-word-term"), text, input.with(|i| i.term.clear()));
    }
    if MyRole::from_code(&input.role).is_some() {
        let text = label(ui, "drafts-my-role", &input.role);
        push(ui.t("drafts-list-filter-role"), text, input.with(|i| i.role.clear()));
    }
    if !input.body.is_empty() {
        push(ui.t("drafts-word-drafting-body"), body(&input.body), input.with(|i| i.body.clear()));
    }
    if !input.approving.is_empty() {
        push(ui.t("drafts-word-approving-body"), body(&input.approving), input.with(|i| i.approving.clear()));
    }
    if !input.from.is_empty() {
        push(ui.t("drafts-list-filter-from"), day(&input.from), input.with(|i| i.from.clear()));
    }
    if !input.to.is_empty() {
        push(ui.t("drafts-list-filter-to"), day(&input.to), input.with(|i| i.to.clear()));
    }
    chips
}
