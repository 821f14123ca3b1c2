//! The protocol of disagreements: point by point, both views side by side (385-17).

use super::Content;
use super::parts::{column, fact, facts, numbers};
use orda_drafts::ProtocolLine;
use typeset::{Block, Cell, Sheet};

pub(super) fn body(sheet: &mut Sheet, content: &Content<'_>, line: &ProtocolLine) {
    let ui = content.ui;
    let mut rows = facts(content);
    rows.push(fact(content, "drafts-word-approving-body", ui.text(&line.body.name)));
    rows.push(fact(content, "drafts-form-protocol-state", super::protocol_state(ui, line.state)));
    rows.push(fact(content, "drafts-form-changed", ui.datetime(line.protocol.changed_at)));
    sheet.push(Block::facts(rows));
    sheet.push(Block::heading(ui.t("drafts-form-points")));
    let columns = vec![
        numbers(),
        column(content, "drafts-protocol-point-what", 1.0),
        column(content, "drafts-protocol-point-drafter", 1.5),
        column(content, "drafts-protocol-point-approver", 1.5),
        column(content, "drafts-protocol-point-outcome", 1.2),
    ];
    let rows = (1usize..)
        .zip(&line.protocol.points)
        .map(|(at, point)| {
            [&point.point, &point.drafter_view, &point.approver_view, &point.outcome].into_iter().fold(
                vec![Cell::text(at.to_string())],
                |mut cells, text| {
                    cells.push(Cell::text(text.as_str()));
                    cells
                },
            )
        })
        .collect();
    sheet.push(Block::table(columns, rows));
}
