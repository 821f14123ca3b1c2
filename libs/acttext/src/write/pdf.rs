//! PDF.

mod face;
mod page;

use self::face::Face;
use self::page::Pages;
use super::{Orientation, Paper, Part, WriteError};

const TITLE: f32 = 14.0;
const TEXT: f32 = 11.5;
const CELL: f32 = 9.0;
/// First lines are set in by so much.
const INDENT: f32 = 14.0;
/// Space within a cell.
const PADDING: f32 = 4.0;

/// The paper as a PDF file, set in `font`: a TrueType file that has the Kazakh letters.
///
/// # Errors
/// When the font cannot be used, or the file cannot be written.
pub fn pdf(paper: &Paper, font: &'static [u8]) -> Result<Vec<u8>, WriteError> {
    let face = Face::new(font)?;
    let mut pages = Pages::new(&face, paper.orientation == Orientation::Landscape);
    for part in &paper.parts {
        match part {
            Part::Title(text) => {
                for line in face.wrap(text, TITLE, pages.width() - 40.0, 0.0) {
                    pages.line(20.0, TITLE, &line);
                }
                pages.gap(TEXT * 1.5);
            }
            Part::Paragraph(text) => {
                for (nth, line) in face.wrap(text, TEXT, pages.width(), INDENT).iter().enumerate() {
                    pages.line(if nth == 0 { INDENT } else { 0.0 }, TEXT, line);
                }
                pages.gap(TEXT * 0.75);
            }
            Part::Table { widths, header, rows } => table(&face, &mut pages, widths, header, rows),
        }
    }
    pages.write(font, &paper.name)
}

/// Rows that are longer than a page run over to the next; headings stand on each.
fn table(face: &Face<'_>, pages: &mut Pages<'_>, widths: &[f32], header: &[String], rows: &[Vec<String>]) {
    let total: f32 = widths.iter().map(|w| w.max(0.0)).sum::<f32>().max(0.01);
    let columns: Vec<f32> = widths.iter().map(|w| w.max(0.0) / total * pages.width()).collect();
    let wrap = |cells: &[String]| -> Vec<Vec<String>> {
        columns
            .iter()
            .enumerate()
            .map(|(at, width)| face.wrap(cells.get(at).map_or("", String::as_str), CELL, width - 2.0 * PADDING, 0.0))
            .collect()
    };
    let header_lines = wrap(header);
    let header_height = page::row_height(&header_lines);
    let put_header = |pages: &mut Pages<'_>| {
        if !header.is_empty() {
            pages.row(&columns, &header_lines, CELL, PADDING);
        }
    };
    put_header(pages);
    for row in rows {
        let mut cells = wrap(row);
        while cells.iter().any(|c| !c.is_empty()) {
            let room = pages.lines_left();
            let longest = cells.iter().map(Vec::len).max().unwrap_or(0);
            // A row that fits on a page is not parted.
            let whole_page = pages.lines_of_page().saturating_sub(header_lines.iter().map(Vec::len).max().unwrap_or(0));
            if (longest > room && longest <= whole_page) || room < 2 {
                pages.next_page();
                put_header(pages);
                if pages.lines_left() < 2 {
                    return;
                }
                continue;
            }
            let now: Vec<Vec<String>> = cells.iter_mut().map(|c| c.drain(..c.len().min(room)).collect()).collect();
            pages.row(&columns, &now, CELL, PADDING);
        }
    }
    pages.gap(header_height.min(TEXT));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Limits, read};

    /// A table of many pages, with a row longer than a page, keeps every word, and can be read again.
    #[test]
    fn long_table() {
        let Some(font) = crate::write::tests_font() else { return };
        let long = (0..1500).map(|n| format!("сөз{n}")).collect::<Vec<_>>().join(" ");
        let rows = (0..60)
            .map(|n| vec![n.to_string(), format!("бұрын {n}"), if n == 7 { long.clone() } else { "кейін".into() }])
            .collect();
        let table =
            Part::Table {
                widths: vec![1.0, 4.0, 4.0], header: vec!["№".into(), "Бұрын".into(), "Кейін".into()], rows
            };
        let paper = Paper {
            name: "Кесте".into(),
            orientation: Orientation::Landscape,
            parts: vec![Part::Title("Кесте".into()), table],
        };
        let bytes = pdf(&paper, font).expect("writes");
        let text: String =
            read(&bytes, Format::Pdf, &Limits::default()).expect("reads").into_iter().map(|b| b.text + " ").collect();
        assert!((0..1500).all(|n| text.contains(&format!("сөз{n}"))) && text.contains("бұрын 59"));
    }
}
