//! RTF: groups, control words and letters in old code pages.

mod codepage;
mod lexer;

use self::codepage::{Fonts, decode};
use self::lexer::{Lexer, Token};
use super::{Collector, ReadError};
use crate::{Block, BlockKind, Limits};
use encoding_rs::Encoding;

/// Groups whose content is no text of the document.
const PASSED_OVER: [&str; 27] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "object",
    "generator",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "revtbl",
    "fldinst",
    "filetbl",
    "xe",
    "tc",
    "nonshppict",
    "themedata",
    "annotation",
    "atnid",
    "ftnsep",
];

/// Where the letters of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Text,
    Footnote,
    Fonts,
    Nowhere,
}

/// What a group inherits from the one around it.
#[derive(Clone)]
struct State {
    target: Target,
    encoding: &'static Encoding,
    /// How many letters stand for one `\u` in old programs.
    fallback: usize,
    hidden: bool,
    deleted: bool,
}

struct Reader<'c, 'l> {
    limits: &'l Limits,
    collector: &'c mut Collector<'l>,
    states: Vec<State>,
    page: &'static Encoding,
    fonts: Fonts,
    /// Bytes that wait to be decoded together.
    bytes: Vec<u8>,
    text: String,
    footnote: String,
    /// First half of a letter that UTF-16 writes as two.
    high: Option<u16>,
    skip: usize,
    heading: Option<u8>,
    in_table: bool,
    table_open: bool,
    cell_open: bool,
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Block>, ReadError> {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Err(ReadError::Damaged("no RTF"));
    }
    let mut collector = Collector::new(limits);
    let mut reader = Reader {
        limits,
        collector: &mut collector,
        states: Vec::new(),
        page: encoding_rs::WINDOWS_1252,
        fonts: Fonts::default(),
        bytes: Vec::new(),
        text: String::new(),
        footnote: String::new(),
        high: None,
        skip: 0,
        heading: None,
        in_table: false,
        table_open: false,
        cell_open: false,
    };
    for token in Lexer::new(bytes) {
        if !reader.token(token)? {
            break;
        }
    }
    reader.end_paragraph()?;
    Ok(collector.finish())
}

impl Reader<'_, '_> {
    /// Takes one token; false when the document has ended.
    fn token(&mut self, token: Token<'_>) -> Result<bool, ReadError> {
        if !matches!(token, Token::Letter(_) | Token::Hex(_)) {
            self.decode();
        }
        match token {
            Token::Open => {
                if self.states.len() >= self.limits.depth * 4 {
                    return Err(ReadError::TooInvolved);
                }
                let state = self.states.last().cloned().unwrap_or(State {
                    target: Target::Text,
                    encoding: self.page,
                    fallback: 1,
                    hidden: false,
                    deleted: false,
                });
                self.states.push(state);
                self.skip = 0;
            }
            Token::Close => {
                let closed = self.states.pop();
                self.skip = 0;
                let outer = self.states.last().map(|s| s.target);
                if closed.is_some_and(|s| s.target == Target::Footnote) && outer != Some(Target::Footnote) {
                    let note = std::mem::take(&mut self.footnote);
                    self.collector.paragraph(BlockKind::Footnote, &note)?;
                }
                return Ok(!self.states.is_empty());
            }
            Token::Letter(byte) | Token::Hex(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.bytes.push(byte);
                    if self.bytes.len() > self.limits.characters {
                        return Err(ReadError::TooLarge);
                    }
                }
            }
            Token::Symbol(symbol) => match symbol {
                b'~' => self.push(' '),
                b'_' => self.push('-'),
                b'\n' | b'\r' => self.end_paragraph()?,
                b'*' => self.target(Target::Nowhere),
                _ => {}
            },
            Token::Word(word, number) => self.word(word, number)?,
        }
        Ok(true)
    }

    fn target(&mut self, target: Target) {
        if let Some(state) = self.states.last_mut() {
            state.target = target;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ReadError> {
        let on = number != Some(0);
        match word {
            "ansicpg" => {
                self.page = codepage::page(number.unwrap_or(1252));
                for state in &mut self.states {
                    state.encoding = self.page;
                }
            }
            "mac" => self.page = encoding_rs::MACINTOSH,
            "pc" | "pca" => self.page = encoding_rs::IBM866,
            "fonttbl" => self.target(Target::Fonts),
            "footnote" => self.target(Target::Footnote),
            word if PASSED_OVER.contains(&word) => self.target(Target::Nowhere),
            // The text of a frame, within a group that may be passed over.
            "shptxt" => self.target(Target::Text),
            "f" => {
                let font = number.unwrap_or(0);
                if let Some(Target::Fonts) = self.states.last().map(|s| s.target) {
                    self.fonts.begin(font);
                } else {
                    let encoding = self.fonts.encoding(font).unwrap_or(self.page);
                    if let Some(state) = self.states.last_mut() {
                        state.encoding = encoding;
                    }
                }
            }
            "fcharset" => self.fonts.charset(number.unwrap_or(0)),
            "uc" => {
                if let Some(state) = self.states.last_mut() {
                    state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
                }
            }
            "u" => {
                self.unicode(number.unwrap_or(0));
                self.skip = self.states.last().map_or(1, |s| s.fallback);
            }
            "v" => self.set(|s| s.hidden = on),
            "deleted" => self.set(|s| s.deleted = on),
            "plain" => {
                let page = self.page;
                self.set(|s| {
                    s.hidden = false;
                    s.deleted = false;
                    s.encoding = page;
                });
            }
            "pard" => {
                self.heading = None;
                self.in_table = false;
            }
            "outlinelevel" => {
                self.heading = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n < 9).map(|n| n + 1);
            }
            "intbl" => self.in_table = on,
            "par" | "sect" => self.end_paragraph()?,
            "line" => self.push('\n'),
            "tab" | "emspace" | "enspace" | "qmspace" | "page" | "column" => self.push(' '),
            "cell" | "nestcell" => {
                self.in_table = true;
                self.end_paragraph()?;
                self.cell_open = false;
            }
            "row" | "nestrow" => {
                self.end_paragraph()?;
                if std::mem::take(&mut self.table_open) {
                    self.collector.close_table();
                }
                self.cell_open = false;
                self.in_table = false;
            }
            "emdash" => self.push('—'),
            "endash" => self.push('–'),
            "lquote" => self.push('‘'),
            "rquote" => self.push('’'),
            "ldblquote" => self.push('“'),
            "rdblquote" => self.push('”'),
            "bullet" => self.push('•'),
            _ => {}
        }
        Ok(())
    }

    fn set(&mut self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.states.last_mut() {
            change(state);
        }
    }

    /// A letter by its number in UTF-16; negative ones are written by old programs.
    fn unicode(&mut self, number: i32) {
        if let Ok(big @ 0x1_0000..) = u32::try_from(number) {
            self.high = None;
            self.push(char::from_u32(big).unwrap_or('\u{fffd}'));
            return;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The low sixteen bits are meant.
        let unit = number as u16;
        match (self.high.take(), unit) {
            (_, 0xd800..0xdc00) => self.high = Some(unit),
            (Some(high), 0xdc00..0xe000) => {
                let found = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.push(found.unwrap_or('\u{fffd}'));
            }
            // Letters of symbol fonts lie among the private ones: a bullet most often.
            (_, 0xf000..=0xf0ff) => self.push('•'),
            _ => self.push(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
    }

    /// Decodes the bytes that wait.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let Some(state) = self.states.last() else { return };
        if state.target == Target::Fonts {
            return;
        }
        let text = decode(&bytes, state.encoding);
        for c in text.chars() {
            self.push(c);
        }
    }

    fn push(&mut self, c: char) {
        let Some(state) = self.states.last() else { return };
        if state.hidden || state.deleted {
            return;
        }
        match state.target {
            Target::Text if self.text.len() <= self.limits.characters * 2 => self.text.push(c),
            Target::Footnote if self.footnote.len() <= self.limits.characters * 2 => self.footnote.push(c),
            _ => {}
        }
    }

    /// A paragraph ends, in a cell or outside of all tables.
    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        if self.states.last().is_some_and(|s| s.target == Target::Footnote) {
            self.footnote.push(' ');
            return Ok(());
        }
        if self.in_table {
            if !self.table_open {
                self.collector.open_table()?;
                self.table_open = true;
            }
            if !self.cell_open {
                self.collector.open_cell();
                self.cell_open = true;
            }
        } else if std::mem::take(&mut self.table_open) {
            self.collector.close_table();
            self.cell_open = false;
        }
        let text = std::mem::take(&mut self.text);
        let kind = self.heading.map_or(BlockKind::Text, BlockKind::Heading);
        self.collector.paragraph(kind, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rtf: &str) -> Vec<(BlockKind, String)> {
        let blocks = read(rtf.as_bytes(), &Limits::default()).expect("reads");
        blocks.into_iter().map(|b| (b.kind, b.text)).collect()
    }

    /// Kazakh as numbers of letters, Russian in its code page, by the document or by the font; deleted and hidden text
    /// and what belongs to the page is left out.
    #[test]
    fn letters() {
        let rtf = r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset238 Arial;}}{\*\generator x;}
\uc1 1. \u1178?\u1241?\u1091? {\f1 caf\'e9} \'cf\'f0\'e8\'ea\'e0\'e7{\deleted  ex}{\v  hid}.\par
{\header top}{\listtext 2.\tab}\u8470\'b9 7\line 3) x\par}";
        let expected = ["1. Қәу café Приказ.", "2. № 7", "3) x"];
        assert_eq!(texts(rtf), expected.map(|t| (BlockKind::Text, t.to_owned())));
    }

    /// Rows keep their cells; a row of one cell is a paragraph; footnotes come last.
    #[test]
    fn tables_and_footnotes() {
        let rtf = r"{\rtf1\ansi a{\footnote note}\par \pard\intbl x\par y\cell z\cell\row\pard\intbl alone\cell\row\pard b\par}";
        let expected = [
            (BlockKind::Text, "a"),
            (BlockKind::Row, "x y | z"),
            (BlockKind::Text, "alone"),
            (BlockKind::Text, "b"),
            (BlockKind::Footnote, "note"),
        ];
        assert_eq!(texts(rtf), expected.map(|(k, t)| (k, t.to_owned())));
    }
}
