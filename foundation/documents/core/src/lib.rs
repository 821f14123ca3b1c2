//! Files of documents: received whole and unaltered (385-8), within 60 MB a document (385-9), in the permitted formats
//! (385-10), encrypted at rest.
//!
//! ```text
//! create_set ──> open set ── add_file / remove_file ──> seal (with the document's version) ──> sealed: nothing changes
//! ```
//!
//! [`Documents`] is what pages, the JSON interface and the command line call. It decides; rows and bytes are kept by the
//! ports [`DocumentsStore`] and [`Blobs`].

mod checks;
mod cipher;
mod file;
mod format;
mod inspect;
mod key;
mod name;
mod policy;
mod ports;
mod reencrypt;
mod refusal;
#[cfg(feature = "samples")]
pub mod samples;
mod scan;
mod segments;
mod service;
mod settings;
mod vault;

pub use checks::{
    CheckSettings, CheckState, CheckStore, Checked, Checks, DamagedBlob, INTEGRITY_NOTICE, INTEGRITY_PAGE,
};
pub use cipher::{Cipher, UnknownCipher};
pub use file::{Blob, BlobId, FileId, FileSet, FileSetId, StoredFile};
pub use format::{Format, Formats, Kind};
pub use inspect::{Content, inspect};
pub use key::{DataKey, SecretKey, WrappedKey};
pub use name::{NAME_LIMIT, clean_name, folded_name};
pub use policy::{may_create, may_fill};
pub use ports::{Blobs, ByteStream, DocumentsStore, DocumentsWork, Inspection, Intake, Intook};
pub use reencrypt::Reencrypted;
pub use refusal::Refusal;
pub use scan::{Finding, INFECTED_NOTICE, NoFinding, SCANNER_NOTICE, Scanner};
pub use segments::{Damaged, SEGMENT, Sealer, SegmentCipher, SegmentReader, TAG, sealed_len, sealed_range, segments};
pub use service::{Documents, Verification};
pub use settings::{Archives, PIXELS, SET_LIMIT, Settings};
pub use vault::{KeyVault, VaultEntry};
