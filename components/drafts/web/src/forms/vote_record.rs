//! The record of a vote in absentia: every listed head with the vote (385-22 to 385-24).

use super::Content;
use super::parts::{column, fact, facts, numbers};
use crate::view::{count, label};
use orda_drafts::VoteView;
use typeset::{Block, Cell, Sheet, Style};

pub(super) fn body(sheet: &mut Sheet, content: &Content<'_>, vote: &VoteView) {
    let ui = content.ui;
    let mut rows = facts(content);
    let started = format!("{}, {}", ui.datetime(vote.started_at), vote.started_by.name);
    rows.push(fact(content, "drafts-vote-begun", started));
    rows.push(fact(content, "drafts-vote-until", ui.day(vote.term.due)));
    if let Some(closed) = &vote.closed {
        let by = closed.by.as_ref().map_or_else(|| ui.t("drafts-vote-closed-by-last"), |by| by.name.as_str());
        rows.push(fact(content, "drafts-vote-closed", format!("{}, {by}", ui.datetime(closed.at))));
    }
    if let Some(tally) = vote.tally {
        let args =
            [("support", count(tally.support)), ("against", count(tally.against)), ("silent", count(tally.silent))];
        rows.push(fact(content, "drafts-vote-results", ui.tr("drafts-vote-tally", &args)));
    }
    sheet.push(Block::facts(rows));
    sheet.push(Block::heading(ui.t("drafts-vote-caption")));
    let columns = vec![
        numbers(),
        column(content, "drafts-vote-head", 2.2),
        column(content, "drafts-word-body", 2.6),
        column(content, "drafts-vote-value", 1.3),
        column(content, "drafts-vote-at", 1.4),
    ];
    let rows = (1usize..)
        .zip(&vote.voters)
        .map(|(at, voter)| {
            let (value, when) = match &voter.ballot {
                Some(ballot) => (
                    Cell::styled(Style::SmallBold, label(ui, "drafts-vote", ballot.value.code())),
                    Cell::text(ui.datetime(ballot.at)),
                ),
                None => (Cell::text(ui.t("drafts-vote-silent")), Cell::default()),
            };
            let body = Cell::text(ui.text(&voter.body.name));
            vec![Cell::text(at.to_string()), Cell::text(voter.name.as_str()), body, value, when]
        })
        .collect();
    sheet.push(Block::table(columns, rows));
}
