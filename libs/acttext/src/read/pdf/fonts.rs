//! Fonts of a PDF file: how their codes become letters, and how wide these are.

use super::super::ReadError;
use crate::Limits;
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::HashMap;

/// Codes that one list of widths or letters may hold.
const CODES: usize = 70_000;

/// A font as far as it matters for text.
pub(super) struct Font {
    /// Codes are two bytes long.
    wide: bool,
    /// Letters by code, from the font's own table.
    letters: HashMap<u32, String>,
    /// Letters of one byte where there is no such table.
    simple: Vec<String>,
    widths: HashMap<u32, f32>,
    default_width: f32,
}

impl Font {
    pub(super) fn read(document: &Document, font: &Dictionary, limits: &Limits) -> Result<Self, ReadError> {
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
        let letters = match follow(document, font, b"ToUnicode").and_then(|o| o.as_stream().ok()) {
            Some(stream) => {
                let bytes = stream.decompressed_content_with_limit(limits.unpacked).map_err(|_| ReadError::TooLarge)?;
                to_unicode(&bytes)
            }
            None => HashMap::new(),
        };
        let simple = if wide || !letters.is_empty() { Vec::new() } else { simple_letters(document, font, limits) };
        let mut widths = HashMap::new();
        let mut default_width = 0.5;
        if wide {
            let below = follow(document, font, b"DescendantFonts").and_then(|o| o.as_array().ok());
            let below = below.and_then(|a| a.first()).and_then(|o| document.dereference(o).ok());
            if let Some(below) = below.and_then(|(_, o)| o.as_dict().ok()) {
                default_width = follow(document, below, b"DW").and_then(number).unwrap_or(1000.0) / 1000.0;
                if let Some(list) = follow(document, below, b"W").and_then(|o| o.as_array().ok()) {
                    wide_widths(document, list, &mut widths);
                }
            }
        } else if let Some(list) = follow(document, font, b"Widths").and_then(|o| o.as_array().ok()) {
            let first = follow(document, font, b"FirstChar").and_then(|o| o.as_i64().ok()).unwrap_or(0);
            for (code, width) in (u32::try_from(first).unwrap_or(0)..).zip(list.iter().take(256)) {
                let width = document.dereference(width).ok().and_then(|(_, w)| number(w));
                widths.insert(code, width.unwrap_or(500.0) / 1000.0);
            }
        }
        Ok(Self { wide, letters, simple, widths, default_width })
    }

    /// Codes of a shown string, each with its letters, its width in text space of size one, and whether it is a space of
    /// one byte.
    pub(super) fn codes<'f>(&'f self, shown: &'f [u8]) -> impl Iterator<Item = (&'f str, f32, bool)> + 'f {
        shown.chunks(if self.wide { 2 } else { 1 }).map(move |bytes| {
            let code = bytes.iter().fold(0_u32, |code, b| code << 8 | u32::from(*b));
            let letters = self.letters.get(&code).map(String::as_str);
            let simple = || self.simple.get(code as usize).map(String::as_str);
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
            (letters.or_else(simple).unwrap_or_default(), width, !self.wide && code == 32)
        })
    }
}

/// An entry of a dictionary, references followed.
pub(super) fn follow<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let found = dictionary.get(key).ok()?;
    document.dereference(found).ok().map(|(_, object)| object)
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|n| n.is_finite())
}

/// Letters of the 256 codes of a simple font.
fn simple_letters(document: &Document, font: &Dictionary, limits: &Limits) -> Vec<String> {
    let encoding = font.get_font_encoding_with_limit(document, limits.unpacked);
    (0..=255_u8)
        .map(|byte| match &encoding {
            Ok(Encoding::UnicodeMapEncoding(_)) | Err(_) => char::from(byte).to_string(),
            Ok(encoding) => encoding.bytes_to_string(&[byte]).unwrap_or_default(),
        })
        .collect()
}

/// `[first [w w w] from to w …]`
fn wide_widths(document: &Document, list: &[Object], widths: &mut HashMap<u32, f32>) {
    let at = |index: usize| list.get(index).and_then(|o| document.dereference(o).ok()).map(|(_, o)| o);
    let code = |object: &Object| object.as_i64().ok().and_then(|n| u32::try_from(n).ok());
    let mut index = 0;
    while let Some(first) = at(index).and_then(code) {
        match at(index + 1) {
            Some(Object::Array(own)) => {
                for (code, width) in (first..=65_535).zip(own) {
                    widths.insert(code, number(width).unwrap_or(1000.0) / 1000.0);
                }
                index += 2;
            }
            Some(last) => {
                let width = at(index + 2).and_then(number).unwrap_or(1000.0) / 1000.0;
                for code in first..=code(last).unwrap_or(first).min(65_535) {
                    widths.insert(code, width);
                }
                index += 3;
            }
            None => return,
        }
        if widths.len() > CODES || index > CODES * 3 {
            return;
        }
    }
}

/// Reads a table from codes to letters (`beginbfchar`, `beginbfrange`).
fn to_unicode(bytes: &[u8]) -> HashMap<u32, String> {
    let mut letters = HashMap::new();
    let mut tokens = Tokens { bytes, at: 0 };
    let mut mode = "";
    // Strings since the last whole entry.
    let mut held: Vec<Vec<u8>> = Vec::new();
    while let Some(token) = tokens.next() {
        if letters.len() > CODES {
            break;
        }
        match token {
            CMapToken::Word("beginbfchar") => mode = "char",
            CMapToken::Word("beginbfrange") => mode = "range",
            CMapToken::Word("endbfchar" | "endbfrange") => {
                mode = "";
                held.clear();
            }
            CMapToken::Word(_) => {}
            CMapToken::Hex(string) if mode == "char" => {
                held.push(string);
                if let [code, to] = held.as_slice() {
                    letters.insert(code_of(code), utf16(to));
                    held.clear();
                }
            }
            CMapToken::Hex(string) if mode == "range" => {
                held.push(string);
                if let [first, last, to] = held.as_slice() {
                    let (first, last) = (code_of(first), code_of(last).min(65_535));
                    let mut units = units(to);
                    for code in first..=last {
                        letters.insert(code, String::from_utf16_lossy(&units));
                        if let Some(unit) = units.last_mut() {
                            *unit = unit.wrapping_add(1);
                        }
                    }
                    held.clear();
                }
            }
            CMapToken::OpenList if mode == "range" => {
                let mut code = held.first().map_or(0, |c| code_of(c));
                while let Some(CMapToken::Hex(to)) = tokens.next() {
                    if code <= 65_535 {
                        letters.insert(code, utf16(&to));
                    }
                    code = code.saturating_add(1);
                }
                held.clear();
            }
            CMapToken::Hex(_) | CMapToken::OpenList | CMapToken::CloseList => {}
        }
    }
    letters
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, b| code << 8 | u32::from(*b))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks(2).take(16).map(|pair| pair.iter().fold(0_u16, |unit, b| unit << 8 | u16::from(*b))).collect()
}

fn utf16(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units(bytes))
}

enum CMapToken<'a> {
    Hex(Vec<u8>),
    Word(&'a str),
    OpenList,
    CloseList,
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<CMapToken<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'[' | b']' => {
                    self.at += 1;
                    return Some(if byte == b'[' { CMapToken::OpenList } else { CMapToken::CloseList });
                }
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => return Some(self.hex()),
                b'%' => self.at += self.rest().iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count(),
                b if b.is_ascii_alphabetic() => {
                    let length = self.rest().iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                    let word = self.rest().get(..length).and_then(|w| std::str::from_utf8(w).ok()).unwrap_or_default();
                    self.at += length.max(1);
                    return Some(CMapToken::Word(word));
                }
                _ => self.at += if byte == b'<' { 2 } else { 1 },
            }
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn hex(&mut self) -> CMapToken<'a> {
        let inside: Vec<u8> = self.rest().iter().skip(1).copied().take_while(|b| *b != b'>').collect();
        self.at += inside.len() + 2;
        let digits: Vec<u8> = inside
            .into_iter()
            .filter_map(|b| char::from(b).to_digit(16))
            .map(|d| u8::try_from(d).unwrap_or(0))
            .collect();
        CMapToken::Hex(digits.chunks(2).map(|p| p.iter().fold(0, |n, d| n << 4 | d)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All three ways in which a table names letters.
    #[test]
    fn letters_of_codes() {
        let table = b"1 beginbfchar <0001> <04D9> endbfchar 2 beginbfrange <0010> <0012> <0430> <0020> <0021> [<0031> <00320033>]
            endbfrange % x\n << /a >> beginbfrange <0000> <ffffffff> <0041> endbfrange";
        let letters = to_unicode(table);
        let get = |code: u32| letters.get(&code).map(String::as_str).unwrap_or_default();
        assert_eq!(to_unicode(&table[..150]).get(&1).map(String::as_str), Some("ә"));
        assert_eq!(get(0), "A");
        assert!(letters.len() <= 65_537);
    }
}
