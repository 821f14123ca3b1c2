//! Numbers of `N` words of 64 bits, least word first. Nothing here branches on values; loops run over all words.

/// A number.
pub type Limbs<const N: usize> = [u64; N];

/// Both halves of a product of words.
const fn halves(wide: u128) -> (u64, u64) {
    #[allow(clippy::cast_possible_truncation, reason = "the low half is wanted")]
    (wide as u64, (wide >> 64) as u64)
}

/// `a + b + carry`: word and carry.
#[inline(always)]
pub const fn adc(a: u64, b: u64, carry: u64) -> (u64, u64) {
    halves(a as u128 + b as u128 + carry as u128)
}

/// `a - b - borrow`: word and borrow (0 or 1).
#[inline(always)]
pub const fn sbb(a: u64, b: u64, borrow: u64) -> (u64, u64) {
    let (word, high) = halves((a as u128).wrapping_sub(b as u128 + borrow as u128));
    (word, high & 1)
}

/// `sum + a·b + carry`: word and carry.
#[inline(always)]
pub const fn mac(sum: u64, a: u64, b: u64, carry: u64) -> (u64, u64) {
    halves(sum as u128 + (a as u128) * (b as u128) + carry as u128)
}

/// `a + b` and the carry.
#[inline(always)]
pub fn add<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> (Limbs<N>, u64) {
    let (mut out, mut carry) = ([0; N], 0);
    for i in 0..N {
        (out[i], carry) = adc(a[i], b[i], carry);
    }
    (out, carry)
}

/// `a - b` and the borrow.
#[inline(always)]
pub fn sub<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> (Limbs<N>, u64) {
    let (mut out, mut borrow) = ([0; N], 0);
    for i in 0..N {
        (out[i], borrow) = sbb(a[i], b[i], borrow);
    }
    (out, borrow)
}

/// `b` where `mask` is all ones, `a` where it is zero.
#[inline(always)]
pub fn select<const N: usize>(a: &Limbs<N>, b: &Limbs<N>, mask: u64) -> Limbs<N> {
    core::array::from_fn(|i| a[i] ^ (mask & (a[i] ^ b[i])))
}

/// All ones when the number is zero.
#[inline(always)]
pub fn zero_mask<const N: usize>(a: &Limbs<N>) -> u64 {
    let any = a.iter().fold(0, |all, word| all | word);
    // The highest bit of `any | -any` is set exactly when `any` is not zero.
    ((any | any.wrapping_neg()) >> 63).wrapping_sub(1)
}

/// Is `a < b`?
pub fn less<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> bool {
    sub(a, b).1 == 1
}

/// Bit number `i`; zero above the top.
pub fn bit<const N: usize>(a: &Limbs<N>, i: usize) -> u64 {
    a.get(i / 64).map_or(0, |word| (word >> (i % 64)) & 1)
}

/// From at most `8·N` bytes, least first.
pub fn from_le<const N: usize>(bytes: &[u8]) -> Limbs<N> {
    let mut out = [0; N];
    for (i, byte) in bytes.iter().take(8 * N).enumerate() {
        out[i / 8] |= u64::from(*byte) << (8 * (i % 8));
    }
    out
}

/// The first `size` bytes, least first.
pub fn to_le<const N: usize>(a: &Limbs<N>, size: usize) -> Vec<u8> {
    a.iter().flat_map(|word| word.to_le_bytes()).take(size).collect()
}

/// From hexadecimal digits, highest first. Only for the constants of this crate: other characters count as zero.
pub fn from_hex<const N: usize>(text: &str) -> Limbs<N> {
    let mut out = [0; N];
    for (i, digit) in text.bytes().rev().take(16 * N).enumerate() {
        let value = char::from(digit).to_digit(16).unwrap_or(0);
        out[i / 16] |= u64::from(value) << (4 * (i % 16));
    }
    out
}
