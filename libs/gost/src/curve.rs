//! Points of a curve `y² = x³ + a·x + b` in the subgroup of prime order that the standard uses.
//!
//! Here are the complete formulas without branches, for secrets; what is public goes by [`Quick`].

use crate::field::{Field, Montgomery};
use crate::limbs::{Limbs, from_hex, less, select};
use crate::parameters::Numbers;
use crate::quick::{Affine, Quick};
use std::sync::OnceLock;

/// A point `(x/z, y/z)`; infinity is `(0, 1, 0)`. For the complete formulas.
#[derive(Clone, Copy)]
pub struct Projective<const N: usize> {
    x: Limbs<N>,
    y: Limbs<N>,
    z: Limbs<N>,
}

/// Rows of multiples of the base point, sixteen for each four bits of a scalar.
type Rows<const N: usize> = Vec<[Projective<N>; 16]>;

/// A curve with its arithmetic.
pub struct Curve<const N: usize, F: Field<N>> {
    pub field: F,
    pub scalars: Montgomery<N>,
    pub size: usize,
    a: Limbs<N>,
    b: Limbs<N>,
    b3: Limbs<N>,
    base: Affine<N>,
    rows: OnceLock<Rows<N>>,
    quick: Quick<N, F::Public>,
}

impl<const N: usize, F: Field<N>> Curve<N, F> {
    /// The curve of these numbers.
    pub fn new(numbers: &Numbers) -> Self {
        let field = F::new(from_hex(numbers.p));
        let element = |text| field.enter(&from_hex(text));
        let (a, b) = (element(numbers.a), element(numbers.b));
        let base = Affine { x: element(numbers.x), y: element(numbers.y) };
        let b3 = field.add(&field.add(&b, &b), &b);
        let quick = Quick::new(F::Public::new(from_hex(numbers.p)), a, base);
        let scalars = Montgomery::new(from_hex(numbers.q));
        let size = 8 * N;
        Self { field, scalars, size, a, b, b3, base, rows: OnceLock::new(), quick }
    }

    /// The point with these coordinates, if it is on the curve.
    pub fn point(&self, x: &Limbs<N>, y: &Limbs<N>) -> Option<Affine<N>> {
        let f = &self.field;
        if !less(x, f.prime()) || !less(y, f.prime()) {
            return None;
        }
        let point = Affine { x: f.enter(x), y: f.enter(y) };
        let right = f.add(&f.mul(&f.add(&f.sqr(&point.x), &self.a), &point.x), &self.b);
        f.is_zero(&f.sub(&f.sqr(&point.y), &right)).then_some(point)
    }

    /// Is the point in the subgroup of the base point? For keys that are taken into use; a signature needs no such proof.
    pub fn is_in_subgroup(&self, point: &Affine<N>) -> bool {
        self.quick.is_in_subgroup(point, self.scalars.prime())
    }

    /// The coordinates of a point.
    pub fn coordinates(&self, point: &Affine<N>) -> (Limbs<N>, Limbs<N>) {
        (self.field.leave(&point.x), self.field.leave(&point.y))
    }

    /// Complete addition (Renes, Costello, Batina 2016, algorithm 1): right for all points of a subgroup of odd order,
    /// equal ones and infinity included.
    fn add_complete(&self, p: &Projective<N>, q: &Projective<N>) -> Projective<N> {
        let f = &self.field;
        let (t0, t1, t2) = (f.mul(&p.x, &q.x), f.mul(&p.y, &q.y), f.mul(&p.z, &q.z));
        let cross = |a: &Limbs<N>, b: &Limbs<N>, c: &Limbs<N>, d: &Limbs<N>, ab: &Limbs<N>, cd: &Limbs<N>| {
            let product = f.mul(&f.add(a, b), &f.add(c, d));
            f.sub(&f.sub(&product, ab), cd)
        };
        let t3 = cross(&p.x, &p.y, &q.x, &q.y, &t0, &t1);
        let t4 = cross(&p.x, &p.z, &q.x, &q.z, &t0, &t2);
        let t5 = cross(&p.y, &p.z, &q.y, &q.z, &t1, &t2);
        let at4 = f.mul(&self.a, &t4);
        let z3 = f.add(&f.mul(&self.b3, &t2), &at4);
        let (x3, z3) = (f.sub(&t1, &z3), f.add(&t1, &z3));
        let y3 = f.mul(&x3, &z3);
        let at2 = f.mul(&self.a, &t2);
        let t1 = f.add(&f.add(&f.add(&t0, &t0), &t0), &at2);
        let t2 = f.mul(&self.a, &f.sub(&t0, &at2));
        let t4 = f.add(&f.mul(&self.b3, &t4), &t2);
        Projective {
            x: f.sub(&f.mul(&t3, &x3), &f.mul(&t5, &t4)),
            y: f.add(&y3, &f.mul(&t1, &t4)),
            z: f.add(&f.mul(&t5, &z3), &f.mul(&t3, &t1)),
        }
    }

    fn rows(&self) -> &Rows<N> {
        self.rows.get_or_init(|| {
            let one = self.field.one();
            let infinity = Projective { x: [0; N], y: one, z: [0; N] };
            let mut step = Projective { x: self.base.x, y: self.base.y, z: one };
            let mut rows = Vec::with_capacity(16 * N);
            for _ in 0..16 * N {
                let mut row = [infinity; 16];
                for i in 1..16 {
                    row[i] = self.add_complete(&row[i - 1], &step);
                }
                step = self.add_complete(&row[15], &step);
                rows.push(row);
            }
            rows
        })
    }

    /// `scalar` times the base point. The same work and the same memory for every scalar; not for zero.
    pub fn multiply_base(&self, scalar: &Limbs<N>) -> Affine<N> {
        let f = &self.field;
        let mut sum = Projective { x: [0; N], y: f.one(), z: [0; N] };
        for (place, row) in self.rows().iter().enumerate() {
            let digit = (scalar[place / 16] >> (4 * (place % 16))) & 15;
            let mut chosen = row[0];
            for (i, entry) in (0_u64..).zip(row) {
                let other = i ^ digit;
                // All ones where i is the digit: other is below 16, so other - 1 has its top bit set only for zero.
                let mask = 0_u64.wrapping_sub(other.wrapping_sub(1) >> 63);
                chosen = Projective {
                    x: select(&chosen.x, &entry.x, mask),
                    y: select(&chosen.y, &entry.y, mask),
                    z: select(&chosen.z, &entry.z, mask),
                };
            }
            sum = self.add_complete(&sum, &chosen);
        }
        let inverse = f.invert(&sum.z);
        Affine { x: f.mul(&sum.x, &inverse), y: f.mul(&sum.y, &inverse) }
    }

    /// Is the x coordinate of `u·base + v·key`, modulo the order, `r`? Takes a time that depends on its input: for public
    /// values only.
    pub fn sum_has_x(&self, u: &Limbs<N>, v: &Limbs<N>, key: &Affine<N>, r: &Limbs<N>) -> bool {
        self.quick.sum_has_x(&self.scalars, u, v, key, r)
    }
}
