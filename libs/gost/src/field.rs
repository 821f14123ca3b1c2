//! Arithmetic modulo a prime: a general one after Montgomery, and a faster one for primes `2^(64·N) - c` with a small
//! `c`, which the sets in use have. Neither branches on values.

use crate::limbs::{Limbs, adc, add, mac, sbb, select, sub, zero_mask};

/// Arithmetic modulo a prime. Elements are in the field's own form; [`Field::enter`] and [`Field::leave`] convert.
pub trait Field<const N: usize>: Send + Sync {
    /// The same field, its elements in the same form, for values that are public: quicker where branching helps.
    type Public: Field<N>;
    /// The field of this prime.
    fn new(prime: Limbs<N>) -> Self;
    /// The prime.
    fn prime(&self) -> &Limbs<N>;
    /// One.
    fn one(&self) -> Limbs<N>;
    /// A number below the prime in the field's form.
    fn enter(&self, a: &Limbs<N>) -> Limbs<N>;
    /// The number below the prime that an element stands for.
    fn leave(&self, a: &Limbs<N>) -> Limbs<N>;
    /// Sum.
    fn add(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N>;
    /// Difference.
    fn sub(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N>;
    /// Product.
    fn mul(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N>;
    /// Square.
    fn sqr(&self, a: &Limbs<N>) -> Limbs<N>;
    /// The element a small number of times (up to eight).
    #[inline(always)]
    fn times(&self, a: &Limbs<N>, small: u64) -> Limbs<N> {
        let twice = self.add(a, a);
        match small {
            2 => twice,
            3 => self.add(&twice, a),
            4 => self.add(&twice, &twice),
            8 => {
                let four = self.add(&twice, &twice);
                self.add(&four, &four)
            }
            _ => (1..small).fold(*a, |sum, _| self.add(&sum, a)),
        }
    }
    /// All ones when the element is zero.
    fn zero_mask(&self, a: &Limbs<N>) -> u64;

    /// Is the element zero?
    fn is_zero(&self, a: &Limbs<N>) -> bool {
        self.zero_mask(a) != 0
    }

    /// `a` to the power of a public exponent.
    fn pow(&self, a: &Limbs<N>, exponent: &Limbs<N>) -> Limbs<N> {
        // Windows of four bits: the exponent is public, so the table may be read at it.
        let mut table = [self.one(); 16];
        for i in 1..16 {
            table[i] = self.mul(&table[i - 1], a);
        }
        let mut out = self.one();
        for place in (0..16 * N).rev() {
            for _ in 0..4 {
                out = self.sqr(&out);
            }
            let digit = (exponent[place / 16] >> (4 * (place % 16))) & 15;
            if digit != 0 {
                out = self.mul(&out, &table[usize::try_from(digit).unwrap_or(0)]);
            }
        }
        out
    }

    /// `1 / a`, by Fermat: the same work for every `a`. Zero gives zero.
    fn invert(&self, a: &Limbs<N>) -> Limbs<N> {
        let mut two = [0; N];
        two[0] = 2;
        self.pow(a, &sub(self.prime(), &two).0)
    }
}

/// A prime `2^(64·N) - c`. Elements are below `2^(64·N)`, not always below the prime. `PUBLIC`: carries beyond the lowest
/// word, which a random value needs once in `2^40` times or more rarely, are a branch of their own.
pub struct Crandall<const N: usize, const PUBLIC: bool> {
    prime: Limbs<N>,
    c: u64,
}

impl<const N: usize, const PUBLIC: bool> Crandall<N, PUBLIC> {
    /// `low + 2^(64·N)·carry`, reduced; `carry` is small.
    #[inline(always)]
    fn fold(&self, low: Limbs<N>, carry: u64) -> Limbs<N> {
        let mut out = low;
        let more;
        (out[0], more) = mac(out[0], carry, self.c, 0);
        if PUBLIC {
            if more != 0 {
                self.carry_on(&mut out, more);
            }
        } else {
            self.carry_on(&mut out, more);
        }
        out
    }

    /// Adds the carry out of the lowest word to the others.
    #[inline(always)]
    fn carry_on(&self, out: &mut Limbs<N>, mut more: u64) {
        for word in &mut out[1..] {
            (*word, more) = adc(*word, 0, more);
        }
        // After a second overflow the number is tiny: adding `c` cannot overflow again.
        let mut high = 0;
        (out[0], high) = adc(out[0], self.c & 0_u64.wrapping_sub(more), high);
        for word in &mut out[1..] {
            (*word, high) = adc(*word, 0, high);
        }
    }

    /// Takes the borrow out of the lowest word from the others; tells whether the whole needs one.
    #[inline(always)]
    fn borrow_on(out: &mut Limbs<N>, mut more: u64) -> u64 {
        for word in &mut out[1..] {
            (*word, more) = sbb(*word, 0, more);
        }
        more
    }

    /// Reduces a product of `2·N` words.
    #[inline(always)]
    fn reduce(&self, wide: &Wide) -> Limbs<N> {
        let (mut out, mut carry) = ([0; N], 0);
        for i in 0..N {
            (out[i], carry) = mac(wide[i], wide[i + N], self.c, carry);
        }
        self.fold(out, carry)
    }
}

/// Room for a product of the largest numbers here.
type Wide = [u64; 16];

/// Product of two numbers, in the first `2·N` words. Two rows at a time: each word of the sum is read and written half as
/// often.
#[inline(always)]
fn product<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> Wide {
    let mut out = [0; 16];
    for i in (0..N).step_by(2) {
        let (mut first, mut second) = (0, 0);
        (out[i], first) = mac(out[i], a[i], b[0], first);
        for j in 1..N {
            let sum;
            (sum, first) = mac(out[i + j], a[i], b[j], first);
            (out[i + j], second) = mac(sum, a[i + 1], b[j - 1], second);
        }
        (out[i + N], out[i + N + 1]) = mac(first, a[i + 1], b[N - 1], second);
    }
    out
}

/// Square of a number. Products of different words are counted once and doubled.
#[inline(always)]
fn square<const N: usize>(a: &Limbs<N>) -> Wide {
    let mut out = [0; 16];
    for i in 0..N {
        let mut carry = 0;
        for j in i + 1..N {
            (out[i + j], carry) = mac(out[i + j], a[i], a[j], carry);
        }
        out[i + N] = carry;
    }
    let (mut top, mut carry) = (0, 0);
    for i in 0..N {
        let (low, high) = mac(0, a[i], a[i], 0);
        let (first, second) = (out[2 * i], out[2 * i + 1]);
        (out[2 * i], carry) = adc((first << 1) | top, low, carry);
        (out[2 * i + 1], carry) = adc((second << 1) | (first >> 63), high, carry);
        top = second >> 63;
    }
    out
}

impl<const N: usize, const PUBLIC: bool> Field<N> for Crandall<N, PUBLIC> {
    type Public = Crandall<N, true>;

    fn new(prime: Limbs<N>) -> Self {
        Self { prime, c: prime[0].wrapping_neg() }
    }

    fn prime(&self) -> &Limbs<N> {
        &self.prime
    }

    fn one(&self) -> Limbs<N> {
        let mut one = [0; N];
        one[0] = 1;
        one
    }

    fn enter(&self, a: &Limbs<N>) -> Limbs<N> {
        *a
    }

    fn leave(&self, a: &Limbs<N>) -> Limbs<N> {
        let (less, borrow) = sub(a, &self.prime);
        select(&less, a, 0_u64.wrapping_sub(borrow))
    }

    #[inline(always)]
    fn add(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (sum, carry) = add(a, b);
        self.fold(sum, carry)
    }

    #[inline(always)]
    fn sub(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (mut out, mut borrow) = sub(a, b);
        for _ in 0..2 {
            let more;
            (out[0], more) = sbb(out[0], self.c & 0_u64.wrapping_sub(borrow), 0);
            if PUBLIC && more == 0 {
                return out;
            }
            borrow = Self::borrow_on(&mut out, more);
        }
        out
    }

    #[inline(always)]
    fn times(&self, a: &Limbs<N>, small: u64) -> Limbs<N> {
        let (mut out, mut carry) = ([0; N], 0);
        for (word, of) in out.iter_mut().zip(a) {
            (*word, carry) = mac(0, *of, small, carry);
        }
        self.fold(out, carry)
    }

    #[inline(never)]
    fn mul(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        self.reduce(&product(a, b))
    }

    #[inline(never)]
    fn sqr(&self, a: &Limbs<N>) -> Limbs<N> {
        self.reduce(&square(a))
    }

    #[inline(always)]
    fn zero_mask(&self, a: &Limbs<N>) -> u64 {
        if PUBLIC && a[0] != 0 && a[0] != self.prime[0] {
            return 0;
        }
        zero_mask(&self.leave(a))
    }
}

/// Any odd prime, elements multiplied by `2^(64·N)` (Montgomery) and always below the prime.
pub struct Montgomery<const N: usize> {
    prime: Limbs<N>,
    /// `-1 / prime` modulo `2^64`.
    factor: u64,
    one: Limbs<N>,
    /// `2^(128·N)` modulo the prime.
    square: Limbs<N>,
}

impl<const N: usize> Montgomery<N> {
    /// `a` or `a - prime`, whichever is below the prime; `carry` is a bit above `a`.
    #[inline(always)]
    fn below(&self, a: &Limbs<N>, carry: u64) -> Limbs<N> {
        let (less, borrow) = sub(a, &self.prime);
        // Keep `a` only when nothing is above it and subtracting needed a borrow.
        select(&less, a, 0_u64.wrapping_sub(borrow & (carry ^ 1)))
    }

    /// Any number in the field's form, also one not below the prime (primes here have their top bits set or nearly).
    pub fn enter_any(&self, a: &Limbs<N>) -> Limbs<N> {
        self.mul(a, &self.square)
    }

    /// `low + 2^(64·N)·high` in the field's form: for numbers twice as long as the prime.
    pub fn enter_wide(&self, low: &Limbs<N>, high: &Limbs<N>) -> Limbs<N> {
        let high = self.enter_any(high);
        self.add(&self.enter_any(low), &self.mul(&high, &self.square))
    }
}

impl<const N: usize> Field<N> for Montgomery<N> {
    type Public = Self;

    fn new(prime: Limbs<N>) -> Self {
        // Newton: each round doubles the number of right bits.
        let mut inverse = 1_u64;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(prime[0].wrapping_mul(inverse)));
        }
        let mut field = Self { prime, factor: inverse.wrapping_neg(), one: [0; N], square: [0; N] };
        // Doubling 1 often enough; the prime is public.
        let mut power = [0; N];
        power[0] = 1;
        for round in 0..128 * N {
            if round == 64 * N {
                field.one = power;
            }
            let (sum, carry) = add(&power, &power);
            power = field.below(&sum, carry);
        }
        field.square = power;
        field
    }

    fn prime(&self) -> &Limbs<N> {
        &self.prime
    }

    fn one(&self) -> Limbs<N> {
        self.one
    }

    fn enter(&self, a: &Limbs<N>) -> Limbs<N> {
        self.mul(a, &self.square)
    }

    fn leave(&self, a: &Limbs<N>) -> Limbs<N> {
        let mut one = [0; N];
        one[0] = 1;
        self.mul(a, &one)
    }

    #[inline(always)]
    fn add(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (sum, carry) = add(a, b);
        self.below(&sum, carry)
    }

    #[inline(always)]
    fn sub(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (less, borrow) = sub(a, b);
        let (more, _) = add(&less, &self.prime);
        select(&less, &more, 0_u64.wrapping_sub(borrow))
    }

    #[inline(never)]
    fn mul(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (mut out, mut top) = ([0; N], 0);
        for digit in a {
            let mut carry = 0;
            for j in 0..N {
                (out[j], carry) = mac(out[j], *digit, b[j], carry);
            }
            let (sum, over) = adc(top, carry, 0);
            let factor = out[0].wrapping_mul(self.factor);
            let (_, mut carry) = mac(out[0], factor, self.prime[0], 0);
            for j in 1..N {
                (out[j - 1], carry) = mac(out[j], factor, self.prime[j], carry);
            }
            (out[N - 1], carry) = adc(sum, carry, 0);
            top = over + carry;
        }
        self.below(&out, top)
    }

    #[inline(always)]
    fn sqr(&self, a: &Limbs<N>) -> Limbs<N> {
        self.mul(a, a)
    }

    fn zero_mask(&self, a: &Limbs<N>) -> u64 {
        zero_mask(a)
    }
}

/// 64 bits from this place upwards; zero above the top.
fn bits_from<const N: usize>(scalar: &Limbs<N>, place: usize) -> u64 {
    let word = |i: usize| scalar.get(i).copied().unwrap_or(0);
    let (low, high) = (word(place / 64), word(place / 64 + 1));
    // Two shifts: one of 64 does not exist.
    (low >> (place % 64)) | (high << 1 << (63 - place % 64))
}

/// Signed digits of a scalar for windows of `width` bits (wNAF), least first. Takes a time that depends on the scalar:
/// only for what is public.
pub fn signed_digits<const N: usize>(scalar: &Limbs<N>, width: usize) -> Vec<i16> {
    let bits = 64 * N;
    let mut digits = vec![0_i16; bits + 1];
    let (mut place, mut carry) = (0, 0_u64);
    loop {
        let next = bits_from(scalar, place);
        // Digits that are zero: a run of zeros, or of ones that a carry turns into zeros.
        place += if carry == 1 { next.trailing_ones() } else { next.trailing_zeros() } as usize;
        if place > bits {
            return digits;
        }
        let window = (bits_from(scalar, place) & ((1 << width) - 1)) + carry;
        if window & 1 == 0 {
            // The run went on beyond the word.
            continue;
        }
        carry = window >> (width - 1);
        let full = i32::try_from(window).unwrap_or(0);
        let digit = if carry == 1 { full - (1 << width) } else { full };
        digits[place] = i16::try_from(digit).unwrap_or(0);
        place += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invert::invert_public;
    use crate::limbs::from_hex;
    use proptest::prelude::*;

    const PRIME: &str = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97";

    const LONG_PRIME: &str = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
                              FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFDC7";

    /// One operation: that of the field for secrets, of the field for what is public, and the general one.
    fn agree<const N: usize>(
        mut a: Limbs<N>,
        mut b: Limbs<N>,
        edge: u8,
        prime: &str,
    ) -> Result<(), proptest::test_runner::TestCaseError> {
        if edge & 1 == 1 {
            a[1..].fill(u64::MAX);
        }
        if edge & 2 == 2 {
            b[1..].fill(u64::MAX);
            b[0] |= 0xffff_ffff_ffff_f000;
        }
        let prime = from_hex::<N>(prime);
        let general = Montgomery::<N>::new(prime);
        let (fast, quick) = (Crandall::<N, false>::new(prime), Crandall::<N, true>::new(prime));
        let (x, y) = (general.enter_any(&a), general.enter_any(&b));
        let same = |fast: Limbs<N>, public: Limbs<N>, slow: Limbs<N>| {
            prop_assert_eq!(quick.leave(&fast), general.leave(&slow));
            prop_assert_eq!(quick.leave(&public), general.leave(&slow));
            Ok(())
        };
        same(fast.mul(&a, &b), quick.mul(&a, &b), general.mul(&x, &y))?;
        same(fast.sqr(&a), quick.sqr(&a), general.mul(&x, &x))?;
        same(fast.add(&a, &b), quick.add(&a, &b), general.add(&x, &y))?;
        same(fast.sub(&a, &b), quick.sub(&a, &b), general.sub(&x, &y))?;
        same(fast.sub(&b, &a), quick.sub(&b, &a), general.sub(&y, &x))?;
        same(fast.sub(&[0; N], &a), quick.sub(&[0; N], &a), general.sub(&[0; N], &x))?;
        for small in [2, 3, 4, 5, 8] {
            same(fast.times(&a, small), quick.times(&a, small), general.times(&x, small))?;
        }
        if !fast.is_zero(&a) {
            let inverse = fast.invert(&a);
            prop_assert_eq!(fast.leave(&fast.mul(&inverse, &a)), fast.one());
            prop_assert_eq!(general.leave(&general.invert(&x)), fast.leave(&inverse));
            prop_assert_eq!(invert_public(&fast.leave(&a), &prime), fast.leave(&inverse));
        }
        prop_assert_eq!(invert_public(&[0; N], &prime), [0; N]);
        Ok(())
    }

    proptest! {
        /// All ways of computing modulo the same prime give the same, at the edges too.
        #[test]
        fn all_arithmetics_agree(a in any::<[u64; 4]>(), b in any::<[u64; 4]>(), edge in 0_u8..4) {
            agree(a, b, edge, PRIME)?;
        }

        /// The same with eight words.
        #[test]
        fn all_arithmetics_of_eight_words_agree(a in any::<[u64; 8]>(), b in any::<[u64; 8]>(), edge in 0_u8..4) {
            agree(a, b, edge, LONG_PRIME)?;
        }

        /// Signed digits add up to the scalar and are sparse.
        #[test]
        fn signed_digits_add_up(scalar in any::<[u64; 4]>(), width in 2_usize..9) {
            let prime = from_hex::<4>(PRIME);
            let field = Montgomery::<4>::new(prime);
            let mut sum = [0; 4];
            for digit in signed_digits(&scalar, width).into_iter().rev() {
                sum = field.add(&sum, &sum);
                let size = field.enter(&[u64::from(digit.unsigned_abs()), 0, 0, 0]);
                sum = if digit < 0 { field.sub(&sum, &size) } else { field.add(&sum, &size) };
                prop_assert!(digit == 0 || digit % 2 != 0);
            }
            prop_assert_eq!(sum, field.enter_any(&scalar));
        }
    }
}
