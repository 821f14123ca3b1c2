//! The comparative table (салыстырмалы кесте): structural element, text in force, text proposed, reason.

use crate::{Act, Change, Comparison, Tongue, element};
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Which place it is about, as lawyers call it.
    pub element: String,
    /// Its anchor in the newer text, or in the older one when it is gone.
    pub anchor: String,
    /// Text in force; empty when there was none.
    pub in_force: String,
    /// Text proposed; empty when it is taken out.
    pub proposed: String,
    /// Why.
    pub reason: String,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ComparativeTable {
    /// Rows in the order of the act.
    pub rows: Vec<TableRow>,
}

/// Makes the table of a comparison; `reason` gives the reason for a place, by its anchor. Paragraphs that were only
/// renumbered are left out: the table is about their words.
pub fn comparative_table(
    old: &Act,
    new: &Act,
    comparison: &Comparison,
    tongue: Tongue,
    reason: impl Fn(&str) -> String,
) -> ComparativeTable {
    let rows = comparison
        .rows
        .iter()
        .filter(|row| row.is_amendment() && row.change != Change::Renumbered)
        .filter_map(|row| {
            let at = |act: &'_ Act, index: Option<u32>| {
                let index = index? as usize;
                act.units.get(index).map(|u| (index, u.anchor.clone(), u.full()))
            };
            let (before, after) = (at(old, row.old), at(new, row.new));
            let (element, anchor) = match (&after, &before) {
                (Some((index, anchor, _)), _) => (element(new, *index, tongue), anchor.clone()),
                (None, Some((index, anchor, _))) => (element(old, *index, tongue), anchor.clone()),
                (None, None) => return None,
            };
            let text = |side: Option<(usize, String, String)>| side.map(|s| s.2).unwrap_or_default();
            let reason = reason(&anchor);
            Some(TableRow { element, anchor, in_force: text(before), proposed: text(after), reason })
        })
        .collect();
    ComparativeTable { rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, compare, structure};

    /// Each amendment is a row with both wordings and its reason.
    #[test]
    fn rows_of_amendments() {
        let old = structure(&["1. Бірінші тармақтың мәтіні осы.", "2. Алынатын нәрсе туралы сөз."].map(Block::text));
        let new = structure(&["1. Бірінші тармақтың мәтіні сол."].map(Block::text));
        let comparison = compare(&old, &new);
        let table = comparative_table(&old, &new, &comparison, Tongue::Kazakh, |a| {
            if a == "p1" { "дәлдеу".into() } else { String::new() }
        });
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|r| (r.element.as_str(), r.in_force.len() > 9, r.proposed.is_empty(), r.reason.as_str()))
            .collect();
        assert_eq!(rows, [("1-тармақ", true, false, "дәлдеу"), ("2-тармақ", true, true, "")]);
    }
}
