//! Where a new text begins within a file: an annex, or what an order approves. Its numbering begins anew.

use super::marker::{Mark, MarkKind};
use crate::{Block, BlockKind};

/// Longest heading, in characters.
const HEADING: usize = 200;

/// Places of the blocks with which annexes begin, in order.
pub(super) fn starts(blocks: &[Block], marks: &[Option<Mark<'_>>], heading: &[bool]) -> Vec<usize> {
    let mut starts = Vec::new();
    // Number of the last point, place of the last numbered block; whether chapters or articles have begun since.
    let (mut last, mut place, mut since) = (0_u32, 0_usize, false);
    for (at, mark) in marks.iter().enumerate() {
        let Some(mark) = mark else { continue };
        match mark.kind {
            MarkKind::Annex => {
                starts.push(at);
                (last, since) = (0, false);
            }
            MarkKind::Article | MarkKind::Section => since = true,
            MarkKind::Chapter | MarkKind::Subchapter => {
                // Chapters that begin anew after points begin a new text too.
                let first = mark.kind == MarkKind::Chapter && mark.number == "1" && last > 0 && !mark.quoted;
                if first && !since {
                    starts.push(begin(blocks, marks, place, at));
                    last = 0;
                }
                since = true;
            }
            MarkKind::Point if heading.get(at) == Some(&true) => {
                if mark.number == "1" && last > 0 {
                    starts.push(begin(blocks, marks, place, at));
                    last = 0;
                }
                since = true;
            }
            MarkKind::Point if !mark.quoted => {
                let number = mark.number.split(['-', '.']).next().and_then(|n| n.parse().ok()).unwrap_or(0);
                if number == 1 && last > 0 && !mark.number.contains(['-', '.']) && !since {
                    starts.push(begin(blocks, marks, place, at));
                }
                (last, place, since) = (number, at, false);
            }
            _ => place = at,
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The first heading after the last numbered block, signatures passed over; the numbered block itself where there is none.
fn begin(blocks: &[Block], marks: &[Option<Mark<'_>>], after: usize, at: usize) -> usize {
    let mut found = at;
    for place in (after + 1..at).rev() {
        let Some(block) = blocks.get(place) else { break };
        let short = block.text.chars().count() <= HEADING && !block.text.ends_with([';', ':', ',']);
        if marks.get(place).is_none_or(Option::is_some)
            || !short
            || block.kind == BlockKind::Row
            || is_signature(&block.text)
        {
            break;
        }
        found = place;
    }
    found
}

/// "Министр А. Жұмағалиев", "Премьер-Министр О. Бектенов", alone or with the name in the next line.
pub(super) fn is_signature(text: &str) -> bool {
    const OFFICES: [&str; 12] = [
        "министр",
        "премьер-министр",
        "қазақстан республикасының президенті",
        "президент",
        "төраға",
        "председатель",
        "вице-министр",
        "басшы",
        "руководитель",
        "әкім",
        "аким",
        "төрайым",
    ];
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace("**", "");
    plain.chars().count() <= 120
        && !plain.ends_with(['.', ';', ':'])
        && OFFICES.iter().any(|o| {
            plain.strip_prefix(o).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', 'і', 'а', 'ы']))
                && (initials(text) || plain.split_whitespace().count() <= 3)
        })
}

/// "А. Жұмағалиев", "Қ.Есекеев"
fn initials(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).any(|w| matches!(w, [a, '.'] if a.is_uppercase()))
}
