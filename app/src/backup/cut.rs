//! Cutting a file into pieces where its content says so: what is inserted in one place moves no other cut, so that the next
//! backup finds nearly all pieces there already.

use std::io::{self, Read};

/// No piece is shorter, save the last.
const SHORTEST: usize = 32 * 1024;
/// No piece is longer.
pub const LONGEST: usize = 1024 * 1024;
/// A cut where these bits of the rolling sum are zero: beyond the shortest, after 128 KiB on average.
const MASK: u64 = (1 << 17) - 1;

/// Reads pieces.
pub struct Pieces<R> {
    from: R,
    table: [u64; 256],
    buffer: Vec<u8>,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// Of this file, cut after this key.
    pub fn new(from: R, key: u64) -> Self {
        let mut state = key;
        let table = std::array::from_fn(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        });
        Self { from, table, buffer: Vec::with_capacity(LONGEST), ended: false }
    }

    /// The next piece; none at the end.
    pub fn next_piece(&mut self) -> io::Result<Option<Vec<u8>>> {
        while !self.ended && self.buffer.len() < LONGEST {
            let room = u64::try_from(LONGEST - self.buffer.len()).unwrap_or(0);
            self.ended = (&mut self.from).take(room).read_to_end(&mut self.buffer)? == 0;
        }
        if self.buffer.is_empty() {
            return Ok(None);
        }
        let rest = self.buffer.split_off(self.cut());
        Ok(Some(std::mem::replace(&mut self.buffer, rest)))
    }

    fn cut(&self) -> usize {
        let mut sum = 0_u64;
        for (at, byte) in self.buffer.iter().enumerate().skip(SHORTEST) {
            sum = (sum << 1).wrapping_add(self.table[usize::from(*byte)]);
            // The low bits hang on the last bytes alone; the high ones on the last sixty-four.
            if (sum >> 47) & MASK == 0 {
                return at + 1;
            }
        }
        self.buffer.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{Entropy, SeededEntropy};
    use std::collections::BTreeSet;

    fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut from = Pieces::new(bytes, 7);
        std::iter::from_fn(|| from.next_piece().expect("reads")).collect()
    }

    /// The pieces are the file; one byte put in at the front leaves nearly all of them as they are.
    #[test]
    fn cuts_follow_the_content() {
        let mut bytes = vec![0; 8 * LONGEST];
        SeededEntropy::new(1).fill(&mut bytes);
        let before = pieces(&bytes);
        assert!(before.concat() == bytes && before.len() > 20, "{}", before.len());
        assert!(before.iter().all(|p| p.len() <= LONGEST));
        bytes.insert(1000, 42);
        let known: BTreeSet<_> = before.into_iter().collect();
        let new = pieces(&bytes).into_iter().filter(|p| !known.contains(p)).count();
        assert!(new <= 2, "{new} new pieces");
        assert!(pieces(&[]).is_empty());
        assert_eq!(pieces(&vec![0; LONGEST + 1]).iter().map(Vec::len).collect::<Vec<_>>(), [LONGEST, 1]);
    }
}
