//! What stands on a paper.

use crate::{Error, MAX_TEXT, draw, layout};

/// A paper of A4 pages: blocks one under the other.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Language of the text: `kk`, `ru` or `en`.
    pub language: &'static str,
    /// Title of the file.
    pub title: String,
    /// A small line at the head of every page but the first.
    pub header: String,
    /// A small line at the foot of every page, beside the number of the page.
    pub footer: String,
    /// Who made the file.
    pub author: String,
    /// When it was made, in UTC.
    pub made_at: Moment,
    pub(crate) blocks: Vec<Block>,
}

/// A moment in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
    /// Hour, from 0.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
}

impl Moment {
    /// The moment so many seconds after the beginning of 1970; years that no paper sees become 1970.
    pub fn from_unix(seconds: i64) -> Self {
        let days = seconds.div_euclid(86_400);
        let second = seconds.rem_euclid(86_400);
        // Days are counted in eras of 400 years that begin on the first of March, so that leap days come last.
        let shifted = days + 719_468;
        let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let small = |value: i64| u8::try_from(value).unwrap_or(1);
        let civil = year + era * 400 + i64::from(month >= 10);
        Self {
            year: u16::try_from(civil).unwrap_or(1970),
            month: small(if month < 10 { month + 3 } else { month - 9 }),
            day: small(of_year - (153 * month + 2) / 5 + 1),
            hour: small(second / 3_600),
            minute: small(second / 60 % 60),
            second: small(second % 60),
        }
    }
}

/// A part of a paper.
#[derive(Debug, Clone)]
pub enum Block {
    /// The title, centred.
    Title(String),
    /// A heading of a part.
    Heading(String),
    /// Running text.
    Paragraph {
        /// How it looks.
        style: Style,
        /// Where its lines begin.
        align: Align,
        /// The text.
        text: String,
    },
    /// Rows of a name and a value, without lines between columns.
    Facts(Vec<(String, Vec<(Style, String)>)>),
    /// Rows and columns with a heading that stands on every page.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows; each with as many cells as there are columns.
        rows: Vec<Vec<Cell>>,
    },
    /// A QR code with text beside it, kept together.
    Code {
        /// What the code says.
        data: String,
        /// What it is, for those who do not see it.
        alt: String,
        /// The text beside it.
        text: Vec<(Style, String)>,
    },
    /// Free height, in points.
    Space(f32),
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Running text.
    #[default]
    Body,
    /// Running text that stands out.
    Bold,
    /// Text of tables.
    Small,
    /// Text of tables that stands out.
    SmallBold,
    /// Text of tables that stands back.
    Muted,
    /// Names of facts.
    Label,
    /// Digests, numbers of certificates, addresses: broken anywhere, never hyphenated.
    Mono,
}

/// Where lines begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    pub(crate) title: String,
    pub(crate) share: f32,
}

impl Column {
    /// A column that takes `share` of the width in relation to the others.
    pub fn new(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share: share.max(0.01) }
    }
}

/// A cell of a table: paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub(crate) parts: Vec<(Style, String)>,
}

impl Cell {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::styled(Style::Small, text)
    }

    /// Text of a style.
    pub fn styled(style: Style, text: impl Into<String>) -> Self {
        Self::default().and(style, text)
    }

    /// With one more paragraph; an empty one is left out.
    #[must_use]
    pub fn and(mut self, style: Style, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push((style, text));
        }
        self
    }
}

impl Block {
    /// The title.
    pub fn title(text: impl Into<String>) -> Self {
        Self::Title(text.into())
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading(text.into())
    }

    /// Running text.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::styled(Style::Body, Align::Left, text)
    }

    /// Text of a style.
    pub fn styled(style: Style, align: Align, text: impl Into<String>) -> Self {
        Self::Paragraph { style, align, text: text.into() }
    }

    /// Rows of a name and a value.
    pub fn facts(rows: Vec<(String, String)>) -> Self {
        Self::Facts(rows.into_iter().map(|(name, value)| (name, vec![(Style::Body, value)])).collect())
    }

    /// A table.
    pub fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self::Table { columns, rows }
    }

    /// A QR code.
    pub fn code(data: impl Into<String>, alt: impl Into<String>, text: Vec<(Style, String)>) -> Self {
        Self::Code { data: data.into(), alt: alt.into(), text }
    }

    /// Bytes of text in it.
    fn size(&self) -> usize {
        let parts = |parts: &[(Style, String)]| parts.iter().map(|(_, text)| text.len()).sum::<usize>();
        match self {
            Self::Title(text) | Self::Heading(text) | Self::Paragraph { text, .. } => text.len(),
            Self::Facts(rows) => rows.iter().map(|(name, value)| name.len() + parts(value)).sum(),
            Self::Table { rows, .. } => rows.iter().flatten().map(|cell| parts(&cell.parts)).sum(),
            Self::Code { text, .. } => parts(text),
            Self::Space(_) => 0,
        }
    }
}

impl Sheet {
    /// An empty paper, made at a moment.
    pub fn new(language: &'static str, title: impl Into<String>, made_at: Moment) -> Self {
        Self { language, title: title.into(), made_at, ..Self::default() }
    }

    /// Puts a block under the last one.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The paper as a PDF file.
    ///
    /// # Errors
    /// [`Error`].
    pub fn to_pdf(&self) -> Result<Vec<u8>, Error> {
        if self.blocks.iter().map(Block::size).sum::<usize>() > MAX_TEXT {
            return Err(Error::TooLong);
        }
        draw::draw(self, layout::set(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    /// Seconds become days of the calendar, leap years included.
    #[test]
    fn moments_are_days_of_the_calendar() {
        let at = |year, month, day, hour, minute, second| Moment { year, month, day, hour, minute, second };
        for (seconds, moment) in [
            (0, at(1970, 1, 1, 0, 0, 0)),
            (951_782_400, at(2000, 2, 29, 0, 0, 0)),
            (1_795_316_400, at(2026, 11, 22, 3, 0, 0)),
            (1_709_251_199, at(2024, 2, 29, 23, 59, 59)),
            (1_735_689_599, at(2024, 12, 31, 23, 59, 59)),
        ] {
            assert_eq!(Moment::from_unix(seconds), moment);
        }
    }
}
