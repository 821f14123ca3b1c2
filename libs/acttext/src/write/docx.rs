//! DOCX.

use super::{Orientation, Paper, Part, WriteError};
use docx_rs::{
    AlignmentType, Docx, PageOrientationType, Paragraph, Run, RunFonts, Shading, Table, TableCell, TableLayoutType,
    TableRow, WidthType,
};
use std::io::Cursor;

// A4 in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// Both margins together.
const MARGINS: u32 = 2_880;

/// The paper as a DOCX file.
///
/// # Errors
/// When the package cannot be written.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, WriteError> {
    let mut document = Docx::new()
        .default_fonts(RunFonts::new().ascii("Times New Roman").cs("Times New Roman").hi_ansi("Times New Roman"))
        .default_size(28);
    let width = match paper.orientation {
        Orientation::Portrait => SHORT,
        Orientation::Landscape => {
            document = document.page_size(LONG, SHORT).page_orient(PageOrientationType::Landscape);
            LONG
        }
    } - MARGINS;
    for part in &paper.parts {
        document = match part {
            Part::Title(text) => document.add_paragraph(
                Paragraph::new().align(AlignmentType::Center).add_run(Run::new().bold().add_text(written(text))),
            ),
            Part::Paragraph(text) => document
                .add_paragraph(Paragraph::new().align(AlignmentType::Both).add_run(Run::new().add_text(written(text)))),
            Part::Table { widths, header, rows } => document.add_table(table(widths, header, rows, width)),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).map_err(|e| WriteError(e.to_string()))?;
    Ok(bytes.into_inner())
}

/// XML cannot hold characters that steer devices.
fn written(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn table(widths: &[f32], header: &[String], rows: &[Vec<String>], width: u32) -> Table {
    let total: f32 = widths.iter().sum::<f32>().max(0.01);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let grid: Vec<usize> = widths.iter().map(|w| (w.max(0.0) / total * width as f32) as usize).collect();
    let row = |cells: &[String], bold: bool| {
        let cells = cells.iter().enumerate().map(|(at, text)| {
            let mut run = Run::new().size(22).add_text(written(text));
            if bold {
                run = run.bold();
            }
            let mut cell = TableCell::new().add_paragraph(Paragraph::new().add_run(run));
            if let Some(width) = grid.get(at) {
                cell = cell.width(*width, WidthType::Dxa);
            }
            if bold { cell.shading(Shading::new().fill("EEEEEE")) } else { cell }
        });
        TableRow::new(cells.collect())
    };
    let mut all = Vec::with_capacity(rows.len() + 1);
    if !header.is_empty() {
        all.push(row(header, true));
    }
    all.extend(rows.iter().map(|r| row(r, false)));
    Table::new(all).layout(TableLayoutType::Fixed).set_grid(grid)
}
