//! Which paragraph of the newer text is which of the older one.

use crate::{Act, Unit};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;

/// Pairs of paragraphs that are compared by their words at most: more would cost more than it shows.
const PAIRS: usize = 250_000;
/// Stretches between fixed points longer than this are not searched for repeated paragraphs in every order.
const STRETCH: usize = 3_000;
/// Share of common words from which two paragraphs are one that was rewritten.
const REWRITTEN: f32 = 0.4;
/// The same with the same address; with the same number it is one whatever it says: "in a new wording".
const SAME_ADDRESS: f32 = 0.15;
/// Share of common words from which a paragraph elsewhere is the same, moved.
const MOVED: f32 = 0.75;
/// Words that a paragraph has at least to be recognised elsewhere although it was rewritten.
const LONG: usize = 6;

/// The result.
pub(super) struct Matched {
    /// For each older paragraph, its newer one.
    pub(super) of_old: Vec<Option<usize>>,
    /// For each newer paragraph, its older one.
    pub(super) of_new: Vec<Option<usize>>,
    /// For each newer paragraph: does it stand out of the order of the others?
    pub(super) moved: Vec<bool>,
}

/// A paragraph as it is compared.
struct Key {
    /// Of the text without its number.
    text: u64,
    /// Of the text with its number.
    full: u64,
    /// Its words, sorted.
    words: Vec<u64>,
}

pub(super) fn matched(old: &Act, new: &Act) -> Matched {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let keys = |act: &Act| act.units.iter().map(|u| key(u, &hasher)).collect::<Vec<_>>();
    let (olds, news) = (keys(old), keys(new));
    let mut m =
        Matched { of_old: vec![None; olds.len()], of_new: vec![None; news.len()], moved: vec![false; news.len()] };
    let pairs = unique_pairs(&olds, &news);
    let in_order = longest_in_order(&pairs);
    let mut gaps = Vec::new();
    let (mut last_old, mut last_new) = (0, 0);
    for (old, new) in in_order.iter().copied().chain([(olds.len(), news.len())]) {
        gaps.push((last_old..old, last_new..new));
        if old < olds.len() {
            m.join(old, new, false);
        }
        (last_old, last_new) = (old + 1, new + 1);
    }
    // What is there once on both sides and not in order was moved.
    for (old, new) in pairs {
        if m.of_new.get(new).copied().flatten().is_none() {
            m.join(old, new, true);
        }
    }
    for (old_range, new_range) in gaps {
        repeated(&mut m, &olds, &news, old_range.clone(), new_range.clone());
        rewritten(&mut m, (old, &olds), (new, &news), old_range, new_range);
    }
    moved_and_rewritten(&mut m, (old, &olds), (new, &news));
    m
}

impl Matched {
    fn join(&mut self, old: usize, new: usize, moved: bool) {
        if let (Some(of_old), Some(of_new), Some(flag)) =
            (self.of_old.get_mut(old), self.of_new.get_mut(new), self.moved.get_mut(new))
        {
            (*of_old, *of_new, *flag) = (Some(new), Some(old), moved);
        }
    }

    fn free_old(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|i| self.of_old.get(*i) == Some(&None)).collect()
    }

    fn free_new(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|i| self.of_new.get(*i) == Some(&None)).collect()
    }
}

fn key(unit: &Unit, hasher: &impl BuildHasher) -> Key {
    let mut words: Vec<u64> =
        unit.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| hasher.hash_one(w)).collect();
    words.sort_unstable();
    // A mark without text is known by its mark.
    let text =
        if unit.text.is_empty() { hasher.hash_one((&unit.printed, 1)) } else { hasher.hash_one((&unit.text, 2)) };
    Key { text, full: hasher.hash_one((&unit.number, &unit.text)), words }
}

/// Paragraphs whose text is there exactly once on both sides, in the order of the newer text.
fn unique_pairs(olds: &[Key], news: &[Key]) -> Vec<(usize, usize)> {
    let once = |keys: &[Key]| {
        let mut places: HashMap<u64, Option<usize>> = HashMap::with_capacity(keys.len());
        for (at, key) in keys.iter().enumerate() {
            places.entry(key.text).and_modify(|p| *p = None).or_insert(Some(at));
        }
        places
    };
    let (of_old, of_new) = (once(olds), once(news));
    news.iter()
        .enumerate()
        .filter(|(at, key)| of_new.get(&key.text) == Some(&Some(*at)))
        .filter_map(|(at, key)| Some((of_old.get(&key.text).copied().flatten()?, at)))
        .collect()
}

/// The longest run of pairs whose older places grow: what stayed in its order.
fn longest_in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Ends of the best runs by their length, and what came before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let old = |at: usize| pairs.get(at).map_or(0, |p| p.0);
    for at in 0..pairs.len() {
        let place = ends.partition_point(|end| old(*end) < old(at));
        if let Some(slot) = before.get_mut(at) {
            *slot = place.checked_sub(1).and_then(|p| ends.get(p).copied());
        }
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

/// Repeated texts ("алып тасталды;") within a stretch: in order, by number and text, then by text alone.
fn repeated(m: &mut Matched, olds: &[Key], news: &[Key], old_range: Range<usize>, new_range: Range<usize>) {
    let by_full: fn(&Key) -> u64 = |k| k.full;
    let by_text: fn(&Key) -> u64 = |k| k.text;
    for of in [by_full, by_text] {
        let (free_old, free_new) = (m.free_old(old_range.clone()), m.free_new(new_range.clone()));
        if free_old.is_empty() || free_new.is_empty() || free_old.len().max(free_new.len()) > STRETCH {
            return;
        }
        let hashes =
            |free: &[usize], keys: &[Key]| free.iter().filter_map(|i| keys.get(*i)).map(of).collect::<Vec<_>>();
        let (a, b) = (hashes(&free_old, olds), hashes(&free_new, news));
        for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                for i in 0..len {
                    if let (Some(old), Some(new)) = (free_old.get(old_index + i), free_new.get(new_index + i))
                        && fits(m, *old, *new, &old_range, &new_range)
                    {
                        m.join(*old, *new, false);
                    }
                }
            }
        }
    }
}

/// Would the pair keep the order of those already found in the stretch?
fn fits(m: &Matched, old: usize, new: usize, old_range: &Range<usize>, new_range: &Range<usize>) -> bool {
    let in_order = |at: &usize| m.moved.get(*at) == Some(&false);
    let partner = |at: usize| m.of_new.get(at).copied().flatten().filter(|o| old_range.contains(o));
    let before = (new_range.start..new).rev().filter(in_order).find_map(partner);
    let after = (new + 1..new_range.end).filter(in_order).find_map(partner);
    before.is_none_or(|b| b < old) && after.is_none_or(|a| a > old)
}

/// Paragraphs of a stretch that were rewritten: those that have most in common, in order.
fn rewritten(
    m: &mut Matched,
    (old, olds): (&Act, &[Key]),
    (new, news): (&Act, &[Key]),
    old_range: Range<usize>,
    new_range: Range<usize>,
) {
    // Repeated paragraphs that were found divide the stretch.
    let mut parts = Vec::new();
    let (mut from_old, mut from_new) = (old_range.start, new_range.start);
    for at in new_range.clone() {
        let partner = m.of_new.get(at).copied().flatten().filter(|_| m.moved.get(at) == Some(&false));
        if let Some(partner) = partner.filter(|p| *p >= from_old && old_range.contains(p)) {
            parts.push((from_old..partner, from_new..at));
            (from_old, from_new) = (partner + 1, at + 1);
        }
    }
    parts.push((from_old..old_range.end, from_new..new_range.end));
    for (old_part, new_part) in parts {
        let (free_old, free_new) = (m.free_old(old_part), m.free_new(new_part));
        if free_old.is_empty() || free_new.is_empty() {
            continue;
        }
        let score = |o: usize, n: usize| -> f32 {
            let (Some(a), Some(b)) = (olds.get(o), news.get(n)) else { return 0.0 };
            let (Some(x), Some(y)) = (old.units.get(o), new.units.get(n)) else { return 0.0 };
            let same_address = x.anchor == y.anchor;
            let common = common(a, b);
            let numbered = x.kind.is_numbered() && x.kind == y.kind;
            match (common, same_address) {
                (c, true) if numbered || c >= SAME_ADDRESS => c + 0.5,
                (c, false) if c >= REWRITTEN && alike(x, y) => c,
                _ => 0.0,
            }
        };
        for (o, n) in best_in_order(&free_old, &free_new, score) {
            m.join(o, n, false);
        }
    }
}

/// The pairs in order with the highest score together.
fn best_in_order(olds: &[usize], news: &[usize], score: impl Fn(usize, usize) -> f32) -> Vec<(usize, usize)> {
    let width = news.len() + 1;
    if olds.len().saturating_mul(news.len()) > PAIRS {
        // Too many to try all: one after the other.
        return olds.iter().copied().zip(news.iter().copied()).filter(|(o, n)| score(*o, *n) > 0.0).collect();
    }
    let mut scores = vec![0.0_f32; olds.len() * news.len()];
    let mut best = vec![0.0_f32; (olds.len() + 1) * width];
    let at = |best: &[f32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0.0);
    for (i, o) in olds.iter().enumerate() {
        for (j, n) in news.iter().enumerate() {
            let own = score(*o, *n);
            if let Some(slot) = scores.get_mut(i * news.len() + j) {
                *slot = own;
            }
            let joined = if own > 0.0 { at(&best, i, j) + own } else { 0.0 };
            let value = joined.max(at(&best, i, j + 1)).max(at(&best, i + 1, j));
            if let Some(slot) = best.get_mut((i + 1) * width + j + 1) {
                *slot = value;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (olds.len(), news.len());
    while i > 0 && j > 0 {
        let own = scores.get((i - 1) * news.len() + j - 1).copied().unwrap_or(0.0);
        let here = at(&best, i, j);
        if own > 0.0 && (here - (at(&best, i - 1, j - 1) + own)).abs() < 1e-4 {
            pairs.extend(olds.get(i - 1).copied().zip(news.get(j - 1).copied()));
            (i, j) = (i - 1, j - 1);
        } else if at(&best, i - 1, j) >= here {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// What is left on both sides and has nearly all words in common was moved and rewritten.
fn moved_and_rewritten(m: &mut Matched, (old, olds): (&Act, &[Key]), (new, news): (&Act, &[Key])) {
    let long = |keys: &[Key], at: &usize| keys.get(*at).is_some_and(|k| k.words.len() >= LONG);
    let free_old: Vec<usize> = m.free_old(0..olds.len()).into_iter().filter(|i| long(olds, i)).collect();
    let free_new: Vec<usize> = m.free_new(0..news.len()).into_iter().filter(|i| long(news, i)).collect();
    if free_old.len().saturating_mul(free_new.len()) > PAIRS {
        return;
    }
    let mut found = Vec::new();
    for n in free_new {
        for o in &free_old {
            if let (Some(a), Some(b), Some(x), Some(y)) =
                (olds.get(*o), news.get(n), old.units.get(*o), new.units.get(n))
                && alike(x, y)
            {
                let common = common(a, b);
                if common >= MOVED {
                    found.push((common, *o, n));
                }
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, o, n) in found {
        if m.of_old.get(o) == Some(&None) && m.of_new.get(n) == Some(&None) {
            m.join(o, n, true);
        }
    }
}

/// May two paragraphs be one? What has no number is of this or that kind by what stands around it.
fn alike(x: &Unit, y: &Unit) -> bool {
    x.kind == y.kind || !(x.kind.is_numbered() || y.kind.is_numbered())
}

/// Share of words that two paragraphs have in common, from 0 to 1.
fn common(a: &Key, b: &Key) -> f32 {
    let total = a.words.len() + b.words.len();
    if total == 0 {
        return if a.text == b.text { 1.0 } else { 0.0 };
    }
    let (mut i, mut j, mut same) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.words.get(i), b.words.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
        }
    }
    #[allow(clippy::cast_precision_loss)] // Counts of words are small.
    let share = 2.0 * same as f32 / total as f32;
    share
}
