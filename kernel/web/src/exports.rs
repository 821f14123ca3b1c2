//! Lists as files: XLSX and CSV, with exactly the rows that are seen.

use crate::download::attachment;
use crate::{Response, WebError};
use orda_base::{Date, Error, Timestamp};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A column of an export: its heading and its width in characters.
#[derive(Debug, Clone)]
pub struct Column {
    title: String,
    width: u16,
}

impl Column {
    /// A column with this heading, twenty characters wide.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: 20 }
    }

    /// With another width, in characters.
    #[must_use]
    pub fn width(mut self, characters: u16) -> Self {
        self.width = characters;
        self
    }
}

/// A value of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number to calculate with.
    Number(i64),
    /// A calendar date.
    Day(Date),
    /// A moment, written in Astana time.
    Moment(Timestamp),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Self {
        Self::Moment(at)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Longest text that a cell of a sheet can hold, in characters.
const CELL_LIMIT: usize = 32_767;

/// The rows as a sheet called `<name>.xlsx`. Rows are written as they come; memory does not grow with their number.
///
/// # Errors
/// [`Error::Internal`] when the sheet can't be written (more than 1,048,575 rows).
pub fn export_xlsx(
    name: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Response, WebError> {
    let bytes = xlsx(columns, rows).map_err(Error::internal)?;
    Ok(file(name, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes))
}

fn xlsx(columns: &[Column], rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let moment = Format::new().set_num_format("dd.mm.yyyy hh:mm");
    let quoted = Format::new().set_quote_prefix();
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (index, column) in (0u16..).zip(columns) {
        sheet.set_column_width(index, column.width)?;
        sheet.write_string_with_format(0, index, &column.title, &heading)?;
    }
    for (number, row) in (1u32..).zip(rows) {
        for (index, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Text(text) => {
                    let long = text.chars().count() > CELL_LIMIT;
                    let text = if long { text.chars().take(CELL_LIMIT).collect() } else { text };
                    // A text it is in any case; the mark keeps it one when the cell is edited or copied elsewhere.
                    if is_formula(&text) {
                        sheet.write_string_with_format(number, index, text, &quoted)?;
                    } else {
                        sheet.write_string(number, index, text)?;
                    }
                }
                #[allow(clippy::cast_precision_loss, reason = "sheets know only such numbers")]
                Cell::Number(value) => {
                    sheet.write_number(number, index, value as f64)?;
                }
                Cell::Day(date) => {
                    sheet.write_number_with_format(number, index, serial(date), &day)?;
                }
                Cell::Moment(at) => {
                    let zoned = at.zoned();
                    let minutes = f64::from(zoned.hour()) * 60.0 + f64::from(zoned.minute());
                    sheet.write_number_with_format(number, index, serial(zoned.date()) + minutes / 1440.0, &moment)?;
                }
                Cell::Empty => {}
            }
        }
    }
    book.save_to_buffer()
}

/// Days since 30 December 1899, as sheets count dates.
fn serial(date: Date) -> f64 {
    let days = date.since((jiff::Unit::Day, Date::constant(1899, 12, 30))).map_or(0, |span| span.get_days());
    f64::from(days)
}

/// The rows as `<name>.csv`: UTF-8 with a mark at the beginning (spreadsheets need it), separated by commas. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it.
///
/// # Errors
/// [`Error::Internal`] when the text can't be written.
pub fn export_csv(
    name: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Response, WebError> {
    let bytes = csv_bytes(columns, rows).map_err(Error::internal)?;
    Ok(file(name, "csv", "text/csv; charset=utf-8", bytes))
}

fn csv_bytes(columns: &[Column], rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|column| harmless(&column.title)))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::Number(number) => number.to_string(),
            Cell::Day(date) => date.to_string(),
            Cell::Moment(at) => at.zoned().strftime("%Y-%m-%d %H:%M").to_string(),
            Cell::Empty => String::new(),
        }))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Might a spreadsheet take the text for a formula?
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// The text as one that no spreadsheet runs.
fn harmless(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

fn file(name: &str, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    attachment(&format!("{}.{extension}", name.replace('.', "_")), kind, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header;

    fn columns() -> [Column; 3] {
        [Column::new("Атауы"), Column::new("№"), Column::new("Күні")]
    }

    fn rows() -> Vec<Vec<Cell>> {
        let day = Date::constant(2026, 11, 22);
        vec![vec!["=1+1".into(), 7.into(), day.into()], vec!["Ә, \"Ұ\"".into(), Cell::Empty, Cell::Empty]]
    }

    /// Formulas are neutralised, Kazakh letters and quotes survive, the mark of UTF-8 stands first.
    #[test]
    fn writes_harmless_csv() {
        let bytes = csv_bytes(&columns(), rows()).expect("a text");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{feff}Атауы,№,Күні\n'=1+1,7,2026-11-22\n\"Ә, \"\"Ұ\"\"\",,\n");
        for formula in ["=a", "+a", "-a", "@a", "\ta", "\ra", "\0a"] {
            assert!(harmless(formula).starts_with('\''));
        }
    }

    /// The sheet is a ZIP with the cells as texts, not as formulas; one that looks like a formula bears the quote mark, others do
    /// not; dates are counted as sheets count them.
    #[test]
    fn writes_sheets() {
        let bytes = xlsx(&columns(), rows()).expect("a sheet");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
        let mut part = |name: &str| {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut archive.by_name(name).expect(name), &mut text).expect("text");
            text
        };
        let (styles, sheet) = (part("xl/styles.xml"), part("xl/worksheets/sheet1.xml"));
        let formats =
            styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
        let marked = formats.split("<xf ").skip(1).position(|format| format.contains("quotePrefix=\"1\""));
        let style = |cell: &str| {
            let cell =
                sheet.split(&format!("<c r=\"{cell}\"")).nth(1).expect("a cell").split('>').next().expect("an end");
            cell.split("s=\"").nth(1).and_then(|s| s.split('"').next()).map_or(0, |s| s.parse().expect("a number"))
        };
        assert_eq!((Some(style("A2")), style("A3")), (marked, 0));
        assert!(!sheet.contains("<f>"));
        assert!((serial(Date::constant(2026, 11, 22)) - 46_348.0).abs() < f64::EPSILON);
        let answer = export_xlsx("drafts 2026", &columns(), rows()).expect("an answer");
        assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"drafts_2026.xlsx\"");
    }
}
