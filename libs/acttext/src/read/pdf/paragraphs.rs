//! Lines into paragraphs: by indents, gaps, and lines that end early.

use super::lines::Line;
use crate::structure::marker;

/// How the text of a document is set.
struct Layout {
    left: f32,
    right: f32,
    /// Distance of lines within a paragraph, in sizes of letters.
    spacing: f32,
    /// First lines are set in.
    indents: bool,
    /// Paragraphs are parted by gaps.
    gaps: bool,
}

/// The paragraphs of all pages; one that runs over the end of a page is one.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> Vec<String> {
    let Some(layout) = layout(pages) else { return Vec::new() };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last: Option<&Line> = None;
    for page in pages {
        for (at, line) in page.iter().enumerate() {
            let begins = last.is_none_or(|last| begins(&layout, last, line, at == 0));
            match paragraphs.last_mut() {
                Some(paragraph) if !begins => append(paragraph, &line.text),
                _ => paragraphs.push(line.text.clone()),
            }
            last = Some(line);
        }
    }
    paragraphs
}

/// Adds a line; a word that was cut at its own hyphen is put together again.
fn append(paragraph: &mut String, line: &str) {
    let before = paragraph.strip_suffix('-').and_then(|p| p.chars().next_back());
    let cut = before.is_some_and(char::is_alphanumeric) && line.starts_with(char::is_alphabetic);
    if !cut {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

fn layout(pages: &[Vec<Line>]) -> Option<Layout> {
    let lines: Vec<&Line> = pages.iter().flatten().collect();
    let left = mode(lines.iter().map(|l| l.x))?;
    let mut ends: Vec<f32> = lines.iter().map(|l| l.end).collect();
    ends.sort_by(f32::total_cmp);
    let right = *ends.get(ends.len() * 9 / 10)?;
    let pairs = || pages.iter().flat_map(|p| p.windows(2)).filter_map(|w| Some((w.first()?, w.get(1)?)));
    let distance = |(a, b): (&Line, &Line)| (a.y - b.y) / a.size.max(b.size);
    let spacing = mode_of(pairs().map(distance).filter(|d| *d > 0.5 && *d < 4.0), 0.05).unwrap_or(1.4);
    let set_in = |l: &&&Line| l.x - left > 0.7 * l.size && l.x - left < 6.0 * l.size;
    let indented = lines.iter().filter(set_in).count();
    let apart = pairs().filter(|p| distance(*p) > spacing * 1.2).count();
    Some(Layout { left, right, spacing, indents: indented * 12 > lines.len(), gaps: apart * 12 > lines.len() })
}

/// The most frequent place, to two points.
fn mode(values: impl Iterator<Item = f32>) -> Option<f32> {
    mode_of(values, 2.0)
}

fn mode_of(values: impl Iterator<Item = f32>, step: f32) -> Option<f32> {
    let mut counts: std::collections::HashMap<i32, (usize, f32)> = std::collections::HashMap::new();
    for value in values.filter(|v| v.is_finite()) {
        #[allow(clippy::cast_possible_truncation)] // Places on a page are small; others saturate.
        let entry = counts.entry((value / step).round() as i32).or_insert((0, value));
        entry.0 += 1;
        entry.1 = entry.1.min(value);
    }
    counts.into_values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))).map(|(_, value)| value)
}

/// Does `line` begin a paragraph after `last`?
fn begins(layout: &Layout, last: &Line, line: &Line, new_page: bool) -> bool {
    let size = line.size.max(last.size);
    let distance = (last.y - line.y) / size;
    let offset = line.x - layout.left;
    if centred(layout, last) && centred(layout, line) && (last.size - line.size).abs() < 0.5 {
        // Lines of a heading, unless there is a gap between them or each is numbered.
        return distance > layout.spacing * 1.25 || distance < 0.0 || marker::leading(&line.text).is_some();
    }
    if (last.size - line.size).abs() > 1.0 || centred(layout, last) != centred(layout, line) {
        return true;
    }
    if !new_page && distance > layout.spacing * 1.2 {
        return true;
    }
    let ended = last.text.ends_with(['.', ';', ':', '!', '?', '»', '"', '”']);
    let early = layout.right - last.end > 0.12 * (layout.right - layout.left);
    let numbered = marker::leading(&line.text).is_some();
    if layout.indents && offset > 0.7 * size {
        // A line within a paragraph that is set in as a whole stands under its neighbour.
        return (line.x - last.x).abs() > 0.3 * size || numbered || early;
    }
    if layout.indents || layout.gaps {
        // The layout tells; only a numbered line after an early end is a paragraph in spite of it.
        return numbered && ended && early;
    }
    (numbered && (ended || early)) || (early && ended)
}

/// Does a line stand in the middle, clear of both edges?
fn centred(layout: &Layout, line: &Line) -> bool {
    let (before, after) = (line.x - layout.left, layout.right - line.end);
    before > 1.5 * line.size && after > 1.5 * line.size && (before - after).abs() < 2.0 * line.size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f32, end: f32, y: f32, text: &str) -> Line {
        Line { x, end, y, size: 12.0, text: text.to_owned() }
    }

    /// First lines set in begin paragraphs, over the end of the page too; a reference at the beginning of a line does not.
    #[test]
    fn indents() {
        let first = vec![
            line(90.0, 500.0, 700.0, "1. Осы Заңның 6-бабының"),
            line(70.0, 500.0, 683.0, "9) тармақшасына сәйкес МО ИП-"),
            line(70.0, 300.0, 666.0, "да бекітілсін."),
            line(90.0, 500.0, 649.0, "2. Екінші тармақ келесі"),
        ];
        let second = vec![line(70.0, 400.0, 700.0, "бетте аяқталады."), line(90.0, 400.0, 683.0, "3. Үшінші.")];
        let found = paragraphs(&[first, second]);
        let expected = [
            "1. Осы Заңның 6-бабының 9) тармақшасына сәйкес МО ИП-да бекітілсін.",
            "2. Екінші тармақ келесі бетте аяқталады.",
            "3. Үшінші.",
        ];
        assert_eq!(found, expected);
    }
}
