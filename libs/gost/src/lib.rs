//! Electronic signatures of GOST R 34.10-2012 (256 and 512 bits, RFC 7091) and GOST 34.310-2004, with the digests that go
//! with them: Streebog (GOST R 34.11-2012, RFC 6986) and GOST 34.311-95.
//!
//! Russia's and Kazakhstan's sets are the same curves under different identifiers ([`ParameterSet`]); the values differ in
//! the order of their bytes only ([`Order`]).
//!
//! ```
//! use gost::{Digest, Order, ParameterSet, PrivateKey};
//!
//! # fn main() -> Result<(), gost::Error> {
//! let entropy = [7_u8; 128]; // 128 bytes of the operating system's randomness
//! let key = PrivateKey::from_entropy(ParameterSet::Tc26A512, &entropy)?;
//! let digest = Digest::Streebog512.of(b"what is signed");
//! let signature = key.sign(&digest, b"")?;
//! assert!(key.public_key().verify(&digest, &signature));
//! assert_eq!(signature.to_bytes(Order::Kazakh).len(), 128);
//! # Ok(())
//! # }
//! ```
//!
//! Signing takes the same time and reads the same memory for every key and nonce: complete addition formulas, tables read
//! whole, no branch on a secret. (The compiler is trusted not to undo it; there is no assembly here.) Verifying sees only
//! public values and is made to be quick.
//!
//! The nonce is HMAC-Streebog-512 under the private key over the digest and, when given, fresh randomness ("hedged"): it
//! never repeats for two digests even when the randomness fails, and randomness hardens it against fault attacks.
//!
//! Two judge a signature, and both must say yes: this library's arithmetic, which is quick, and OpenSSL's (`second.rs`),
//! which is the industry's. Nothing is taken in by [`PublicKey::verify`], and nothing leaves [`PrivateKey::sign`], without
//! OpenSSL. What was taken in so before is looked at again by this library alone: [`PublicKey::verify_again`].
//!
//! The crate is pure: no clock, no file, no random numbers of its own (OpenSSL reads its own configuration when it is first
//! called, and does without where it may not). No input makes it panic.

// The names are those of the standards and of the papers that the formulas come from; small steps of arithmetic are
// worth nothing when they are called.
#![allow(clippy::many_single_char_names, clippy::inline_always, reason = "arithmetic")]

mod curve;
mod digest;
mod engine;
mod field;
mod invert;
mod keys;
mod limbs;
mod parameters;
mod quick;
mod second;

pub use digest::{Digest, Hasher};
pub use keys::{Order, PrivateKey, PublicKey, Signature};
pub use parameters::ParameterSet;

/// Why a key or a signature is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// Bytes of another length than the parameter set asks for.
    Length,
    /// Coordinates of no point of the curve, or of one outside the subgroup of the base point.
    NotOnCurve,
    /// A private key that is zero or not below the order.
    Range,
    /// OpenSSL does not find the signature good that was made here: a fault of the machine or of the arithmetic.
    Unconfirmed,
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Length => "wrong length",
            Self::NotOnCurve => "not a point of the curve",
            Self::Range => "private key out of range",
            Self::Unconfirmed => "the second judge refuses the signature that was made",
        })
    }
}

impl core::error::Error for Error {}
