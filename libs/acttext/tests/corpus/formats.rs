//! The texts as files.

use crate::source::{Source, font};
use acttext::write::{Orientation, Paper, Part, docx, pdf};
use std::fmt::Write;

fn paper(source: &Source) -> Paper {
    let title = Part::Title("Жоба".into());
    let parts = std::iter::once(title).chain(source.lines.iter().cloned().map(Part::Paragraph)).collect();
    Paper { name: source.name.clone(), orientation: Orientation::Portrait, parts }
}

pub fn as_docx(source: &Source) -> Vec<u8> {
    docx(&paper(source)).expect("writes")
}

pub fn as_pdf(source: &Source) -> Option<Vec<u8>> {
    font().map(|font| pdf(&paper(source), font).expect("writes"))
}

/// As Word writes Kazakh: letters of the Russian page by their codes, others by their numbers.
pub fn as_rtf(source: &Source) -> Vec<u8> {
    let mut out = String::from(
        "{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\froman\\fcharset204 Times New Roman;}}\n{\\qc\\b Жоба\\par}\n",
    );
    let heading = "Жоба";
    out = out.replace(heading, &escaped(heading));
    for line in &source.lines {
        out.push_str("\\pard\\qj\\fi709 ");
        out.push_str(&escaped(line));
        out.push_str("\\par\n");
    }
    out.push('}');
    out.into_bytes()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' | '}' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            'А'..='я' => write!(out, "\\'{:02x}", 0xc0 + (c as u32 - 'А' as u32)).expect("writes"),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{}?", unit.cast_signed()).expect("writes");
                }
            }
        }
    }
    out
}
