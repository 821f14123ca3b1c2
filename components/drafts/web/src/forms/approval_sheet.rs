//! The approval sheet: what each body has decided, who decided, and when.

use super::Content;
use super::parts::{column, fact, facts, numbers};
use crate::view::{count, label};
use orda_drafts::{BodyLine, BodyState, TermStatus};
use typeset::{Block, Cell, Sheet, Style};

pub(super) fn body(sheet: &mut Sheet, content: &Content<'_>) {
    let (ui, card) = (content.ui, content.card);
    let mut rows = facts(content);
    if let Some(at) = card.sent_at {
        rows.push(fact(content, "drafts-form-sent", ui.datetime(at)));
    }
    let progress = [("done", count(card.progress.approved)), ("total", count(card.progress.total))];
    rows.push(fact(content, "drafts-word-progress", ui.tr("drafts-progress", &progress)));
    sheet.push(Block::facts(rows));
    bodies(sheet, content);
}

/// The table of approving bodies, also on the card.
pub(super) fn bodies(sheet: &mut Sheet, content: &Content<'_>) {
    let ui = content.ui;
    sheet.push(Block::heading(ui.t("drafts-word-approving-bodies")));
    let columns = vec![
        numbers(),
        column(content, "drafts-word-body", 2.8),
        column(content, "drafts-word-decision", 1.5),
        column(content, "drafts-form-decided-by", 2.0),
        column(content, "drafts-word-term", 1.3),
    ];
    // On paper the order does not depend on what waits: as names stand in the alphabet of the form.
    let mut lines: Vec<&BodyLine> = content.card.bodies.iter().collect();
    lines.sort_by_key(|line| ui.text(&line.body.name).to_lowercase());
    let rows = (1usize..).zip(lines).map(|(at, line)| row(content, at, line)).collect();
    sheet.push(Block::table(columns, rows));
}

fn row(content: &Content<'_>, at: usize, line: &BodyLine) -> Vec<Cell> {
    let ui = content.ui;
    let name = Cell::text(ui.text(&line.body.name));
    let Some(approval) = &line.approval else {
        let state = Cell::text(ui.t("drafts-body-state-not_sent"));
        return vec![Cell::text(at.to_string()), name, state, Cell::default(), Cell::default()];
    };
    let silent = line.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue);
    let state = match approval.state {
        BodyState::Approved | BodyState::Refused => label(ui, "drafts-body-state", approval.state.code()),
        _ if silent => ui.t("drafts-body-state-no_answer").to_owned(),
        other => label(ui, "drafts-body-state", other.code()),
    };
    let mut decision = Cell::styled(Style::SmallBold, state);
    if let Some(protocol) = line.protocol {
        let said = format!("{}: {}", ui.t("drafts-form-protocol"), super::protocol_state(ui, protocol));
        decision = decision.and(Style::Muted, said);
    }
    let by = approval.decision.as_ref().map_or_else(Cell::default, |decision| {
        let late = if decision.late { ui.t("drafts-term-late") } else { "" };
        Cell::text(decision.by.name.as_str()).and(Style::Small, ui.datetime(decision.at)).and(Style::Muted, late)
    });
    vec![Cell::text(at.to_string()), name, decision, by, Cell::text(ui.day(approval.due))]
}
