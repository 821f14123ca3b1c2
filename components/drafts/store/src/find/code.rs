//! How the places of a word are kept: four characters a version, so that a place is added by `||` and taken out by
//! `replace` in one statement on both databases, whoever else writes at the same time.
//!
//! The first character is one of 16 capital letters and none of the others is: a code can only be found where one begins.

/// Drafts in one row of the index.
pub(crate) const BLOCK: i64 = 2_048;
/// Versions of a draft that can be told apart; no draft comes near.
const VERSIONS: u32 = 2_048;
/// What the first character counts from.
const FIRST: u8 = b'A';
/// Characters of a code.
pub(crate) const LENGTH: usize = 4;

/// The place of a draft's block.
pub(crate) const fn block(serial: i64) -> i64 {
    serial.div_euclid(BLOCK)
}

/// The code of a version within its block; none beyond the versions that can be told apart.
pub(crate) fn code(serial: i64, version: u32) -> Option<String> {
    if version >= VERSIONS {
        return None;
    }
    let offset = u32::try_from(serial.rem_euclid(BLOCK)).ok()?;
    let n = offset * VERSIONS + version;
    let digit = |shift: u32| tail(u8::try_from((n >> shift) & 63).unwrap_or(0));
    let first = FIRST + u8::try_from(n >> 18).unwrap_or(0);
    Some([first, digit(12), digit(6), digit(0)].into_iter().map(char::from).collect())
}

/// 64 characters without capital letters: from `!` to `@`, and from `^` to `}`.
const fn tail(digit: u8) -> u8 {
    if digit < 32 { b'!' + digit } else { b'^' + digit - 32 }
}

const fn digit(tail: u8) -> u32 {
    (if tail <= b'@' { tail - b'!' } else { tail - b'^' + 32 }) as u32
}

/// The versions of a row: serial and version.
pub(crate) fn read(versions: &str, block: i64) -> impl Iterator<Item = (i64, u32)> {
    versions.as_bytes().chunks_exact(LENGTH).map(move |c| {
        let n = (u32::from(c[0].saturating_sub(FIRST)) << 18) | (digit(c[1]) << 12) | (digit(c[2]) << 6) | digit(c[3]);
        (block * BLOCK + i64::from(n / VERSIONS), n % VERSIONS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written is read back; a code is found only where one begins, and ends with the versions it can tell apart.
    #[test]
    fn reads_back_what_it_writes() {
        let serial = 2_026_000_100_003_i64;
        let all = [(serial, 1), (serial, 2_047), (block(serial) * BLOCK, 0), (block(serial) * BLOCK + BLOCK - 1, 63)];
        let row: String = all.iter().map(|(s, v)| code(*s, *v).expect("in range")).collect();
        assert_eq!(read(&row, block(serial)).collect::<Vec<_>>(), all);
        assert_eq!(code(serial, 2_048), None);
        for (s, v) in all {
            let code = code(s, v).expect("in range");
            assert!(row.match_indices(&code).all(|(at, _)| at % LENGTH == 0), "{code}");
            assert!(code.is_ascii() && !code[1..].contains(|c: char| c.is_ascii_uppercase()), "{code}");
        }
    }
}
