//! Signatures: what is signed, who may have signed it, and the built-in certifying centre.
//!
//! ```
//! use orda_base::LocalizedText;
//! use orda_signatures::{Manifest, ObjectRef, Part, Purpose};
//!
//! let manifest = Manifest::new(
//!     Purpose::DraftSign,
//!     ObjectRef::new("draft", "0190f3c8-7d1a-7000-8000-000000000001", 1),
//!     "123456789012",
//!     LocalizedText::new("Жоба", "Проект", "Draft"),
//!     vec![Part::of_bytes("text.docx", b"...")],
//! );
//! let signed_in_the_browser = manifest.to_bytes();
//! assert_eq!(Manifest::from_bytes(&signed_in_the_browser).unwrap(), manifest);
//! ```

mod algorithms;
pub mod centre;
pub mod code;
pub mod evidence;
mod manifest;
pub mod notices;
mod papers;
mod record;
pub mod refusal;
#[cfg(feature = "samples")]
pub mod samples;
mod signatures;
pub mod tools;
mod transaction;
mod trust;
mod trust_longterm;
mod trust_verifier;
mod verifier;

pub use algorithms::{Algorithms, OLD_GOST_ENDS, RSA_BITS, SHORT_RSA_ENDS};
pub use centre::{CertifyingCentre, MasterKey};
pub use eds;
pub use eds::{Reason, Report, Status, Step, StepReport};
pub use evidence::Preservation;
pub use manifest::{FORMAT, Manifest, ObjectRef, Part, Purpose};
pub use papers::{Paper, PaperSignature, PaperStore, Papers};
pub use record::{SignatureId, SignatureRecord, Signer};
pub use signatures::{SignatureStore, Signatures, check_again};
pub use transaction::Transaction;
pub use trust::{TrustProfile, TrustSettings};
pub use trust_verifier::TrustVerifier;
pub use verifier::{Examined, Expected, SignerRole, Verified, Verifier};

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}
