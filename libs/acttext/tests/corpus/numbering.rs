//! Numbers that are found, against a plain count of those in the source.

use crate::formats::{as_docx, as_pdf, as_rtf};
use crate::source::{Source, sources};
use acttext::{Act, Format, Limits, UnitKind, read, structure, typed};

/// Numbers at the beginnings of lines, in order: what a reader with a pencil would mark. Written apart from the library on
/// purpose: it knows no kinds, only digits and what follows them.
fn pencilled(source: &Source) -> Vec<String> {
    source.lines.iter().filter_map(|line| mark(line)).collect()
}

fn mark(line: &str) -> Option<String> {
    let mut rest = line;
    if let Some(after) = rest.strip_prefix("[bookmark:").and_then(|r| r.split_once(']')) {
        rest = after.1;
    }
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let number = digits.trim_end_matches('-');
    if number.is_empty() || number.split('-').any(|n| n.is_empty() || n.len() > 3 || n.starts_with('0')) {
        return None;
    }
    let after = &rest[number.len()..];
    let word = after.strip_prefix('-').map(|w| w.chars().take_while(|c| c.is_alphabetic()).collect::<String>());
    if let Some(word) = word {
        let named = ["бап", "тарау", "тaraу", "параграф"].contains(&word.as_str());
        return named.then(|| format!("{number}-{}", word.replace("тaraу", "тарау")));
    }
    let closed = after.trim_start_matches(' ');
    if let Some(text) = closed.strip_prefix(')') {
        return (text.starts_with(' ') || text.is_empty()).then(|| format!("{number})"));
    }
    let text = after.strip_prefix('.')?;
    text.starts_with(' ').then(|| format!("{number}."))
}

/// The same from the structure.
fn found(act: &Act) -> Vec<String> {
    act.units
        .iter()
        .filter_map(|unit| match unit.kind {
            UnitKind::Article => Some(format!("{}-бап", unit.number)),
            UnitKind::Chapter if unit.printed.contains('-') => Some(format!("{}-тарау", unit.number)),
            UnitKind::Subchapter => Some(format!("{}-параграф", unit.number)),
            UnitKind::Chapter | UnitKind::Point => Some(format!("{}.", unit.number)),
            UnitKind::SubPoint => Some(format!("{})", unit.number)),
            _ => None,
        })
        .collect()
}

/// How many of `wanted` are in `found` in the same order.
fn in_order(wanted: &[String], found: &[String]) -> usize {
    let mut row = vec![0_usize; found.len() + 1];
    for w in wanted {
        let mut diagonal = 0;
        for (j, f) in found.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if w == f { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[found.len()]
}

fn holds(source: &Source, form: &str, act: &Act) {
    let wanted = pencilled(source);
    let found = found(act);
    let same = in_order(&wanted, &found);
    println!("{} as {form}: {same} of {} numbers in order, {} found", source.name, wanted.len(), found.len());
    assert!(wanted.len() >= 15, "{}: too few numbers to tell", source.name);
    assert!(same * 100 >= wanted.len() * 99, "{} as {form}", source.name);
    // Nor is much taken for a number that is none.
    assert!(
        found.len() * 100 <= wanted.len() * 102,
        "{} as {form}: {} numbers too many",
        source.name,
        found.len() - same
    );
}

fn act(bytes: &[u8], format: Format) -> Act {
    structure(&read(bytes, format, &Limits::default()).expect("reads"))
}

/// At least 99 of 100 numbered paragraphs are found in order, whatever file the text came in.
#[test]
fn numbered_paragraphs_are_found() {
    for source in sources() {
        holds(&source, "typed text", &structure(&typed(&source.lines)));
        holds(&source, "DOCX", &act(&as_docx(&source), Format::Docx));
        holds(&source, "RTF", &act(&as_rtf(&source), Format::Rtf));
        if let Some(pdf) = as_pdf(&source) {
            holds(&source, "PDF", &act(&pdf, Format::Pdf));
        }
    }
}

/// The files hold the same paragraphs: what a PDF file is joined from, and what the others say.
#[test]
fn files_hold_the_same_text() {
    for source in sources() {
        let plain: Vec<String> = typed(&source.lines).into_iter().map(|b| b.text).collect();
        let texts = |bytes: &[u8], format| -> Vec<String> {
            read(bytes, format, &Limits::default()).expect("reads").into_iter().skip(1).map(|b| b.text).collect()
        };
        assert_eq!(texts(&as_docx(&source), Format::Docx), plain, "{}", source.name);
        assert_eq!(texts(&as_rtf(&source), Format::Rtf), plain, "{}", source.name);
        if let Some(pdf) = as_pdf(&source) {
            let found = texts(&pdf, Format::Pdf);
            // Blocks and letters of other scripts, which a scan has left behind, are not in the font.
            let in_font = |t: &&String| {
                t.chars().all(|c| c < '\u{530}' || ('\u{2010}'..'\u{2040}').contains(&c) || "№□".contains(c))
            };
            let plain: Vec<String> = plain.iter().filter(in_font).cloned().collect();
            let same = in_order(&plain, &found);
            let lost: Vec<&String> = plain.iter().filter(|p| !found.contains(p)).take(5).collect();
            println!("{} as PDF: {same} of {} paragraphs whole; not: {lost:#?}", source.name, plain.len());
            assert!(same * 100 >= plain.len() * 99, "{}: {same} of {}", source.name, plain.len());
        }
    }
}
