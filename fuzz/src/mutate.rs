//! Changing inputs so that they stay nearly good: DER is taken to pieces (what lies packed in strings, too), parts are
//! left out, doubled, exchanged with parts of other inputs, renamed, nested; lengths are mostly written right again.
//! Now and then bytes are changed anywhere, which is all there is for what is not DER.

use eds::asic::{Container, File};

/// Longest input that is made.
pub const LONGEST: usize = 64 * 1024;
/// Deepest part that is looked at.
const DEPTH: usize = 24;

/// Numbers in a fixed order for a given beginning (xorshift*): a run can be repeated.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Begins.
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`; zero when that is zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        // Values at the edges of what encodings mean come more often.
        const EDGES: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 0x0a, 0x17, 0x18, 0x30, 0x31, 0x7f, 0x80, 0xa0, 0xff];
        let number = self.below(512);
        u8::try_from(number).unwrap_or_else(|_| EDGES[number % EDGES.len()])
    }
}

/// A part: a tag with what is inside, or bytes as they are.
#[derive(Debug, Clone)]
enum Part {
    Bytes(Vec<u8>),
    Element { tag: u8, packed: Option<u8>, parts: Vec<Part>, form: Form },
}

/// How a length is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Right,
    Indefinite,
    /// In more bytes than are needed.
    Long,
    /// Wrong by so much.
    Wrong(i32),
}

/// Reads elements to the end; nothing when it is no DER.
fn read(bytes: &[u8], depth: usize) -> Option<Vec<Part>> {
    let (mut rest, mut parts) = (bytes, Vec::new());
    while !rest.is_empty() {
        let (&[tag, first], after) = rest.split_first_chunk::<2>()?;
        let digits = if first < 0x80 { 0 } else { usize::from(first & 0x7f) };
        if tag & 0x1f == 0x1f || digits > 3 || first == 0x80 || after.len() < digits {
            return None;
        }
        let length = if digits == 0 {
            usize::from(first)
        } else {
            after[..digits].iter().fold(0, |sum, b| sum << 8 | usize::from(*b))
        };
        let value = after[digits..].get(..length)?;
        rest = &after[digits + length..];
        parts.push(element(tag, value, depth));
    }
    Some(parts)
}

fn element(tag: u8, value: &[u8], depth: usize) -> Part {
    let plain = || vec![Part::Bytes(value.to_vec())];
    // Strings of octets and of bits often hold DER; the latter after a byte that counts unused bits.
    let (packed, inside) = match (tag, value) {
        (0x03, [unused, inside @ ..]) => (Some(*unused), inside),
        _ => (None, value),
    };
    let holds = depth > 0 && (tag & 0x20 != 0 || (matches!(tag, 0x03 | 0x04) && inside.first() == Some(&0x30)));
    match holds.then(|| read(inside, depth - 1)).flatten() {
        Some(parts) => Part::Element { tag, packed, parts, form: Form::Right },
        None => Part::Element { tag, packed: None, parts: plain(), form: Form::Right },
    }
}

fn write(parts: &[Part], out: &mut Vec<u8>) {
    for part in parts {
        if out.len() > LONGEST {
            return;
        }
        match part {
            Part::Bytes(bytes) => out.extend_from_slice(bytes),
            Part::Element { tag, packed, parts, form } => {
                let mut value = Vec::new();
                value.extend(packed);
                write(parts, &mut value);
                out.push(*tag);
                length(value.len(), *form, out);
                out.extend_from_slice(&value);
                if *form == Form::Indefinite {
                    out.extend_from_slice(&[0, 0]);
                }
            }
        }
    }
}

fn length(of: usize, form: Form, out: &mut Vec<u8>) {
    let of = u32::try_from(of).unwrap_or(u32::MAX);
    let shortest = |of: u32, out: &mut Vec<u8>| match of.to_be_bytes() {
        [0, 0, 0, n] if n < 0x80 => out.push(n),
        [0, 0, 0, n] => out.extend_from_slice(&[0x81, n]),
        [0, 0, a, b] => out.extend_from_slice(&[0x82, a, b]),
        [a, b, c, d] => out.extend_from_slice(&[0x84, a, b, c, d]),
    };
    match form {
        Form::Right => shortest(of, out),
        Form::Indefinite => out.push(0x80),
        Form::Long => {
            out.push(0x84);
            out.extend_from_slice(&of.to_be_bytes());
        }
        Form::Wrong(by) => shortest(of.wrapping_add_signed(by), out),
    }
}

/// How many parts there are.
fn count(parts: &[Part]) -> usize {
    let inside = |part: &Part| match part {
        Part::Element { parts, .. } => count(parts),
        Part::Bytes(_) => 0,
    };
    parts.iter().map(|part| 1 + inside(part)).sum()
}

/// The list in which part number `place` lies, and its place in it.
fn find<'a>(parts: &'a mut Vec<Part>, place: &mut usize) -> Option<(&'a mut Vec<Part>, usize)> {
    for number in 0..parts.len() {
        if *place == 0 {
            return Some((parts, number));
        }
        *place -= 1;
        let inner = match &parts[number] {
            Part::Element { parts, .. } => count(parts),
            Part::Bytes(_) => 0,
        };
        if *place < inner {
            let Part::Element { parts: deeper, .. } = &mut parts[number] else { return None };
            return find(deeper, place);
        }
        *place -= inner;
    }
    None
}

fn any_part(parts: &mut Vec<Part>, dice: &mut Dice) -> Option<Part> {
    let mut place = dice.below(count(parts));
    let (list, place) = find(parts, &mut place)?;
    list.get(place).cloned()
}

/// Changes an input; `others` lend parts.
pub fn changed(bytes: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    if bytes.starts_with(b"PK")
        && dice.below(4) != 0
        && let Some(container) = changed_container(bytes, others, dice)
    {
        return container;
    }
    let mut out = match read(bytes, DEPTH) {
        Some(mut parts) if dice.below(8) != 0 && !parts.is_empty() => {
            for _ in 0..=dice.below(3) {
                change_part(&mut parts, others, dice);
            }
            let mut out = Vec::new();
            write(&parts, &mut out);
            out
        }
        _ => {
            let mut out = bytes.to_vec();
            for _ in 0..=dice.below(4) {
                change_bytes(&mut out, others, dice);
            }
            out
        }
    };
    out.truncate(LONGEST);
    out
}

/// A container with one of its files changed, left out or doubled, packed again.
fn changed_container(bytes: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Option<Vec<u8>> {
    let container = Container::read(bytes).ok()?;
    let mut files: Vec<File> = container.files().iter().filter(|file| file.name != "mimetype").cloned().collect();
    let place = dice.below(files.len());
    let file = files.get_mut(place)?;
    match dice.below(8) {
        0 => drop(files.remove(place)),
        1 => {
            let mut again = file.clone();
            again.name.push('2');
            files.push(again);
        }
        2 => {
            let mut name = file.name.clone().into_bytes();
            change_bytes(&mut name, &[], dice);
            file.name = String::from_utf8_lossy(&name).into_owned();
        }
        _ => file.bytes = changed(&file.bytes, others, dice),
    }
    Container::write(&files, &[]).ok().filter(|bytes| bytes.len() <= LONGEST)
}

fn change_part(parts: &mut Vec<Part>, others: &[Vec<u8>], dice: &mut Dice) {
    let mut place = dice.below(count(parts));
    let lent = match dice.below(3) {
        0 => any_part(parts, dice),
        _ => others.get(dice.below(others.len())).and_then(|o| read(o, DEPTH)).and_then(|mut o| any_part(&mut o, dice)),
    };
    let Some((list, place)) = find(parts, &mut place) else { return };
    match dice.below(12) {
        0 => drop(list.remove(place)),
        1 => {
            let again = list[place].clone();
            list.insert(place, again);
        }
        2 if list.len() > 1 => {
            let other = dice.below(list.len());
            list.swap(place, other);
        }
        3 | 4 => {
            if let Some(lent) = lent {
                list[place] = lent;
            }
        }
        5 => {
            if let Some(lent) = lent {
                list.insert(place, lent);
            }
        }
        6 => {
            // Nested deeper, or many times.
            let times = 1 << dice.below(7);
            if dice.below(2) == 0 {
                let again = list[place].clone();
                (0..times).for_each(|_| list.insert(place, again.clone()));
            } else {
                for _ in 0..times {
                    let inner = std::mem::replace(&mut list[place], Part::Bytes(Vec::new()));
                    list[place] = Part::Element { tag: 0x30, packed: None, parts: vec![inner], form: Form::Right };
                }
            }
        }
        _ => match &mut list[place] {
            Part::Bytes(bytes) => {
                for _ in 0..=dice.below(2) {
                    change_bytes(bytes, &[], dice);
                }
            }
            Part::Element { tag, form, packed, .. } => match dice.below(4) {
                0 => *tag = dice.byte(),
                1 => *tag ^= 0x20,
                2 => {
                    *form = match dice.below(6) {
                        0 => Form::Long,
                        1 => Form::Wrong(1),
                        2 => Form::Wrong(-1),
                        3 => Form::Wrong(i32::MAX),
                        _ => Form::Indefinite,
                    };
                    if *form == Form::Indefinite {
                        *tag |= 0x20;
                    }
                }
                _ => *packed = packed.map(|_| dice.byte()),
            },
        },
    }
}

fn change_bytes(bytes: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let place = dice.below(bytes.len());
    let end = (place + 1 + dice.below(16)).min(bytes.len());
    match dice.below(8) {
        0 if !bytes.is_empty() => drop(bytes.drain(place..end)),
        1 => bytes.insert(place, dice.byte()),
        2 if !bytes.is_empty() => {
            let again = bytes[place..end].repeat(1 + dice.below(8));
            bytes.splice(place..place, again);
        }
        3 => {
            if let Some(other) = others.get(dice.below(others.len())).filter(|other| !other.is_empty()) {
                let from = dice.below(other.len());
                let to = (from + 1 + dice.below(64)).min(other.len());
                bytes.splice(place..place, other[from..to].iter().copied());
            }
        }
        4 if dice.below(4) == 0 => bytes.truncate(place),
        _ => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = if dice.below(2) == 0 { *byte ^ (1 << dice.below(8)) } else { dice.byte() };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read and written unchanged is the same; changes differ, are bounded, and come again in a repeated run.
    #[test]
    fn changes_are_bounded_and_repeatable() {
        let inner = [0x30, 3, 2, 1, 5];
        let bytes = [&[0x30, 15, 4, 5][..], &inner, &[3, 6, 0], &inner].concat();
        let mut again = Vec::new();
        write(&read(&bytes, DEPTH).expect("DER"), &mut again);
        assert_eq!(again, bytes);
        assert_eq!(count(&read(&bytes, DEPTH).expect("DER")), 9);
        let run = |seed| {
            let (mut dice, mut now) = (Dice::new(seed), bytes.clone());
            for _ in 0..2000 {
                now = changed(&now, std::slice::from_ref(&bytes), &mut dice);
                assert!(now.len() <= LONGEST);
            }
            now
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
    }
}
