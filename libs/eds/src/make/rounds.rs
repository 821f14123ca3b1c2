//! How much work a PKCS#12 file asks for before its password can be tried: the rounds of its key derivations.

use crate::asn1::{Element, Reader, tag};
use crate::{Error, Reason, Result};

/// Rounds of all derivations together at most: some seconds. Honest files ask for up to a million.
const ROUNDS: u64 = 4_000_000;
/// Deepest part that is looked at; what lies deeper is not read by anybody.
const DEPTH: usize = 32;

/// Refuses a file that would keep its reader busy. In every form (PBKDF2, PKCS#12, the code of the whole file) the number
/// of rounds is an INTEGER that comes after the salt, an OCTET STRING.
///
/// # Errors
/// Too large.
pub(super) fn are_bearable(file: &[u8]) -> Result<()> {
    let mut rounds = 0;
    count(file, DEPTH, &mut rounds);
    if rounds > ROUNDS { Err(Error::new(Reason::TooLarge, "rounds of key derivation")) } else { Ok(()) }
}

fn count(bytes: &[u8], depth: usize, rounds: &mut u64) {
    let mut reader = Reader::new(bytes);
    let mut last: Option<Element<'_>> = None;
    // Lengths without an end are stepped into: what follows is read as if it were definite.
    while depth > 0 && !reader.is_empty() {
        let Ok(element) = reader.next() else {
            return step_into(bytes, depth, rounds);
        };
        match element.tag {
            tag::INTEGER if last.is_some_and(|before| before.tag == tag::OCTET_STRING) => {
                *rounds = rounds.saturating_add(number(element.value));
            }
            tag::OCTET_STRING => count(element.value, depth - 1, rounds),
            constructed if constructed & 0x20 != 0 => count(element.value, depth - 1, rounds),
            _ => {}
        }
        last = Some(element);
    }
}

/// Looks behind the first header of an indefinite length in these bytes.
fn step_into(bytes: &[u8], depth: usize, rounds: &mut u64) {
    let mut rest = bytes;
    while let Some((header, after)) = rest.split_first_chunk::<2>() {
        if header[0] & 0x20 != 0 && header[1] == 0x80 {
            return count(after, depth - 1, rounds);
        }
        let mut reader = Reader::new(rest);
        let Ok(element) = reader.next() else { return };
        rest = &rest[element.raw.len()..];
    }
}

fn number(digits: &[u8]) -> u64 {
    let digits: Vec<u8> = digits.iter().copied().skip_while(|b| *b == 0).collect();
    if digits.len() > 8 {
        return u64::MAX;
    }
    digits.iter().fold(0, |sum, b| sum << 8 | u64::from(*b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{constructed, element};

    /// Rounds are found wherever they lie, and counted together.
    #[test]
    fn rounds_are_counted() {
        let of = |number: &[u8]| {
            let parameters = constructed(tag::SEQUENCE, &[&element(4, &[7; 8]), &element(tag::INTEGER, number)]);
            element(tag::SEQUENCE, &element(4, &parameters))
        };
        assert!(are_bearable(&of(&[1, 0, 0])).is_ok());
        assert!(are_bearable(&of(&[0x7f, 0, 0, 0])).is_err());
        assert!(are_bearable(&of(&[0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 1])).is_err());
        let two = constructed(tag::SEQUENCE, &[&of(&[0x20, 0, 0]), &of(&[0x20, 0, 0])]);
        assert!(are_bearable(&two).is_err());
        let endless = [&[0x30, 0x80][..], &of(&[0x7f, 0, 0, 0]), &[0, 0]].concat();
        assert!(are_bearable(&endless).is_err());
        assert!(are_bearable(&[]).is_ok());
    }
}
