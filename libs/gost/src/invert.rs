//! `1 / a` modulo an odd prime, much quicker than a power, in a time that depends on `a`: only for what is public.
//!
//! Division steps of Bernstein and Yang ("Fast constant-time gcd computation and modular inversion", 2019), 62 at a time on
//! single words, in the form with branches that Wuille gave them for libsecp256k1.

use crate::limbs::Limbs;

/// Bits of a digit; numbers here are signed, in digits of 62 bits, least first, the sign in the last one.
const BITS: usize = 62;
const MASK: u64 = u64::MAX >> 2;
/// Room for 512 bits and a sign.
const DIGITS: usize = 9;

type Signed = [i64; DIGITS];

/// What 62 steps do to `f` and `g`, times `2^62`.
struct Steps {
    u: i64,
    v: i64,
    q: i64,
    r: i64,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "62 bits fit")]
const fn digit(word: u64) -> i64 {
    (word & MASK) as i64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the low bits are wanted")]
const fn low(sum: i128) -> u64 {
    sum as u64
}

#[allow(clippy::cast_possible_truncation, reason = "what is above 62 bits of a last digit is its sign")]
const fn last(sum: i128) -> i64 {
    sum as i64
}

const fn product(a: i64, b: i64) -> i128 {
    a as i128 * b as i128
}

fn split<const N: usize>(a: &Limbs<N>) -> Signed {
    core::array::from_fn(|i| {
        let (place, word) = (BITS * i, |i: usize| a.get(i).copied().unwrap_or(0));
        digit((word(place / 64) >> (place % 64)) | (word(place / 64 + 1) << 1 << (63 - place % 64)))
    })
}

#[allow(clippy::cast_sign_loss, reason = "the number is not negative, all its digits are below 2^62")]
fn join<const N: usize>(a: &Signed) -> Limbs<N> {
    core::array::from_fn(|i| {
        let (place, digit) = (64 * i / BITS, |i: usize| a.get(i).map_or(0, |digit| *digit as u64));
        let shift = 64 * i % BITS;
        // 64 bits are in two digits or in three.
        let third = if shift > 60 { digit(place + 2) << (124 - shift) } else { 0 };
        (digit(place) >> shift) | (digit(place + 1) << (62 - shift)) | third
    })
}

/// 62 division steps on the lowest words of `f` and `g`.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "steps are counted to 62")]
fn steps(mut eta: i64, f: u64, g: u64) -> (i64, Steps) {
    let (mut u, mut v, mut q, mut r) = (1_u64, 0_u64, 0_u64, 1_u64);
    let (mut f, mut g, mut left) = (f, g, 62_u32);
    loop {
        let zeros = (g | (u64::MAX << left)).trailing_zeros();
        (g, u, v) = (g >> zeros, u << zeros, v << zeros);
        eta -= i64::from(zeros);
        left -= zeros;
        if left == 0 {
            return (eta, Steps { u: u as i64, v: v as i64, q: q as i64, r: r as i64 });
        }
        let swapped = eta < 0;
        if swapped {
            eta = -eta;
            (f, g) = (g, f.wrapping_neg());
            (u, q) = (q, u.wrapping_neg());
            (v, r) = (r, v.wrapping_neg());
        }
        // As many low bits of g as may be cancelled at once: no more than steps are left, nor than eta allows.
        let limit = u32::try_from(eta + 1).unwrap_or(62).min(left);
        let all = u64::MAX >> (64 - limit);
        let factor = if swapped {
            f.wrapping_mul(g).wrapping_mul(f.wrapping_mul(f).wrapping_sub(2)) & all & 63
        } else {
            let inverse = f.wrapping_add((f.wrapping_add(1) & 4) << 1);
            inverse.wrapping_neg().wrapping_mul(g) & all & 15
        };
        g = g.wrapping_add(f.wrapping_mul(factor));
        q = q.wrapping_add(u.wrapping_mul(factor));
        r = r.wrapping_add(v.wrapping_mul(factor));
    }
}

/// `(u·f + v·g, q·f + r·g) / 2^62`, exactly.
fn apply(steps: &Steps, f: &mut Signed, g: &mut Signed) {
    let (mut to_f, mut to_g) = (0_i128, 0_i128);
    for i in 0..DIGITS {
        to_f += product(steps.u, f[i]) + product(steps.v, g[i]);
        to_g += product(steps.q, f[i]) + product(steps.r, g[i]);
        if i > 0 {
            (f[i - 1], g[i - 1]) = (digit(low(to_f)), digit(low(to_g)));
        }
        (to_f, to_g) = (to_f >> BITS, to_g >> BITS);
    }
    (f[DIGITS - 1], g[DIGITS - 1]) = (last(to_f), last(to_g));
}

/// The same modulo the prime: multiples of it make the low bits vanish. Both stay between `-2·prime` and `prime`.
#[allow(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "words modulo 2^62")]
fn apply_modulo(steps: &Steps, d: &mut Signed, e: &mut Signed, prime: &Signed, inverse: u64) {
    let (d_sign, e_sign) = (d[DIGITS - 1] >> 63, e[DIGITS - 1] >> 63);
    let mut to_d = product(steps.u, d[0]) + product(steps.v, e[0]);
    let mut to_e = product(steps.q, d[0]) + product(steps.r, e[0]);
    let multiple = |sum: i128, start: i64| start - digit(inverse.wrapping_mul(low(sum)).wrapping_add(start as u64));
    let of_d = multiple(to_d, (steps.u & d_sign) + (steps.v & e_sign));
    let of_e = multiple(to_e, (steps.q & d_sign) + (steps.r & e_sign));
    to_d = (to_d + product(prime[0], of_d)) >> BITS;
    to_e = (to_e + product(prime[0], of_e)) >> BITS;
    for i in 1..DIGITS {
        to_d += product(steps.u, d[i]) + product(steps.v, e[i]) + product(prime[i], of_d);
        to_e += product(steps.q, d[i]) + product(steps.r, e[i]) + product(prime[i], of_e);
        (d[i - 1], e[i - 1]) = (digit(low(to_d)), digit(low(to_e)));
        (to_d, to_e) = (to_d >> BITS, to_e >> BITS);
    }
    (d[DIGITS - 1], e[DIGITS - 1]) = (last(to_d), last(to_e));
}

/// `a + factor·b`, carried through.
fn sum(a: &Signed, factor: i64, b: &Signed) -> Signed {
    let (mut out, mut carry) = ([0; DIGITS], 0_i128);
    for i in 0..DIGITS {
        carry += i128::from(a[i]) + product(factor, b[i]);
        out[i] = if i + 1 < DIGITS { digit(low(carry)) } else { last(carry) };
        carry >>= BITS;
    }
    out
}

/// `1 / a` modulo an odd prime of at most 512 bits, for `a` below it. Zero gives zero.
pub fn invert_public<const N: usize>(a: &Limbs<N>, prime: &Limbs<N>) -> Limbs<N> {
    // Newton: each round doubles the number of right bits.
    let inverse = (0..6).fold(1_u64, |x, _| x.wrapping_mul(2_u64.wrapping_sub(prime[0].wrapping_mul(x))));
    let modulus = split(prime);
    // Always: f ≡ a·d and g ≡ a·e.
    let (mut f, mut g, mut d, mut e) = (modulus, split(a), [0; DIGITS], [0; DIGITS]);
    e[0] = 1;
    let mut eta = -1;
    while g != [0; DIGITS] {
        let (next, steps) = steps(eta, low(f[0].into()), low(g[0].into()));
        eta = next;
        apply(&steps, &mut f, &mut g);
        apply_modulo(&steps, &mut d, &mut e, &modulus, inverse);
    }
    // f is now one or minus one.
    let negative = |number: &Signed| number[DIGITS - 1] < 0;
    if negative(&d) {
        d = sum(&d, 1, &modulus);
    }
    if negative(&f) {
        d = sum(&[0; DIGITS], -1, &d);
    }
    if negative(&d) {
        d = sum(&d, 1, &modulus);
    }
    join(&d)
}
