//! One curve behind one interface, whatever its size and arithmetic. Curves and their tables are made once, when first
//! asked for. All numbers are bytes, least first, of the length of the set.

use crate::ParameterSet;
use crate::curve::Curve;
use crate::field::{Crandall, Field, Montgomery};
use crate::invert::invert_public;
use crate::limbs::{Limbs, from_le, less, sub, to_le, zero_mask};
use std::sync::OnceLock;
use zeroize::Zeroize;

/// What can be done on a curve.
pub trait Engine: Send + Sync {
    /// Is this a point of the curve?
    fn is_point(&self, x: &[u8], y: &[u8]) -> bool;
    /// Is this a point of the subgroup of the base point?
    fn is_in_subgroup(&self, x: &[u8], y: &[u8]) -> bool;
    /// Is it above zero and below the order?
    fn is_scalar(&self, bytes: &[u8]) -> bool;
    /// A number above zero and below the order, of twice as many bytes as the set has: as good as evenly spread.
    fn scalar_of(&self, wide: &[u8]) -> Vec<u8>;
    /// The public key of a private one: x and y.
    fn public(&self, key: &[u8]) -> (Vec<u8>, Vec<u8>);
    /// A signature with this nonce: `r` and `s`; nothing for the nonces that the standard throws away.
    fn sign(&self, key: &[u8], digest: &[u8], nonce: &[u8]) -> Option<(Vec<u8>, Vec<u8>)>;
    /// Is the signature good?
    fn verify(&self, x: &[u8], y: &[u8], digest: &[u8], r: &[u8], s: &[u8]) -> bool;
}

impl<const N: usize, F: Field<N>> Curve<N, F> {
    /// The digest as a number modulo the order, one where it is zero (RFC 7091, 6.1, step 2), in the scalars' form.
    fn hash(&self, digest: &[u8]) -> Limbs<N> {
        let f = &self.scalars;
        let e = f.enter_any(&from_le(digest));
        if f.is_zero(&e) { f.one() } else { e }
    }

    fn read(bytes: &[u8]) -> Limbs<N> {
        from_le(bytes)
    }
}

impl<const N: usize, F: Field<N>> Engine for Curve<N, F> {
    fn is_point(&self, x: &[u8], y: &[u8]) -> bool {
        self.point(&Self::read(x), &Self::read(y)).is_some()
    }

    fn is_in_subgroup(&self, x: &[u8], y: &[u8]) -> bool {
        self.point(&Self::read(x), &Self::read(y)).is_some_and(|p| Curve::is_in_subgroup(self, &p))
    }

    fn is_scalar(&self, bytes: &[u8]) -> bool {
        let scalar = Self::read(bytes);
        zero_mask(&scalar) == 0 && less(&scalar, self.scalars.prime())
    }

    fn scalar_of(&self, wide: &[u8]) -> Vec<u8> {
        let (low, high) = wide.split_at(self.size.min(wide.len()));
        let mut scalar = self.scalars.leave(&self.scalars.enter_wide(&from_le(low), &from_le(high)));
        // Zero comes once in 2^256 at least; it may not come at all.
        scalar[0] |= zero_mask(&scalar) & 1;
        let out = to_le(&scalar, self.size);
        scalar.zeroize();
        out
    }

    fn public(&self, key: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let mut scalar = Self::read(key);
        let (x, y) = self.coordinates(&self.multiply_base(&scalar));
        scalar.zeroize();
        (to_le(&x, self.size), to_le(&y, self.size))
    }

    fn sign(&self, key: &[u8], digest: &[u8], nonce: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        let f = &self.scalars;
        let (mut d, mut k) = (Self::read(key), Self::read(nonce));
        let (x, _) = self.coordinates(&self.multiply_base(&k));
        // r is public; bringing x below the order may branch on it.
        let mut plain = x;
        while !less(&plain, f.prime()) {
            plain = sub(&plain, f.prime()).0;
        }
        let r = plain;
        let (mut secret, mut once) = (f.enter(&d), f.enter(&k));
        let s = f.leave(&f.add(&f.mul(&f.enter(&r), &secret), &f.mul(&once, &self.hash(digest))));
        for number in [&mut d, &mut k, &mut secret, &mut once] {
            number.zeroize();
        }
        if zero_mask(&r) != 0 || zero_mask(&s) != 0 {
            return None;
        }
        Some((to_le(&r, self.size), to_le(&s, self.size)))
    }

    fn verify(&self, x: &[u8], y: &[u8], digest: &[u8], r: &[u8], s: &[u8]) -> bool {
        if !self.is_scalar(r) || !self.is_scalar(s) {
            return false;
        }
        let Some(key) = self.point(&Self::read(x), &Self::read(y)) else { return false };
        let f = &self.scalars;
        let (r, s) = (Self::read(r), Self::read(s));
        let v = f.enter(&invert_public(&f.leave(&self.hash(digest)), f.prime()));
        let u = f.leave(&f.mul(&f.enter(&s), &v));
        let w = f.leave(&f.sub(&[0; N], &f.mul(&f.enter(&r), &v)));
        self.sum_has_x(&u, &w, &key, &r)
    }
}

/// The curve of a parameter set.
pub fn of(set: ParameterSet) -> &'static dyn Engine {
    macro_rules! once {
        ($size:literal, Crandall) => {
            once!($size, Crandall::<$size, false>)
        };
        ($size:literal, Montgomery) => {
            once!($size, Montgomery::<$size>)
        };
        ($size:literal, $field:ty) => {{
            static CURVE: OnceLock<Curve<$size, $field>> = OnceLock::new();
            CURVE.get_or_init(|| Curve::new(set.numbers()))
        }};
    }
    match set {
        ParameterSet::Test256 => once!(4, Montgomery),
        ParameterSet::CryptoProA => once!(4, Crandall),
        ParameterSet::CryptoProB => once!(4, Montgomery),
        ParameterSet::CryptoProC => once!(4, Montgomery),
        ParameterSet::Tc26A256 => once!(4, Crandall),
        ParameterSet::Test512 => once!(8, Montgomery),
        ParameterSet::Tc26A512 => once!(8, Crandall),
        ParameterSet::Tc26B512 => once!(8, Montgomery),
        ParameterSet::Tc26C512 => once!(8, Crandall),
    }
}
