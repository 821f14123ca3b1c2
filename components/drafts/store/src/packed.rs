//! Rows of the list, handed over as one text.
//!
//! The embedded database runs on a thread of its own and hands over row by row; for a page of fifty rows the handing over
//! costs several times what finding them costs. One text with all rows is handed over once.

use orda_base::{Error, LocalizedText, Result, Timestamp};
use orda_drafts::{ActKind, Progress, Row, VersionState};
use std::str::FromStr;

/// Between two fields: the unit separator of ASCII.
pub(crate) const FIELD: char = '\u{1f}';
/// Between two rows: the record separator of ASCII.
pub(crate) const RECORD: char = '\u{1e}';

/// Fields of a row, in the order in which [`read`] takes them.
const FIELDS: [&str; 14] = [
    "v.draft_id",
    "v.draft_number",
    "cast(v.number as text)",
    "v.state",
    "v.title_kk",
    "v.title_ru",
    "v.title_en",
    "v.kind",
    "v.body",
    "cast(v.approved as text)",
    "cast(v.refused as text)",
    "cast(v.total as text)",
    "coalesce(v.due, '')",
    "cast(v.changed_at as text)",
];

/// The fields of `drafts_version v` as one text, where `field` and `record` are the places of the separators.
pub(crate) fn line(field: &str, record: &str) -> String {
    let one = |name: &&str| {
        // What people type cannot break the rows apart.
        if name.starts_with("v.title") {
            format!("replace(replace({name}, {field}, ' '), {record}, ' ')")
        } else {
            (*name).to_owned()
        }
    };
    FIELDS.iter().map(one).collect::<Vec<_>>().join(&format!(" || {field} || "))
}

/// All rows of a text.
pub(crate) fn rows(text: &str) -> Result<Vec<Row>> {
    text.split(RECORD).filter(|line| !line.is_empty()).map(read).collect()
}

fn read(line: &str) -> Result<Row> {
    let mut fields = Fields(line.split(FIELD));
    Ok(Row {
        draft: fields.parsed()?,
        number: fields.next()?.to_owned(),
        version: fields.parsed()?,
        state: fields.coded(VersionState::from_code)?,
        title: LocalizedText::new(fields.next()?, fields.next()?, fields.next()?),
        kind: fields.coded(ActKind::from_code)?,
        body: fields.parsed()?,
        progress: Progress { approved: fields.parsed()?, refused: fields.parsed()?, total: fields.parsed()? },
        due: match fields.next()? {
            "" => None,
            day => Some(day.parse().map_err(|_| broken(day))?),
        },
        changed_at: Timestamp::from_micros(fields.parsed()?),
    })
}

struct Fields<'a>(std::str::Split<'a, char>);

impl<'a> Fields<'a> {
    fn next(&mut self) -> Result<&'a str> {
        self.0.next().ok_or_else(|| Error::internal("a row of the list lacks fields"))
    }

    fn parsed<T: FromStr>(&mut self) -> Result<T> {
        let text = self.next()?;
        text.parse().map_err(|_| broken(text))
    }

    fn coded<T>(&mut self, from_code: fn(&str) -> Option<T>) -> Result<T> {
        let code = self.next()?;
        from_code(code).ok_or_else(|| broken(code))
    }
}

fn broken(text: &str) -> Error {
    Error::internal(format!("a row of the list cannot be read: {text}"))
}
