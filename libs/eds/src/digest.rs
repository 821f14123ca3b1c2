//! Digests by their identifiers, whole and in pieces.

use crate::{Error, Reason, Result};
use aws_lc_rs::digest;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;

/// A digest that may be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// GOST R 34.11-2012, 256 bits.
    Streebog256,
    /// GOST R 34.11-2012, 512 bits.
    Streebog512,
    /// GOST R 34.11-94 with Russia's table.
    Gost94,
    /// GOST 34.311-95 with Kazakhstan's table.
    Gost34311,
}

/// Identifiers of digests. The first of each is the one that is written.
const IDENTIFIERS: [(ObjectIdentifier, Digest); 9] = [
    (rfc5912::ID_SHA_256, Digest::Sha256),
    (rfc5912::ID_SHA_384, Digest::Sha384),
    (rfc5912::ID_SHA_512, Digest::Sha512),
    (ObjectIdentifier::new_unwrap("1.2.643.7.1.1.2.2"), Digest::Streebog256),
    (ObjectIdentifier::new_unwrap("1.2.643.7.1.1.2.3"), Digest::Streebog512),
    (ObjectIdentifier::new_unwrap("1.2.643.2.2.9"), Digest::Gost94),
    (ObjectIdentifier::new_unwrap("1.2.398.3.10.1.3.1"), Digest::Gost34311),
    (ObjectIdentifier::new_unwrap("1.2.398.3.10.1.3.2"), Digest::Streebog256),
    (ObjectIdentifier::new_unwrap("1.2.398.3.10.1.3.3"), Digest::Streebog512),
];

impl Digest {
    /// Every digest.
    pub const ALL: [Self; 7] =
        [Self::Sha256, Self::Sha384, Self::Sha512, Self::Streebog256, Self::Streebog512, Self::Gost94, Self::Gost34311];

    /// Name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Streebog256 => "Streebog-256",
            Self::Streebog512 => "Streebog-512",
            Self::Gost94 => "GOST R 34.11-94",
            Self::Gost34311 => "GOST 34.311-95",
        }
    }

    /// Bytes of the digest.
    pub const fn size(self) -> usize {
        match self {
            Self::Sha256 | Self::Streebog256 | Self::Gost94 | Self::Gost34311 => 32,
            Self::Sha384 => 48,
            Self::Sha512 | Self::Streebog512 => 64,
        }
    }

    /// The digest of `bytes`.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }

    /// The digest with this identifier.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub fn from_oid(oid: ObjectIdentifier) -> Result<Self> {
        let found = IDENTIFIERS.iter().find(|(known, _)| *known == oid).map(|(_, digest)| *digest);
        found.ok_or_else(|| Error::new(Reason::UnknownAlgorithm, oid))
    }

    /// Its identifier.
    pub fn oid(self) -> ObjectIdentifier {
        IDENTIFIERS.iter().find(|(_, digest)| *digest == self).map_or(rfc5912::ID_SHA_256, |(oid, _)| *oid)
    }
}

/// A digest in the making: content of any length in constant memory.
#[derive(Clone)]
pub struct Hasher(State);

#[derive(Clone)]
enum State {
    Sha(Box<digest::Context>),
    Gost(gost::Hasher),
}

impl Hasher {
    /// Begins.
    pub fn new(digest: Digest) -> Self {
        let sha = |algorithm| State::Sha(Box::new(digest::Context::new(algorithm)));
        let gost = |digest| State::Gost(gost::Hasher::new(digest));
        Self(match digest {
            Digest::Sha256 => sha(&digest::SHA256),
            Digest::Sha384 => sha(&digest::SHA384),
            Digest::Sha512 => sha(&digest::SHA512),
            Digest::Streebog256 => gost(gost::Digest::Streebog256),
            Digest::Streebog512 => gost(gost::Digest::Streebog512),
            Digest::Gost94 => gost(gost::Digest::Gost94CryptoPro),
            Digest::Gost34311 => gost(gost::Digest::Gost94Test),
        })
    }

    /// The next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sha(context) => context.update(bytes),
            State::Gost(hasher) => hasher.update(bytes),
        }
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Vec<u8> {
        match self.0 {
            State::Sha(context) => context.finish().as_ref().to_vec(),
            State::Gost(hasher) => hasher.finish(),
        }
    }
}
