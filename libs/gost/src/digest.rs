//! The digests, by the crates of `RustCrypto`.

use gost94::{Gost94CryptoPro, Gost94Test};
use streebog::{Digest as _, Streebog256, Streebog512};

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// GOST R 34.11-2012 with 256 bits.
    Streebog256,
    /// GOST R 34.11-2012 with 512 bits.
    Streebog512,
    /// GOST R 34.11-94 with the tables of `CryptoPro`: Russia's use.
    Gost94CryptoPro,
    /// GOST 34.311-95 with the tables of the standard's example: Kazakhstan's use ("test parameter", 1.2.398.3.10.1.3.1.1.0).
    Gost94Test,
}

impl Digest {
    /// Name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Streebog256 => "Streebog-256",
            Self::Streebog512 => "Streebog-512",
            Self::Gost94CryptoPro => "GOST R 34.11-94",
            Self::Gost94Test => "GOST 34.311-95",
        }
    }

    /// Bytes of the digest.
    pub const fn size(self) -> usize {
        if matches!(self, Self::Streebog512) { 64 } else { 32 }
    }

    /// The digest of `bytes`.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }
}

/// A digest in the making: for content that comes in pieces.
#[derive(Clone)]
pub struct Hasher(State);

#[derive(Clone)]
enum State {
    Streebog256(Box<Streebog256>),
    Streebog512(Box<Streebog512>),
    CryptoPro(Box<Gost94CryptoPro>),
    Test(Box<Gost94Test>),
}

impl Hasher {
    /// Begins.
    pub fn new(digest: Digest) -> Self {
        Self(match digest {
            Digest::Streebog256 => State::Streebog256(Box::default()),
            Digest::Streebog512 => State::Streebog512(Box::default()),
            Digest::Gost94CryptoPro => State::CryptoPro(Box::default()),
            Digest::Gost94Test => State::Test(Box::default()),
        })
    }

    /// The next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Streebog256(h) => h.update(bytes),
            State::Streebog512(h) => h.update(bytes),
            State::CryptoPro(h) => h.update(bytes),
            State::Test(h) => h.update(bytes),
        }
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Vec<u8> {
        match self.0 {
            State::Streebog256(h) => h.finalize().to_vec(),
            State::Streebog512(h) => h.finalize().to_vec(),
            State::CryptoPro(h) => h.finalize().to_vec(),
            State::Test(h) => h.finalize().to_vec(),
        }
    }
}
