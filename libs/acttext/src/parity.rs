//! Kazakh and Russian beside each other: which paragraphs miss their twin, and how the amounts compare (the law asks that
//! Kazakh is not below Russian).

use crate::{Act, Unit};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How much text there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Amount {
    /// Units: articles, paragraphs and the like.
    pub units: u32,
    /// Words.
    pub words: u32,
    /// Characters, blanks not counted.
    pub characters: u32,
}

impl Amount {
    fn add(&mut self, unit: &Unit) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.units = self.units.saturating_add(1);
        self.words = self.words.saturating_add(count(unit.text.split_whitespace().count()));
        let characters = unit.text.chars().filter(|c| !c.is_whitespace()).count();
        self.characters = self.characters.saturating_add(count(characters));
    }
}

/// A paragraph and its twin, by their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// In the Kazakh text.
    pub kazakh: Option<u32>,
    /// In the Russian text.
    pub russian: Option<u32>,
    /// Both read the same, letter for letter: one of them was not translated.
    pub untranslated: bool,
}

impl Pair {
    /// Is it whole, and in two languages?
    pub const fn is_whole(&self) -> bool {
        self.kazakh.is_some() && self.russian.is_some() && !self.untranslated
    }
}

/// Both texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parity {
    /// Pairs in the order of the Kazakh text; what is only in Russian stands where it stands there.
    pub pairs: Vec<Pair>,
    /// Amount of the Kazakh text.
    pub kazakh: Amount,
    /// Amount of the Russian text.
    pub russian: Amount,
}

impl Parity {
    /// Russian paragraphs without a Kazakh twin, those not translated included: where Kazakh is below Russian.
    pub fn missing_kazakh(&self) -> usize {
        self.pairs.iter().filter(|p| p.kazakh.is_none() || p.untranslated).count()
    }

    /// Kazakh paragraphs without a Russian twin.
    pub fn missing_russian(&self) -> usize {
        self.pairs.iter().filter(|p| p.russian.is_none()).count()
    }
}

/// Letters that a text has at least to be called untranslated: names and numbers may well be the same.
const LETTERS: usize = 20;

/// Compares the two languages of one act by their anchors.
pub fn parity(kazakh: &Act, russian: &Act) -> Parity {
    let places: HashMap<&str, usize> =
        russian.units.iter().enumerate().map(|(at, u)| (u.anchor.as_str(), at)).collect();
    let of_kazakh: HashMap<&str, usize> =
        kazakh.units.iter().enumerate().map(|(at, u)| (u.anchor.as_str(), at)).collect();
    let place = |at: usize| u32::try_from(at).ok();
    let mut parity = Parity::default();
    let mut done = vec![false; russian.units.len()];
    let mut next = 0;
    for (at, unit) in kazakh.units.iter().enumerate() {
        parity.kazakh.add(unit);
        let twin = places.get(unit.anchor.as_str()).copied();
        if let Some(twin) = twin {
            // What is only in Russian and stands before the twin comes before it.
            for (only, other) in russian.units.iter().enumerate().take(twin).skip(next) {
                if !of_kazakh.contains_key(other.anchor.as_str()) && done.get(only) == Some(&false) {
                    mark(&mut done, only);
                    parity.pairs.push(Pair { kazakh: None, russian: place(only), untranslated: false });
                }
            }
            next = next.max(twin + 1);
            mark(&mut done, twin);
        }
        let untranslated = twin.and_then(|t| russian.units.get(t)).is_some_and(|t| same(unit, t));
        parity.pairs.push(Pair { kazakh: place(at), russian: twin.and_then(place), untranslated });
    }
    for (at, unit) in russian.units.iter().enumerate() {
        parity.russian.add(unit);
        if done.get(at) == Some(&false) {
            parity.pairs.push(Pair { kazakh: None, russian: place(at), untranslated: false });
        }
    }
    parity
}

fn mark(done: &mut [bool], at: usize) {
    if let Some(flag) = done.get_mut(at) {
        *flag = true;
    }
}

fn same(kazakh: &Unit, russian: &Unit) -> bool {
    kazakh.text == russian.text && kazakh.text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, structure};

    fn act(lines: &[&str]) -> Act {
        structure(&lines.iter().map(|l| Block::text(*l)).collect::<Vec<_>>())
    }

    /// Paragraphs without a twin are found on both sides, in their places; text that was not translated counts as missing;
    /// the amounts are counted.
    #[test]
    fn missing_twins() {
        let kk = act(&["1. Бірінші тармақ.", "2. Екінші:", "1) а;", "3. Обеспечить исполнение приказа."]);
        let ru =
            act(&["1. Первый пункт.", "2. Второй:", "1) а;", "2) б.", "3. Обеспечить исполнение приказа.", "4. Ещё."]);
        let parity = parity(&kk, &ru);
        let pairs: Vec<_> = parity.pairs.iter().map(|p| (p.kazakh, p.russian, p.untranslated)).collect();
        let expected = [
            (Some(0), Some(0), false),
            (Some(1), Some(1), false),
            (Some(2), Some(2), false),
            (None, Some(3), false),
            (Some(3), Some(4), true),
            (None, Some(5), false),
        ];
        assert_eq!(pairs, expected);
        assert_eq!((parity.missing_kazakh(), parity.missing_russian()), (3, 0));
        assert_eq!((parity.kazakh.units, parity.russian.units, parity.kazakh.words), (4, 6, 7));
    }
}
