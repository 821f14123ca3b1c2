//! Points of a curve for what is public: formulas with branches, in a time that depends on their input.

use crate::field::{Field, Montgomery, signed_digits};
use crate::invert::invert_public;
use crate::limbs::{Limbs, add, bit, less};
use std::sync::OnceLock;

/// Width of windows over the base point; half the odd multiples are kept.
const BASE_WIDTH: usize = 11;
/// Width of windows over a public key.
const KEY_WIDTH: usize = 5;

/// A point that is not at infinity, by its coordinates in the field's form.
#[derive(Clone, Copy)]
pub struct Affine<const N: usize> {
    pub x: Limbs<N>,
    pub y: Limbs<N>,
}

/// A point `(x/z², y/z³)`; `z` zero is infinity.
#[derive(Clone, Copy)]
struct Jacobian<const N: usize> {
    x: Limbs<N>,
    y: Limbs<N>,
    z: Limbs<N>,
}

/// A curve for what is public.
pub struct Quick<const N: usize, F: Field<N>> {
    field: F,
    a: Limbs<N>,
    /// Is `a` equal to -3? Doubling is cheaper then.
    a_is_minus_3: bool,
    base: Affine<N>,
    odd: OnceLock<Vec<Affine<N>>>,
}

impl<const N: usize, F: Field<N>> Quick<N, F> {
    /// The curve with this coefficient and base point, in the field's form.
    pub fn new(field: F, a: Limbs<N>, base: Affine<N>) -> Self {
        let three = field.times(&field.one(), 3);
        let a_is_minus_3 = field.is_zero(&field.add(&a, &three));
        Self { field, a, a_is_minus_3, base, odd: OnceLock::new() }
    }

    fn infinity(&self) -> Jacobian<N> {
        Jacobian { x: [0; N], y: self.field.one(), z: [0; N] }
    }

    #[inline]
    fn double(&self, p: &Jacobian<N>) -> Jacobian<N> {
        let f = &self.field;
        let (yy, zz) = (f.sqr(&p.y), f.sqr(&p.z));
        let s = f.times(&f.mul(&p.x, &yy), 4);
        let m = if self.a_is_minus_3 {
            f.times(&f.mul(&f.sub(&p.x, &zz), &f.add(&p.x, &zz)), 3)
        } else {
            f.add(&f.times(&f.sqr(&p.x), 3), &f.mul(&self.a, &f.sqr(&zz)))
        };
        let x = f.sub(&f.sqr(&m), &f.times(&s, 2));
        let y = f.sub(&f.mul(&m, &f.sub(&s, &x)), &f.times(&f.sqr(&yy), 8));
        Jacobian { x, y, z: f.times(&f.mul(&p.y, &p.z), 2) }
    }

    #[inline]
    fn add(&self, p: &Jacobian<N>, q: &Affine<N>) -> Jacobian<N> {
        let f = &self.field;
        if f.is_zero(&p.z) {
            return Jacobian { x: q.x, y: q.y, z: f.one() };
        }
        let zz = f.sqr(&p.z);
        let h = f.sub(&f.mul(&q.x, &zz), &p.x);
        let r = f.sub(&f.mul(&q.y, &f.mul(&zz, &p.z)), &p.y);
        if f.is_zero(&h) {
            return if f.is_zero(&r) { self.double(p) } else { self.infinity() };
        }
        let hh = f.sqr(&h);
        let hhh = f.mul(&hh, &h);
        let v = f.mul(&p.x, &hh);
        let x = f.sub(&f.sub(&f.sqr(&r), &hhh), &f.times(&v, 2));
        let y = f.sub(&f.mul(&r, &f.sub(&v, &x)), &f.mul(&p.y, &hhh));
        Jacobian { x, y, z: f.mul(&p.z, &h) }
    }

    /// The first odd multiples of a point: 1, 3, 5, …. None for a point of order two.
    fn odd_multiples(&self, point: &Affine<N>, count: usize) -> Option<Vec<Affine<N>>> {
        let f = &self.field;
        let twice = self.double(&Jacobian { x: point.x, y: point.y, z: f.one() });
        if f.is_zero(&twice.z) {
            return None;
        }
        // On the curve where twice the point has z = 1 adding it is cheap; the formulas of adding do not know the curve.
        let (square, cube) = {
            let square = f.sqr(&twice.z);
            (square, f.mul(&square, &twice.z))
        };
        let step = Affine { x: twice.x, y: twice.y };
        let mut now = Jacobian { x: f.mul(&point.x, &square), y: f.mul(&point.y, &cube), z: f.one() };
        let mut points = Vec::with_capacity(count);
        for _ in 0..count {
            points.push(Jacobian { z: f.mul(&now.z, &twice.z), ..now });
            now = self.add(&now, &step);
        }
        // All divisions by z at once: from the product of all, backwards.
        let mut product = f.one();
        let before: Vec<Limbs<N>> = points
            .iter()
            .map(|p| {
                let before = product;
                product = f.mul(&product, &p.z);
                before
            })
            .collect();
        let mut inverse = f.enter(&invert_public(&f.leave(&product), f.prime()));
        let mut table = Vec::with_capacity(count);
        for (p, before) in points.iter().zip(&before).rev() {
            let own = f.mul(&inverse, before);
            inverse = f.mul(&inverse, &p.z);
            let square = f.sqr(&own);
            table.push(Affine { x: f.mul(&p.x, &square), y: f.mul(&p.y, &f.mul(&square, &own)) });
        }
        table.reverse();
        Some(table)
    }

    /// Is the point in the subgroup of this order?
    pub fn is_in_subgroup(&self, point: &Affine<N>, order: &Limbs<N>) -> bool {
        let mut sum = self.infinity();
        for place in (0..64 * N).rev() {
            sum = self.double(&sum);
            if bit(order, place) == 1 {
                sum = self.add(&sum, point);
            }
        }
        self.field.is_zero(&sum.z)
    }

    /// Adds the multiple that a digit names.
    #[inline]
    fn add_digit(&self, sum: &Jacobian<N>, table: &[Affine<N>], digit: i16) -> Jacobian<N> {
        let mut chosen = table[usize::from(digit.unsigned_abs() / 2)];
        if digit < 0 {
            chosen.y = self.field.sub(&[0; N], &chosen.y);
        }
        self.add(sum, &chosen)
    }

    /// Is the x coordinate of `u·base + v·key`, modulo the order, `r`? Never for a key of order two.
    pub fn sum_has_x(
        &self,
        scalars: &Montgomery<N>,
        u: &Limbs<N>,
        v: &Limbs<N>,
        key: &Affine<N>,
        r: &Limbs<N>,
    ) -> bool {
        let f = &self.field;
        let Some(multiples) = self.odd_multiples(key, 1 << (KEY_WIDTH - 2)) else { return false };
        let base = self.odd.get_or_init(|| self.odd_multiples(&self.base, 1 << (BASE_WIDTH - 2)).unwrap_or_default());
        let (of_base, of_key) = (signed_digits(u, BASE_WIDTH), signed_digits(v, KEY_WIDTH));
        let mut sum = self.infinity();
        for (b, k) in of_base.iter().zip(&of_key).rev() {
            sum = self.double(&sum);
            if *k != 0 {
                sum = self.add_digit(&sum, &multiples, *k);
            }
            if *b != 0 {
                sum = self.add_digit(&sum, base, *b);
            }
        }
        if f.is_zero(&sum.z) {
            return false;
        }
        // x = X / Z², so compare X with c·Z² for every c below the prime that is r modulo the order: no division.
        let zz = f.sqr(&sum.z);
        let mut candidate = *r;
        while less(&candidate, f.prime()) {
            if f.is_zero(&f.sub(&f.mul(&f.enter(&candidate), &zz), &sum.x)) {
                return true;
            }
            let (next, carry) = add(&candidate, scalars.prime());
            if carry == 1 {
                break;
            }
            candidate = next;
        }
        false
    }
}
