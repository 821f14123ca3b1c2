//! Keys and signatures, and their bytes in the orders that are in use.

use crate::engine::of;
use crate::{Error, ParameterSet, second};
use hmac::{HmacReset as Hmac, KeyInit, Mac};
use streebog::Streebog512;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// In which order the bytes of a signature travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// `r‖s`, each highest byte first: as RFC 7091 writes numbers.
    Plain,
    /// `s‖r`, each highest byte first: Russia's certificates and CMS (RFC 4491, RFC 9215).
    Russian,
    /// `r‖s`, each lowest byte first: Kazakhstan's certificates and CMS. The Russian bytes backwards.
    Kazakh,
}

/// A signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    set: ParameterSet,
    /// Least byte first.
    r: Vec<u8>,
    s: Vec<u8>,
}

impl Signature {
    /// Reads a signature of twice the set's size.
    ///
    /// # Errors
    /// Length.
    pub fn from_bytes(set: ParameterSet, order: Order, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() != 2 * set.size() {
            return Err(Error::Length);
        }
        let (first, second) = bytes.split_at(set.size());
        let reversed = |half: &[u8]| half.iter().rev().copied().collect::<Vec<u8>>();
        let (r, s) = match order {
            Order::Plain => (reversed(first), reversed(second)),
            Order::Russian => (reversed(second), reversed(first)),
            Order::Kazakh => (first.to_vec(), second.to_vec()),
        };
        Ok(Self { set, r, s })
    }

    /// The bytes in this order.
    pub fn to_bytes(&self, order: Order) -> Vec<u8> {
        let (r, s) = (self.r.iter(), self.s.iter());
        match order {
            Order::Plain => r.rev().chain(s.rev()).copied().collect(),
            Order::Russian => s.rev().chain(r.rev()).copied().collect(),
            Order::Kazakh => r.chain(s).copied().collect(),
        }
    }
}

/// A public key: a point of the curve.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    set: ParameterSet,
    x: Vec<u8>,
    y: Vec<u8>,
}

impl core::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PublicKey({})", self.set.name())
    }
}

impl core::fmt::Debug for Signature {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Signature({})", self.set.name())
    }
}

impl PublicKey {
    /// Reads `x‖y`, each lowest byte first: the value in the OCTET STRING of a `SubjectPublicKeyInfo`, Russian or Kazakh.
    ///
    /// # Errors
    /// Length, not on the curve.
    pub fn from_bytes(set: ParameterSet, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() != 2 * set.size() {
            return Err(Error::Length);
        }
        let (x, y) = bytes.split_at(set.size());
        if !of(set).is_point(x, y) {
            return Err(Error::NotOnCurve);
        }
        Ok(Self { set, x: x.to_vec(), y: y.to_vec() })
    }

    /// `x‖y`, each lowest byte first.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.x.as_slice(), &self.y].concat()
    }

    /// The set.
    pub const fn set(&self) -> ParameterSet {
        self.set
    }

    /// Refuses a point outside the subgroup of the base point (possible on the curves with cofactor 4). For a certifying
    /// centre that takes a key in; a signature is judged without it.
    ///
    /// # Errors
    /// Not on the curve.
    pub fn check_subgroup(&self) -> Result<(), Error> {
        if of(self.set).is_in_subgroup(&self.x, &self.y) { Ok(()) } else { Err(Error::NotOnCurve) }
    }

    /// Is this the holder's signature over what has this digest? The digest is given as its crate or RFC 6986's reference
    /// program writes it: lowest byte first. This library and OpenSSL must both find it good.
    pub fn verify(&self, digest: &[u8], signature: &Signature) -> bool {
        self.verify_again(digest, signature) && self.is_confirmed(digest, signature)
    }

    /// Is this still the holder's signature? By this library alone, several times as quickly as [`Self::verify`]: only for
    /// signatures that [`Self::verify`] has found good before, and that are looked at again, many at a time.
    pub fn verify_again(&self, digest: &[u8], signature: &Signature) -> bool {
        self.set == signature.set
            && digest.len() == self.set.size()
            && of(self.set).verify(&self.x, &self.y, digest, &signature.r, &signature.s)
    }

    /// Does OpenSSL find it good?
    fn is_confirmed(&self, digest: &[u8], signature: &Signature) -> bool {
        second::verify(self.set, (&self.x, &self.y), digest, (&signature.r, &signature.s))
    }
}

/// A private key. Wiped when dropped; never shown by `Debug`.
pub struct PrivateKey {
    set: ParameterSet,
    key: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

impl core::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PrivateKey({})", self.set.name())
    }
}

impl PrivateKey {
    /// Reads a key, lowest byte first: as in Russia's PKCS#8 and Kazakhstan's PKCS#12.
    ///
    /// # Errors
    /// Length, range.
    pub fn from_bytes(set: ParameterSet, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() != set.size() {
            return Err(Error::Length);
        }
        if !of(set).is_scalar(bytes) {
            return Err(Error::Range);
        }
        let (x, y) = of(set).public(bytes);
        Ok(Self { set, key: Zeroizing::new(bytes.to_vec()), public: PublicKey { set, x, y } })
    }

    /// A new key of twice the set's size of random bytes (64 or 128): so many that reducing them favours no key.
    ///
    /// # Errors
    /// Length.
    pub fn from_entropy(set: ParameterSet, entropy: &[u8]) -> Result<Self, Error> {
        if entropy.len() != 2 * set.size() {
            return Err(Error::Length);
        }
        Self::from_bytes(set, &Zeroizing::new(of(set).scalar_of(entropy)))
    }

    /// The key, lowest byte first.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.key.clone()
    }

    /// The public key that belongs to it.
    pub const fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Signs a digest (lowest byte first). With `fresh` empty the signature is the same every time; with random bytes the
    /// nonce depends on them too. OpenSSL verifies what was made before it is given out: a signature that a fault of the
    /// machine has spoilt could give the key away.
    ///
    /// # Errors
    /// Length, when the digest is not as long as the set's numbers; unconfirmed.
    pub fn sign(&self, digest: &[u8], fresh: &[u8]) -> Result<Signature, Error> {
        if digest.len() != self.set.size() {
            return Err(Error::Length);
        }
        for attempt in 0_u8..=u8::MAX {
            let nonce = Zeroizing::new(of(self.set).scalar_of(&self.nonce(digest, fresh, attempt)));
            if let Some((r, s)) = of(self.set).sign(&self.key, digest, &nonce) {
                let signature = Signature { set: self.set, r, s };
                let good = self.public.is_confirmed(digest, &signature);
                return if good { Ok(signature) } else { Err(Error::Unconfirmed) };
            }
        }
        // A nonce is thrown away once in 2^256.
        Err(Error::Range)
    }

    /// Signs with a nonce of one's own, lowest byte first: for the examples of the standard. A nonce that is known to
    /// anyone, or used twice, gives the key away.
    ///
    /// # Errors
    /// Length, range.
    pub fn sign_with_nonce(&self, digest: &[u8], nonce: &[u8]) -> Result<Signature, Error> {
        if nonce.len() != self.set.size() || digest.len() != self.set.size() {
            return Err(Error::Length);
        }
        let engine = of(self.set);
        if !engine.is_scalar(nonce) {
            return Err(Error::Range);
        }
        let (r, s) = engine.sign(&self.key, digest, nonce).ok_or(Error::Range)?;
        Ok(Signature { set: self.set, r, s })
    }

    /// Twice the set's size of bytes that nobody without the key can tell from random ones.
    fn nonce(&self, digest: &[u8], fresh: &[u8], attempt: u8) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(2 * self.set.size()));
        for block in 0_u8.. {
            if out.len() >= 2 * self.set.size() {
                break;
            }
            let Ok(mut mac) = <Hmac<Streebog512> as KeyInit>::new_from_slice(&self.key) else { break };
            mac.update(b"GOST 34.10 nonce");
            mac.update(self.set.name().as_bytes());
            for length in [digest.len(), fresh.len()] {
                mac.update(&length.to_le_bytes());
            }
            mac.update(&[attempt, block]);
            mac.update(digest);
            mac.update(fresh);
            let mut tag = mac.finalize_reset().into_bytes();
            out.extend_from_slice(&tag);
            tag.as_mut_slice().zeroize();
        }
        out
    }
}

impl PartialEq for PrivateKey {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set && bool::from(self.key.ct_eq(&other.key))
    }
}

impl Eq for PrivateKey {}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(set: ParameterSet, seed: u8) -> PrivateKey {
        PrivateKey::from_entropy(set, &vec![seed; 2 * set.size()]).expect("key")
    }

    /// What OpenSSL refuses is taken in by no key and leaves none, whatever this library says; only what is looked at again
    /// goes by this library alone.
    #[test]
    fn nothing_counts_without_the_second_judge() {
        for set in ParameterSet::ALL {
            let (key, digest) = (key(set, 7), vec![5; set.size()]);
            let signature = key.sign(&digest, b"").expect("signs");
            assert!(key.public_key().verify(&digest, &signature), "{}", set.name());
            second::REFUSES.set(true);
            assert!(!key.public_key().verify(&digest, &signature), "{}", set.name());
            assert!(key.public_key().verify_again(&digest, &signature), "{}", set.name());
            assert_eq!(key.sign(&digest, b"").expect_err("refused"), Error::Unconfirmed);
            second::REFUSES.set(false);
        }
    }

    /// A signature that a fault has spoilt does not leave: here the key in memory is not the one whose public key is known.
    #[test]
    fn spoilt_signatures_do_not_leave() {
        let set = ParameterSet::Tc26A256;
        let (mut spoilt, digest) = (key(set, 7), vec![5; set.size()]);
        spoilt.key[3] ^= 0x20;
        assert_eq!(spoilt.sign(&digest, b"").expect_err("spoilt"), Error::Unconfirmed);
    }
}
