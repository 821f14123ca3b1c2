//! Known weaknesses of public keys: what a key shows that was made by a bad generator, or is no key at all.

use crate::asn1::{Reader, tag};
use crate::{Error, Reason, Result};
use num_bigint::BigUint;
use std::sync::OnceLock;

/// Rounds of Fermat's way of factoring: factors that differ only in their lower half are found in the first of them.
const ROUNDS: u32 = 100;
/// Factors below this are looked for one by one.
const SMALL: u32 = 2000;

/// Primes that tell keys of the Infineon library (CVE-2017-15361) from others: modulo each of them such a modulus is a power
/// of 65537 ("The Return of Coppersmith's Attack", Nemec et al., 2017), which a random one is for all of them once in 2^27.
const TELLTALES: [u32; 17] = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

fn small_primes() -> &'static [u32] {
    static PRIMES: OnceLock<Vec<u32>> = OnceLock::new();
    PRIMES.get_or_init(|| (2..SMALL).filter(|n| (2..*n).all(|divisor| n % divisor != 0)).collect())
}

fn weak(what: &str) -> Error {
    Error::new(Reason::KnownWeakness, what)
}

/// Looks at an `RSAPublicKey` in DER.
///
/// # Errors
/// Malformed; known weakness: a small or even exponent, a small factor, factors that lie close together, the mark of ROCA.
pub fn rsa(key: &[u8]) -> Result<()> {
    let mut outer = Reader::new(key);
    let mut reader = outer.expect(tag::SEQUENCE)?.inside();
    let modulus = BigUint::from_bytes_be(reader.expect(tag::INTEGER)?.value);
    let exponent = BigUint::from_bytes_be(reader.expect(tag::INTEGER)?.value);
    // FIPS 186-5, A.1.1: an odd number from 2^16 to 2^256.
    if exponent < BigUint::from(65_537_u32) || exponent.bits() > 256 || !exponent.bit(0) {
        return Err(weak("RSA: exponent"));
    }
    if small_primes().iter().any(|prime| &modulus % *prime == BigUint::ZERO) {
        return Err(weak("RSA: small factor"));
    }
    if TELLTALES.iter().all(|prime| is_power(&modulus, *prime)) {
        return Err(weak("RSA: ROCA (CVE-2017-15361)"));
    }
    if has_close_factors(&modulus) {
        return Err(weak("RSA: close factors"));
    }
    Ok(())
}

/// Is the modulus a power of 65537 modulo this prime?
fn is_power(modulus: &BigUint, prime: u32) -> bool {
    let rest = modulus % prime;
    let mut power = 1_u32;
    loop {
        if rest == BigUint::from(power) {
            return true;
        }
        power = power * (65_537 % prime) % prime;
        if power == 1 {
            return false;
        }
    }
}

/// Fermat: is the modulus a difference of two squares near its root?
fn has_close_factors(modulus: &BigUint) -> bool {
    let root = modulus.sqrt();
    if &root * &root == *modulus {
        return true;
    }
    let one = BigUint::from(1_u32);
    let mut middle = root + &one;
    let mut rest = &middle * &middle - modulus;
    for _ in 0..ROUNDS {
        // A square ends, in binary, in one of few ways: the root is drawn only then.
        let low = rest.iter_u64_digits().next().unwrap_or(0) & 15;
        if matches!(low, 0 | 1 | 4 | 9) {
            let side = rest.sqrt();
            if &side * &side == rest {
                return true;
            }
        }
        rest += &middle * 2_u32 + &one;
        middle += &one;
    }
    false
}

/// Points of Ed25519 of small order: signatures under such a key hold for many messages at once. Least byte first, without
/// the sign; the last two are zero and one written a second way.
const SMALL_ORDER: [[u8; 32]; 7] = [
    bytes(0, 0, 0),
    bytes(1, 0, 0),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
        0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
        0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    bytes(0xec, 0xff, 0x7f),
    bytes(0xed, 0xff, 0x7f),
    bytes(0xee, 0xff, 0x7f),
];

const fn bytes(first: u8, between: u8, last: u8) -> [u8; 32] {
    let mut all = [between; 32];
    all[0] = first;
    all[31] = last;
    all
}

/// Looks at the bytes of an Ed25519 key.
///
/// # Errors
/// Known weakness: a point of small order.
pub fn ed25519(key: &[u8]) -> Result<()> {
    let Ok(mut point) = <[u8; 32]>::try_from(key) else { return Err(Reason::Malformed.into()) };
    point[31] &= 0x7f;
    if SMALL_ORDER.contains(&point) { Err(weak("Ed25519: small order")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{constructed, element};

    fn key(modulus: &BigUint, exponent: u32) -> Vec<u8> {
        let number = |value: &BigUint| {
            let bytes = [vec![0], value.to_bytes_be()].concat();
            let skip = usize::from(bytes.get(1).is_some_and(|next| next & 0x80 == 0));
            element(tag::INTEGER, &bytes[skip..])
        };
        constructed(tag::SEQUENCE, &[&number(modulus), &number(&BigUint::from(exponent))])
    }

    fn found(modulus: &BigUint, exponent: u32) -> Option<String> {
        rsa(&key(modulus, exponent)).err().map(|error| {
            assert_eq!(error.reason, Reason::KnownWeakness);
            error.detail
        })
    }

    /// An odd number of so many bits without small factors, the next one from `from` on.
    fn rough(mut from: BigUint) -> BigUint {
        from.set_bit(0, true);
        while small_primes().iter().any(|prime| &from % *prime == BigUint::ZERO) {
            from += 2_u32;
        }
        from
    }

    /// Numbers far apart, none of them a prime for certain: what is looked for shows in the product alone.
    fn good() -> BigUint {
        let (first, second) = (BigUint::from(3_u32).pow(968), BigUint::from(7_u32).pow(547));
        rough(first) * rough(second)
    }

    /// A key without weaknesses passes; small, even and huge exponents do not.
    #[test]
    fn exponents_are_odd_and_large() {
        assert_eq!(found(&good(), 65_537), None);
        for exponent in [1, 3, 17, 65_535, 65_538] {
            assert_eq!(found(&good(), exponent).as_deref(), Some("RSA: exponent"), "{exponent}");
        }
    }

    /// A modulus that a small number divides.
    #[test]
    fn small_factors_are_found() {
        for factor in [2_u32, 3, 1999] {
            assert_eq!(found(&(good() * factor), 65_537).as_deref(), Some("RSA: small factor"), "{factor}");
        }
    }

    /// Factors that differ by little, or not at all: Fermat's way finds them, which takes years for factors far apart.
    #[test]
    fn close_factors_are_found() {
        let first = rough(BigUint::from(3_u32).pow(968));
        for apart in [0_u32, 2, 1 << 20] {
            let second = rough(&first + apart);
            assert_eq!(found(&(&first * second), 65_537).as_deref(), Some("RSA: close factors"), "{apart}");
        }
    }

    /// Keys as the Infineon library makes them: each factor is k·M + (65537^a mod M), M being the product of the first primes.
    #[test]
    fn roca_is_recognised() {
        let primes = (2_u32..).filter(|n| (2..*n).all(|d| n % d != 0));
        let product = primes.take(126).fold(BigUint::from(1_u32), |product, prime| product * prime);
        let factor = |times: u32, power: u32| {
            let base = BigUint::from(65_537_u32).modpow(&BigUint::from(power), &product);
            // Only multiples that have no small factor beyond those of the product.
            let mut factor = base + &product * BigUint::from(3_u32).pow(300) * times;
            while small_primes().iter().any(|prime| &factor % *prime == BigUint::ZERO) {
                factor += &product;
            }
            factor
        };
        let modulus = factor(5, 1234) * factor(11, 98_765);
        assert_eq!(found(&modulus, 65_537).as_deref(), Some("RSA: ROCA (CVE-2017-15361)"));
    }

    /// Points of small order are no keys, however they are written.
    #[test]
    fn small_orders_are_found() {
        let mut one = [0_u8; 32];
        assert!(ed25519(&one).is_err());
        one[0] = 1;
        assert!(ed25519(&one).is_err());
        one[31] = 0x80;
        assert!(ed25519(&one).is_err());
        one[0] = 9;
        assert!(ed25519(&one).is_ok());
    }
}
