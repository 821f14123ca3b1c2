//! Points of a curve `y² = x³ + a·x + b` in the subgroup of prime order that the standard uses.
//!
//! Two ways of adding: complete formulas without branches for secrets, quick ones with branches for what is public.

use crate::field::{Field, Montgomery, invert_public, signed_digits};
use crate::limbs::{Limbs, from_hex, less, select};
use crate::parameters::Numbers;
use std::sync::OnceLock;

/// Width of windows over the base point when verifying; half the odd multiples are kept.
const BASE_WIDTH: usize = 11;
/// Width of windows over a public key when verifying.
const KEY_WIDTH: usize = 5;

/// A point that is not at infinity, by its coordinates in the field's form.
#[derive(Clone, Copy)]
pub struct Affine<const N: usize> {
    pub x: Limbs<N>,
    pub y: Limbs<N>,
}

/// A point `(x/z, y/z)`; infinity is `(0, 1, 0)`. For the complete formulas.
#[derive(Clone, Copy)]
pub struct Projective<const N: usize> {
    x: Limbs<N>,
    y: Limbs<N>,
    z: Limbs<N>,
}

/// A point `(x/z², y/z³)`; `z` zero is infinity. For the quick formulas.
#[derive(Clone, Copy)]
struct Jacobian<const N: usize> {
    x: Limbs<N>,
    y: Limbs<N>,
    z: Limbs<N>,
}

/// A point with the powers of `z` that adding it needs.
#[derive(Clone, Copy)]
struct Cached<const N: usize> {
    point: Jacobian<N>,
    z2: Limbs<N>,
    z3: Limbs<N>,
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
    /// Is `a` equal to -3? Doubling is cheaper then.
    a_is_minus_3: bool,
    base: Affine<N>,
    rows: OnceLock<Rows<N>>,
    odd: OnceLock<Vec<Affine<N>>>,
}

impl<const N: usize, F: Field<N>> Curve<N, F> {
    /// The curve of these numbers.
    pub fn new(numbers: &Numbers) -> Self {
        let field = F::new(from_hex(numbers.p));
        let element = |text| field.enter(&from_hex(text));
        let (a, b) = (element(numbers.a), element(numbers.b));
        let base = Affine { x: element(numbers.x), y: element(numbers.y) };
        let b3 = field.add(&field.add(&b, &b), &b);
        let three = [field.one(), field.one(), field.one()].iter().fold([0; N], |sum, one| field.add(&sum, one));
        let a_is_minus_3 = field.is_zero(&field.add(&a, &three));
        let scalars = Montgomery::new(from_hex(numbers.q));
        let size = 8 * N;
        Self { field, scalars, size, a, b, b3, a_is_minus_3, base, rows: OnceLock::new(), odd: OnceLock::new() }
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
        let mut sum = Jacobian { x: [0; N], y: [0; N], z: [0; N] };
        let start = Jacobian { x: point.x, y: point.y, z: self.field.one() };
        for place in (0..64 * N).rev() {
            sum = self.double(&sum);
            if crate::limbs::bit(self.scalars.prime(), place) == 1 {
                sum = self.add_cached(&sum, &self.cached(&start));
            }
        }
        self.field.is_zero(&sum.z)
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
        let x = f.sub(&f.sqr(&m), &f.add(&s, &s));
        let y4 = f.times(&f.sqr(&yy), 8);
        let y = f.sub(&f.mul(&m, &f.sub(&s, &x)), &y4);
        let yz = f.mul(&p.y, &p.z);
        let z = f.add(&yz, &yz);
        Jacobian { x, y, z }
    }

    fn cached(&self, point: &Jacobian<N>) -> Cached<N> {
        let z2 = self.field.sqr(&point.z);
        Cached { point: *point, z2, z3: self.field.mul(&z2, &point.z) }
    }

    #[inline]
    fn add_cached(&self, p: &Jacobian<N>, q: &Cached<N>) -> Jacobian<N> {
        let f = &self.field;
        if f.is_zero(&q.point.z) {
            return *p;
        }
        if f.is_zero(&p.z) {
            return q.point;
        }
        let zz = f.sqr(&p.z);
        let (u1, u2) = (f.mul(&p.x, &q.z2), f.mul(&q.point.x, &zz));
        let (s1, s2) = (f.mul(&p.y, &q.z3), f.mul(&q.point.y, &f.mul(&zz, &p.z)));
        self.finish(p, &u1, &s1, &f.sub(&u2, &u1), &f.sub(&s2, &s1), &f.mul(&p.z, &q.point.z))
    }

    #[inline]
    fn add_affine(&self, p: &Jacobian<N>, q: &Affine<N>) -> Jacobian<N> {
        let f = &self.field;
        if f.is_zero(&p.z) {
            return Jacobian { x: q.x, y: q.y, z: f.one() };
        }
        let zz = f.sqr(&p.z);
        let h = f.sub(&f.mul(&q.x, &zz), &p.x);
        let r = f.sub(&f.mul(&q.y, &f.mul(&zz, &p.z)), &p.y);
        self.finish(p, &p.x, &p.y, &h, &r, &p.z)
    }

    /// The common end of both additions: `h` and `r` are the differences of x and y, `z` the product of the z.
    #[inline]
    fn finish(
        &self,
        p: &Jacobian<N>,
        x1: &Limbs<N>,
        y1: &Limbs<N>,
        h: &Limbs<N>,
        r: &Limbs<N>,
        z: &Limbs<N>,
    ) -> Jacobian<N> {
        let f = &self.field;
        if f.is_zero(h) {
            return if f.is_zero(r) { self.double(p) } else { Jacobian { x: [0; N], y: f.one(), z: [0; N] } };
        }
        let hh = f.sqr(h);
        let hhh = f.mul(&hh, h);
        let v = f.mul(x1, &hh);
        let x = f.sub(&f.sub(&f.sqr(r), &hhh), &f.add(&v, &v));
        let y = f.sub(&f.mul(r, &f.sub(&v, &x)), &f.mul(y1, &hhh));
        Jacobian { x, y, z: f.mul(z, h) }
    }

    /// Odd multiples of the base point: 1, 3, 5, ….
    fn odd(&self) -> &[Affine<N>] {
        self.odd.get_or_init(|| {
            let f = &self.field;
            let start = Jacobian { x: self.base.x, y: self.base.y, z: f.one() };
            let twice = self.cached(&self.double(&start));
            let mut point = start;
            let mut table = Vec::with_capacity(1 << (BASE_WIDTH - 2));
            for _ in 0..1 << (BASE_WIDTH - 2) {
                let inverse = f.enter(&invert_public(&f.leave(&point.z), f.prime()));
                let square = f.sqr(&inverse);
                table.push(Affine { x: f.mul(&point.x, &square), y: f.mul(&point.y, &f.mul(&square, &inverse)) });
                point = self.add_cached(&point, &twice);
            }
            table
        })
    }

    /// Is the x coordinate of `u·base + v·key`, modulo the order, `r`? Takes a time that depends on its input: for public
    /// values only.
    pub fn sum_has_x(&self, u: &Limbs<N>, v: &Limbs<N>, key: &Affine<N>, r: &Limbs<N>) -> bool {
        let f = &self.field;
        let start = Jacobian { x: key.x, y: key.y, z: f.one() };
        let twice = self.cached(&self.double(&start));
        let mut point = start;
        let multiples: [Cached<N>; 1 << (KEY_WIDTH - 2)] = core::array::from_fn(|_| {
            let now = self.cached(&point);
            point = self.add_cached(&point, &twice);
            now
        });
        let base = self.odd();
        let (of_base, of_key) = (signed_digits(u, BASE_WIDTH), signed_digits(v, KEY_WIDTH));
        let mut sum = Jacobian { x: [0; N], y: f.one(), z: [0; N] };
        for (b, k) in of_base.iter().zip(&of_key).rev() {
            if !f.is_zero(&sum.z) {
                sum = self.double(&sum);
            }
            if *k != 0 {
                let mut chosen = multiples[usize::from(k.unsigned_abs() / 2)];
                if *k < 0 {
                    chosen.point.y = f.sub(&[0; N], &chosen.point.y);
                }
                sum = self.add_cached(&sum, &chosen);
            }
            if *b != 0 {
                let mut chosen = base[usize::from(b.unsigned_abs() / 2)];
                if *b < 0 {
                    chosen.y = f.sub(&[0; N], &chosen.y);
                }
                sum = self.add_affine(&sum, &chosen);
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
            let (next, carry) = crate::limbs::add(&candidate, self.scalars.prime());
            if carry == 1 {
                break;
            }
            candidate = next;
        }
        false
    }
}
