//! Fragments into lines, and lines that only belong to the page left out.

use super::Fragment;
use crate::structure::marker;
use std::collections::HashMap;

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
}

/// Lines from top to bottom, each from left to right.
pub(super) fn lines(mut fragments: Vec<Fragment>) -> Vec<Line> {
    fragments.retain(|f| !f.text.trim().is_empty() || f.end > f.x);
    fragments.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<(f32, Vec<Fragment>)> = Vec::new();
    for fragment in fragments {
        match rows.last_mut() {
            // Raised and lowered letters stand in the line of their neighbours.
            Some((y, row)) if (*y - fragment.y).abs() <= 0.35 * fragment.size.max(6.0) => row.push(fragment),
            _ => rows.push((fragment.y, vec![fragment])),
        }
    }
    rows.into_iter().filter_map(|(y, row)| line(y, row)).collect()
}

fn line(y: f32, mut row: Vec<Fragment>) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    let mut last_end = None::<f32>;
    for fragment in &row {
        let gap = last_end.is_some_and(|end| fragment.x - end > 0.18 * fragment.size);
        if gap && !text.ends_with(' ') && !fragment.text.starts_with(' ') {
            text.push(' ');
        }
        text.push_str(&fragment.text);
        last_end = Some(last_end.map_or(fragment.end, |end| end.max(fragment.end)));
    }
    let text = crate::clean(&text);
    let filled: Vec<&Fragment> = row.iter().filter(|f| !f.text.trim().is_empty()).collect();
    let first = filled.first()?;
    // Blanks at the edges are none of the line's width.
    let lead = first.text.len() - first.text.trim_start().len();
    let x = first.x + lead as f32 * 0.25 * first.size;
    let end = filled.iter().map(|f| f.end).fold(x, f32::max);
    let size = filled.iter().map(|f| f.size).fold(1.0, f32::max);
    (!text.is_empty()).then_some(Line { x, end, y, size, text })
}

/// Lines at the edge of a page that may belong to it alone.
const EDGE: usize = 2;

/// Drops page numbers, and lines that stand in the same place of most pages with the same words.
pub(super) fn drop_running_heads(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<(i32, String), usize> = HashMap::new();
    for page in pages.iter() {
        let mut own: Vec<_> = edges(page.len()).filter_map(|at| page.get(at)).map(signature).collect();
        own.sort();
        own.dedup();
        for key in own {
            *seen.entry(key).or_default() += 1;
        }
    }
    let enough = (pages.len() / 2).max(3);
    for page in pages.iter_mut() {
        let count = page.len();
        let dropped: Vec<usize> = edges(count)
            .filter(|at| {
                let Some(line) = page.get(*at) else { return false };
                let outermost = *at == 0 || *at + 1 == count;
                let repeated = seen.get(&signature(line)).is_some_and(|n| *n >= enough);
                (outermost && count > 1 && is_page_number(&line.text)) || repeated
            })
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
    }
}

/// Places of the first and the last lines of a page.
fn edges(count: usize) -> impl Iterator<Item = usize> {
    (0..count).filter(move |at| *at < EDGE || at + EDGE >= count)
}

/// Where a line stands and what it says; the number of a page in it does not count, that of a paragraph does.
fn signature(line: &Line) -> (i32, String) {
    #[allow(clippy::cast_possible_truncation)] // Places on a page are small; others saturate.
    let place = (line.y / 4.0).round() as i32;
    let numbers = line.text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
    let text = if numbers > 2 || marker::leading(&line.text).is_some() {
        line.text.clone()
    } else {
        line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
    };
    (place, text)
}

/// `7`, `- 7 -`, `7 / 12`, `Бет 7`, `стр. 7 из 12`.
fn is_page_number(text: &str) -> bool {
    let plain = text.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let number = |w: &&str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    let said = |w: &&str| matches!(*w, "бет" | "беті" | "стр" | "страница" | "page" | "из" | "of" | "ішінен");
    words.iter().any(&number)
        && words.len() <= 4
        && words.iter().all(|w| number(w) || said(w))
        && !text.ends_with([')', ';'])
        && !(text.ends_with('.') && words.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[&str]) -> Vec<Line> {
        let line = |(i, t): (usize, &&str)| Line {
            x: 0.0,
            end: 100.0,
            y: 800.0 - i as f32 * 15.0,
            size: 12.0,
            text: (*t).to_owned(),
        };
        texts.iter().enumerate().map(line).collect()
    }

    /// Numbers of pages and what stands on top of each page go; numbered paragraphs stay.
    #[test]
    fn only_the_text_stays() {
        let mut pages: Vec<_> = (1..=4)
            .map(|n| {
                page(&[
                    "ҚР Үкіметінің қаулысы",
                    &format!("{n}. Тармақ"),
                    "сөздер",
                    &"соңы".repeat(n),
                    &format!("- {n} -"),
                ])
            })
            .collect();
        drop_running_heads(&mut pages);
        let left: Vec<&str> = pages[2].iter().map(|l| l.text.as_str()).collect();
        assert_eq!(left, ["3. Тармақ", "сөздер", "соңысоңысоңы"]);
        assert!(!is_page_number("5)") && !is_page_number("12.") && is_page_number("стр. 3 из 12"));
    }
}
