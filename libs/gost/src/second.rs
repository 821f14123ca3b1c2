//! The second judge: the equation of the standard on OpenSSL's numbers and points (`libcrypto`), beside this library's own.
//!
//! Only the equation is written here. OpenSSL knows the curves by their numbers, as general ones: they are outside what its
//! module is validated for (FIPS 140). Whatever goes wrong in it is a refusal.

use crate::ParameterSet;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcPoint};
use openssl::error::ErrorStack;
use std::sync::OnceLock;

/// A curve of OpenSSL with the numbers that are compared with.
struct Curve {
    group: EcGroup,
    p: BigNum,
    q: BigNum,
}

/// The curves, made when they are first asked for; nothing where OpenSSL refuses to make one.
static CURVES: [OnceLock<Option<Curve>>; ParameterSet::ALL.len()] =
    [const { OnceLock::new() }; ParameterSet::ALL.len()];

#[cfg(test)]
thread_local! {
    /// Tests let OpenSSL refuse everything, to see that its word counts.
    pub static REFUSES: core::cell::Cell<bool> = const { core::cell::Cell::new(false) };
}

/// Is it a signature by the key `(x, y)` over what has this digest? `signature` is `(r, s)`. All numbers are bytes, least
/// first.
pub fn verify(set: ParameterSet, key: (&[u8], &[u8]), digest: &[u8], signature: (&[u8], &[u8])) -> bool {
    #[cfg(test)]
    if REFUSES.get() {
        return false;
    }
    let curve = CURVES[set as usize].get_or_init(|| Curve::new(set).ok());
    curve.as_ref().is_some_and(|curve| curve.holds(key, digest, signature).unwrap_or(false))
}

impl Curve {
    fn new(set: ParameterSet) -> Result<Self, ErrorStack> {
        let numbers = set.numbers();
        let mut work = BigNumContext::new()?;
        let [p, a, b, q, x, y] = [numbers.p, numbers.a, numbers.b, numbers.q, numbers.x, numbers.y];
        let read = BigNum::from_hex_str;
        let mut group = EcGroup::from_components(read(p)?, read(a)?, read(b)?, &mut work)?;
        let mut base = EcPoint::new(&group)?;
        let (x, y) = (read(x)?, read(y)?);
        base.set_affine_coordinates(&group, &x, &y, &mut work)?;
        // Zero: OpenSSL computes the cofactor itself.
        group.set_generator(base, read(q)?, BigNum::new()?)?;
        Ok(Self { group, p: read(p)?, q: read(q)? })
    }

    /// RFC 7091, 6.2.
    fn holds(&self, key: (&[u8], &[u8]), digest: &[u8], signature: (&[u8], &[u8])) -> Result<bool, ErrorStack> {
        let mut work = BigNumContext::new()?;
        let (x, y, r, s) = (number(key.0)?, number(key.1)?, number(signature.0)?, number(signature.1)?);
        let is_scalar = |n: &BigNum| n.num_bits() > 0 && *n < self.q;
        if !is_scalar(&r) || !is_scalar(&s) || x >= self.p || y >= self.p {
            return Ok(false);
        }
        let mut holder = EcPoint::new(&self.group)?;
        // An error when the point is not on the curve.
        holder.set_affine_coordinates(&self.group, &x, &y, &mut work)?;
        let mut e = BigNum::new()?;
        let digest = number(digest)?;
        e.nnmod(&digest, &self.q, &mut work)?;
        if e.num_bits() == 0 {
            e = BigNum::from_u32(1)?;
        }
        let (mut v, mut minus_r) = (BigNum::new()?, BigNum::new()?);
        v.mod_inverse(&e, &self.q, &mut work)?;
        minus_r.checked_sub(&self.q, &r)?;
        let (mut z1, mut z2) = (BigNum::new()?, BigNum::new()?);
        z1.mod_mul(&s, &v, &self.q, &mut work)?;
        z2.mod_mul(&minus_r, &v, &self.q, &mut work)?;
        let mut sum = EcPoint::new(&self.group)?;
        sum.mul_full(&self.group, &z1, &holder, &z2, &mut work)?;
        let (mut x, mut y, mut found) = (BigNum::new()?, BigNum::new()?, BigNum::new()?);
        // An error when the sum is at infinity.
        sum.affine_coordinates(&self.group, &mut x, &mut y, &mut work)?;
        found.nnmod(&x, &self.q, &mut work)?;
        Ok(found == r)
    }
}

fn number(bytes: &[u8]) -> Result<BigNum, ErrorStack> {
    let highest_first: Vec<u8> = bytes.iter().rev().copied().collect();
    BigNum::from_slice(&highest_first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Order, PrivateKey};
    use proptest::prelude::*;

    /// What the second judge alone is asked: key, digest, signature, least bytes first.
    #[derive(Clone)]
    struct Case {
        set: ParameterSet,
        x: Vec<u8>,
        y: Vec<u8>,
        digest: Vec<u8>,
        r: Vec<u8>,
        s: Vec<u8>,
    }

    impl Case {
        /// A good signature.
        fn signed(set: ParameterSet, entropy: &[u8], digest: &[u8]) -> Self {
            let key = PrivateKey::from_entropy(set, entropy).expect("key");
            let halves = |bytes: &[u8]| (bytes[..set.size()].to_vec(), bytes[set.size()..].to_vec());
            let (x, y) = halves(&key.public_key().to_bytes());
            let (r, s) = halves(&key.sign(digest, b"").expect("signs").to_bytes(Order::Kazakh));
            Self { set, x, y, digest: digest.to_vec(), r, s }
        }

        fn is_good(&self) -> bool {
            verify(self.set, (&self.x, &self.y), &self.digest, (&self.r, &self.s))
        }

        /// The word of this library alone.
        fn is_good_here(&self) -> bool {
            crate::engine::of(self.set).verify(&self.x, &self.y, &self.digest, &self.r, &self.s)
        }

        fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
            let mut changed = self.clone();
            change(&mut changed);
            changed
        }
    }

    /// A number of the tables, least byte first.
    fn bytes(hex: &str, size: usize) -> Vec<u8> {
        let mut bytes = BigNum::from_hex_str(hex).expect("number").to_vec();
        bytes.reverse();
        bytes.resize(size, 0);
        bytes
    }

    /// On every set the second judge by itself takes a good signature, and one over a digest of zeros (which counts as
    /// one); with another digest, r, s or key it does not.
    #[test]
    fn the_second_judge_refuses_what_was_changed() {
        for set in ParameterSet::ALL {
            let name = set.name();
            let good = Case::signed(set, &vec![9; 2 * set.size()], &vec![3; set.size()]);
            assert!(good.is_good(), "{name}");
            assert!(Case::signed(set, &vec![9; 2 * set.size()], &vec![0; set.size()]).is_good(), "{name}");
            let other = Case::signed(set, &vec![8; 2 * set.size()], &vec![3; set.size()]);
            assert!(!good.changed(|c| c.digest[0] ^= 1).is_good(), "{name}: digest");
            assert!(!good.changed(|c| c.r[0] ^= 1).is_good(), "{name}: r");
            assert!(!good.changed(|c| c.s[0] ^= 1).is_good(), "{name}: s");
            let of_another = good.changed(|c| (c.x, c.y) = (other.x.clone(), other.y.clone()));
            assert!(!of_another.is_good(), "{name}: key");
        }
    }

    /// Zero, the order and what is above it are no halves of a signature; what is congruent to a good half is none.
    #[test]
    fn the_second_judge_refuses_halves_out_of_range() {
        for set in ParameterSet::ALL {
            let (name, size) = (set.name(), set.size());
            let good = Case::signed(set, &vec![9; 2 * size], &vec![3; size]);
            for wrong in [vec![0; size], bytes(set.numbers().q, size), vec![0xff; size]] {
                assert!(!good.changed(|c| c.r.clone_from(&wrong)).is_good(), "{name}: r");
                assert!(!good.changed(|c| c.s.clone_from(&wrong)).is_good(), "{name}: s");
            }
            let above = |half: &[u8]| {
                let q = BigNum::from_hex_str(set.numbers().q).expect("number");
                let mut sum = BigNum::new().expect("number");
                sum.checked_add(&number(half).expect("number"), &q).expect("sum");
                let mut bytes = sum.to_vec();
                bytes.reverse();
                bytes
            };
            assert!(!good.changed(|c| c.r = above(&c.r)).is_good(), "{name}: r and the order");
            assert!(!good.changed(|c| c.s = above(&c.s)).is_good(), "{name}: s and the order");
        }
    }

    /// A point that is not on the curve, and coordinates that are not below the prime, are no key.
    #[test]
    fn the_second_judge_refuses_points_that_are_no_keys() {
        for set in ParameterSet::ALL {
            let (name, size) = (set.name(), set.size());
            let good = Case::signed(set, &vec![9; 2 * size], &vec![3; size]);
            assert!(!good.changed(|c| c.y[0] ^= 1).is_good(), "{name}: not on the curve");
            assert!(!good.changed(|c| (c.x, c.y) = (vec![0; size], vec![0; size])).is_good(), "{name}: zero");
            assert!(!good.changed(|c| c.x = bytes(set.numbers().p, size)).is_good(), "{name}: the prime");
            let mut whole = BigNum::new().expect("number");
            let prime = BigNum::from_hex_str(set.numbers().p).expect("number");
            whole.checked_add(&number(&good.x).expect("number"), &prime).expect("sum");
            let mut x = whole.to_vec();
            x.reverse();
            assert!(!good.changed(|c| c.x = x).is_good(), "{name}: the same point, the prime added");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// On every set both judges say the same of random signatures, good ones and those with one changed bit.
        #[test]
        fn both_judges_agree(seed in any::<[u8; 32]>(), message in any::<[u8; 32]>(), place in 0_usize..32,
                             bit in 0_u8..8, part in 0_usize..5) {
            for set in ParameterSet::ALL {
                let times = set.size() / 32;
                let good = Case::signed(set, &seed.repeat(2 * times), &message.repeat(times));
                prop_assert!(good.is_good() && good.is_good_here(), "{}", set.name());
                let changed = good.changed(|c| {
                    let parts = [&mut c.x, &mut c.y, &mut c.digest, &mut c.r, &mut c.s];
                    if let Some(part) = parts.into_iter().nth(part) {
                        part[place] ^= 1 << bit;
                    }
                });
                prop_assert!(!changed.is_good() && !changed.is_good_here(), "{} {part}", set.name());
            }
        }
    }
}
