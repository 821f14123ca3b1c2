//! `numbering.xml`: numbers that the file only counts, written out as they are printed.

use super::{ReadError, xml};
use crate::Limits;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2)` and the like.
    text: String,
    /// All numbers of this level are printed as decimal ones.
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), text: String::new(), legal: false }
    }
}

/// Lists with where their counting stands.
#[derive(Default)]
pub(super) struct Numbering {
    /// Levels by abstract list.
    lists: HashMap<String, Vec<Level>>,
    /// Abstract list of each list, with the starts that it sets anew.
    instances: HashMap<String, (String, HashMap<usize, u32>)>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have been met.
    met: std::collections::HashSet<String>,
}

impl Numbering {
    pub(super) fn read(xml: Option<&str>, limits: &Limits) -> Result<Self, ReadError> {
        let mut all = Self::default();
        let Some(xml) = xml else { return Ok(all) };
        // Where the reading is: in an abstract list, or in a list.
        let (mut list, mut instance, mut level) = (None::<String>, None::<String>, 0_usize);
        let read = xml::elements(xml, limits, |element| {
            let number = || xml::value(element).and_then(|v| v.parse::<u32>().ok());
            match xml::name(element).as_str() {
                "abstractNum" => {
                    let id = xml::attribute(element, "abstractNumId").unwrap_or_default();
                    all.lists.insert(id.clone(), vec![Level::default(); LEVELS]);
                    (list, instance) = (Some(id), None);
                }
                "num" => {
                    let id = xml::attribute(element, "numId").unwrap_or_default();
                    all.instances.insert(id.clone(), (String::new(), HashMap::new()));
                    (list, instance) = (None, Some(id));
                }
                "lvl" | "lvlOverride" => {
                    level = xml::attribute(element, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
                }
                "abstractNumId" => {
                    if let Some(own) = instance.as_ref().and_then(|i| all.instances.get_mut(i)) {
                        own.0 = xml::value(element).unwrap_or_default();
                    }
                }
                "startOverride" => {
                    if let Some(own) = instance.as_ref().and_then(|i| all.instances.get_mut(i)) {
                        own.1.insert(level, number().unwrap_or(1));
                    }
                }
                name => {
                    let Some(at) = list.as_ref().and_then(|l| all.lists.get_mut(l)).and_then(|l| l.get_mut(level))
                    else {
                        return;
                    };
                    match name {
                        "start" => at.start = number().unwrap_or(1),
                        "numFmt" => at.format = xml::value(element).unwrap_or_default(),
                        "lvlText" => at.text = xml::value(element).unwrap_or_default(),
                        "isLgl" => at.legal = xml::on(element),
                        _ => {}
                    }
                }
            }
        });
        match read {
            Ok(()) | Err(ReadError::Damaged(_)) => Ok(all),
            Err(other) => Err(other),
        }
    }

    /// Counts on in `list` at `level` and gives the printed number; none for lists that print none.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let (abstract_list, starts) = self.instances.get(list)?;
        let levels = self.lists.get(abstract_list)?;
        let level = level.min(LEVELS - 1);
        let counters = self.counters.entry(abstract_list.clone()).or_insert([None; LEVELS]);
        if self.met.insert(list.to_owned()) {
            for (level, start) in starts {
                if let Some(counter) = counters.get_mut(*level) {
                    *counter = start.checked_sub(1);
                }
            }
        }
        for (at, counter) in counters.iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |l| l.start);
            match at.cmp(&level) {
                std::cmp::Ordering::Less if counter.is_none() => *counter = Some(start),
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *counter = Some(counter.map_or(start, |n| n.saturating_add(1))),
                std::cmp::Ordering::Greater => *counter = None,
            }
        }
        let own = levels.get(level)?;
        match own.format.as_str() {
            "none" => return None,
            "bullet" => return Some("–".to_owned()),
            _ => {}
        }
        let mut printed = String::new();
        let mut letters = own.text.chars().peekable();
        while let Some(c) = letters.next() {
            match letters.peek().and_then(|d| d.to_digit(10)) {
                Some(digit @ 1..=9) if c == '%' => {
                    letters.next();
                    let at = digit as usize - 1;
                    let number = counters.get(at).copied().flatten().unwrap_or(1);
                    let format = if own.legal { "decimal" } else { levels.get(at).map_or("decimal", |l| &l.format) };
                    printed.push_str(&format_number(number, format));
                }
                _ => printed.push(c),
            }
        }
        (!printed.trim().is_empty()).then_some(printed)
    }
}

/// A number in the form of a list: `iv`, `б`, `07`.
fn format_number(number: u32, format: &str) -> String {
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    // As Word counts: letters that begin no word are left out.
    const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
    match format {
        "lowerLetter" => letter(number, LATIN),
        "upperLetter" => letter(number, LATIN).to_uppercase(),
        "russianLower" => letter(number, RUSSIAN),
        "russianUpper" => letter(number, RUSSIAN).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// The n-th letter; after the last one they are doubled.
fn letter(number: u32, letters: &str) -> String {
    let all: Vec<char> = letters.chars().collect();
    let Some(at) = (number as usize).checked_sub(1) else { return "0".to_owned() };
    let times = (at / all.len() + 1).min(8);
    all.get(at % all.len()).map(|c| c.to_string().repeat(times)).unwrap_or_default()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists print their numbers as the file says, levels within levels, and begin anew where it says so.
    #[test]
    fn printed_numbers() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
            <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="8"><w:abstractNumId w:val="0"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(Some(xml), &Limits::default()).expect("reads");
        let mut next = |list, level| numbering.next(list, level).unwrap_or_default();
        assert_eq!([next("7", 0), next("7", 1), next("7", 1), next("7", 2)], ["3.", "3.1)", "3.2)", "а)"]);
        assert_eq!([next("7", 0), next("7", 1), next("8", 0), next("8", 0)], ["4.", "4.1)", "1.", "2."]);
        assert_eq!(next("9", 0), "");
        assert_eq!((roman(1994), letter(30, "абв")), ("MCMXCIV".to_owned(), "в".repeat(8)));
    }
}
