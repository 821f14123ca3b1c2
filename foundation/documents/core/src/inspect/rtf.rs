//! RTF: groups in balanced braces.

use super::Defect;
use super::source::Source;
use std::io::{BufRead, Read};

/// Reads through the whole text: it is one group that closes where the file ends. `\binN` is followed by `N` raw bytes.
pub(super) fn check(source: &mut Source<'_>) -> Result<(), Defect> {
    let mut reader = source.from(0)?;
    let mut depth = 0_u64;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Err(Defect::Broken("unclosed group"));
        }
        let Some(at) = memchr::memchr3(b'{', b'}', b'\\', buffer) else {
            let all = buffer.len();
            reader.consume(all);
            continue;
        };
        let found = buffer[at];
        reader.consume(at + 1);
        match found {
            b'{' => depth += 1,
            b'\\' => control(&mut reader)?,
            _ => {
                // The file begins with a brace, so there is one to close.
                depth -= 1;
                if depth == 0 {
                    return only_blanks_follow(&mut reader);
                }
            }
        }
    }
}

/// Passes over a control word or an escaped character; the backslash has been read.
fn control(reader: &mut impl BufRead) -> Result<(), Defect> {
    let mut word = Vec::new();
    loop {
        let Some(&next) = reader.fill_buf()?.first() else { return Err(Defect::Broken("cut off in a control word")) };
        if next.is_ascii_alphabetic() && word.len() < 32 {
            word.push(next);
            reader.consume(1);
            continue;
        }
        if word.is_empty() {
            // `\{`, `\}`, `\\` and other symbols: one character.
            reader.consume(1);
            return Ok(());
        }
        break;
    }
    if word != b"bin" {
        return Ok(());
    }
    let mut count = 0_u64;
    let mut digits = 0;
    while let Some(digit) = reader.fill_buf()?.first().copied().filter(u8::is_ascii_digit) {
        digits += 1;
        if digits > 10 {
            return Err(Defect::Broken("length of raw bytes"));
        }
        count = count * 10 + u64::from(digit - b'0');
        reader.consume(1);
    }
    // One blank belongs to the control word.
    if reader.fill_buf()?.first() == Some(&b' ') {
        reader.consume(1);
    }
    if std::io::copy(&mut reader.take(count), &mut std::io::sink())? == count {
        Ok(())
    } else {
        Err(Defect::Broken("raw bytes cut off"))
    }
}

/// Some programs write a line end or a zero byte after the last brace; nothing else may hide there.
fn only_blanks_follow(reader: &mut impl BufRead) -> Result<(), Defect> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        if !buffer.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
            return Err(Defect::Broken("text after the last group"));
        }
        let all = buffer.len();
        reader.consume(all);
    }
}
