//! What is signed: a manifest that names the thing, the purpose and the digest of every part.
//!
//! The bytes are deterministic (see README.md of this component), shown before signing, and kept beside the signature:
//! years later they are all that is needed, with the parts themselves, to check it without Orda.

use orda_base::{LocalizedText, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the signer states by signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The head of the drafting body signs a draft (385-14).
    DraftSign,
    /// The head of an approving body approves a draft (385-16-f).
    DraftApprove,
    /// The head of an approving body refuses a draft.
    Refuse,
    /// The head of one side signs a protocol of disagreements (385-17-c).
    ProtocolSign,
    /// A head supports a draft in voting in absentia: «Қолдаймын» (385-23-1).
    VoteSupport,
    /// A head is against a draft in voting in absentia: «Қарсымын» (385-23-2).
    VoteAgainst,
    /// An authorised employee of a service provider certifies the result of a service (74-5-4-b).
    ResultSign,
    /// An administrator or security officer decides that documents are destroyed (385-6-8).
    Destroy,
    /// A person logs in.
    Login,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 9] = [
        Self::DraftSign,
        Self::DraftApprove,
        Self::Refuse,
        Self::ProtocolSign,
        Self::VoteSupport,
        Self::VoteAgainst,
        Self::ResultSign,
        Self::Destroy,
        Self::Login,
    ];

    /// Stable code: in the manifest, the table and message keys (`signatures-purpose-draft_sign`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::DraftSign => "draft_sign",
            Self::DraftApprove => "draft_approve",
            Self::Refuse => "refuse",
            Self::ProtocolSign => "protocol_sign",
            Self::VoteSupport => "vote_support",
            Self::VoteAgainst => "vote_against",
            Self::ResultSign => "result_sign",
            Self::Destroy => "destroy",
            Self::Login => "login",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Is it signed for a body? Otherwise for the person alone.
    pub const fn is_for_a_body(self) -> bool {
        !matches!(self, Self::Login | Self::Destroy)
    }

    /// The sentence that is signed with this purpose, in all languages. It is data that never changes under a signature
    /// already made, because the manifest carries its own copy.
    pub fn statement(self) -> LocalizedText {
        static STATEMENTS: OnceLock<HashMap<String, LocalizedText>> = OnceLock::new();
        STATEMENTS
            .get_or_init(|| serde_json::from_str(include_str!("../data/statements.json")).unwrap_or_default())
            .get(self.code())
            .cloned()
            .unwrap_or_default()
    }
}

/// The thing that is signed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ObjectRef {
    /// Kind: `draft`, `login` …
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its version, from 1; 0 where there are no versions.
    pub version: u32,
}

impl ObjectRef {
    /// The thing of this kind, id and version.
    #[allow(clippy::needless_pass_by_value, reason = "ids are copied, texts are given away")]
    pub fn new(kind: impl Into<String>, id: impl ToString, version: u32) -> Self {
        Self { kind: kind.into(), id: id.to_string(), version }
    }
}

/// One part of what is signed: a file, a text, the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Name of the file, or of the part (`card`, `text-kk`).
    pub name: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes: 64 hexadecimal digits in lower case.
    pub sha256: String,
}

impl Part {
    /// A part whose digest is known.
    pub fn new(name: impl Into<String>, size: u64, sha256: &[u8; 32]) -> Self {
        Self { name: name.into(), size, sha256: hex::encode(sha256) }
    }

    /// A part made of these bytes.
    pub fn of_bytes(name: impl Into<String>, bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self::new(name, bytes.len() as u64, &Sha256::digest(bytes).into())
    }
}

/// What is signed. The order of the fields is the order in the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Why it is signed.
    pub purpose: Purpose,
    /// What is signed.
    pub object: ObjectRef,
    /// Business identification number of the body for which is signed: 12 digits; empty for a login.
    pub body_bin: String,
    /// Title of what is signed.
    pub title: LocalizedText,
    /// What the signer states, in words.
    pub statement: LocalizedText,
    /// Every part, in the order in which they are shown.
    pub parts: Vec<Part>,
}

/// First field of the bytes: tells a manifest of Orda and its version from any other JSON somebody may be asked to sign.
pub const FORMAT: &str = "orda-manifest-1";

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    #[serde(flatten)]
    manifest: &'a Manifest,
}

#[derive(Deserialize)]
struct Read {
    format: String,
    #[serde(flatten)]
    manifest: Manifest,
}

impl Manifest {
    /// A manifest with the statement that belongs to its purpose.
    pub fn new(
        purpose: Purpose,
        object: ObjectRef,
        body_bin: impl Into<String>,
        title: LocalizedText,
        parts: Vec<Part>,
    ) -> Self {
        Self { purpose, object, body_bin: body_bin.into(), title, statement: purpose.statement(), parts }
    }

    /// The bytes that are signed: JSON in UTF-8, two spaces of indentation, lines ended by LF, fields in fixed order,
    /// one LF at the end. Equal manifests give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let written = Written { format: FORMAT, manifest: self };
        // Only strings and numbers: nothing in it can fail to serialise.
        let mut bytes = serde_json::to_vec_pretty(&written).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads the bytes back, and only if they are exactly those that [`Self::to_bytes`] would give.
    ///
    /// # Errors
    /// `signatures-refusal-manifest` when they are not a manifest.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let read: Read = serde_json::from_slice(bytes).map_err(|_| crate::refusal::manifest())?;
        if read.format != FORMAT || read.manifest.to_bytes() != bytes {
            return Err(crate::refusal::manifest().into());
        }
        Ok(read.manifest)
    }

    /// SHA-256 of the bytes, as 64 hexadecimal digits: the short form in which a person can compare it.
    pub fn sha256(&self) -> String {
        crate::sha256_hex(&self.to_bytes())
    }

    /// Does it cover exactly these parts, in any order: none added, removed or replaced (385-59)?
    pub fn covers(&self, parts: &[Part]) -> bool {
        let sorted = |parts: &[Part]| {
            let mut keys: Vec<(String, u64, String)> =
                parts.iter().map(|p| (p.name.clone(), p.size, p.sha256.clone())).collect();
            keys.sort();
            keys
        };
        sorted(&self.parts) == sorted(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        Manifest::new(
            Purpose::DraftSign,
            ObjectRef::new("draft", "0190f3c8-7d1a-7000-8000-000000000001", 2),
            "123456789012",
            LocalizedText::new("Қаулы жобасы", "Проект \"постановления\"", ""),
            vec![Part::of_bytes("жоба.docx", b"abc")],
        )
    }

    /// The bytes are the format of the README, to the letter: signatures over them must stay checkable.
    #[test]
    fn bytes_are_stable() {
        let text = String::from_utf8(sample().to_bytes()).expect("UTF-8");
        assert!(
            text.starts_with(
                "{\n  \"format\": \"orda-manifest-1\",\n  \"purpose\": \"draft_sign\",\n  \"object\": {\n"
            )
        );
        assert!(text.contains(
            "\"title\": {\n    \"kk\": \"Қаулы жобасы\",\n    \"ru\": \"Проект \\\"постановления\\\"\"\n  }"
        ));
        assert!(text.contains("\"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""));
        assert!(text.ends_with("}\n"));
        assert_eq!(sample().to_bytes(), sample().to_bytes());
    }

    /// A manifest reads back; one whose bytes were touched in any way does not.
    #[test]
    fn reads_back_exactly() {
        let bytes = sample().to_bytes();
        assert_eq!(Manifest::from_bytes(&bytes).expect("reads"), sample());
        let mut spaced = bytes.clone();
        spaced.insert(1, b' ');
        assert!(Manifest::from_bytes(&spaced).is_err());
        assert!(Manifest::from_bytes(b"{}").is_err());
    }

    /// A file added, removed or replaced is noticed; their order does not matter.
    #[test]
    fn covers_exactly_its_parts() {
        let (a, b) = (Part::of_bytes("a", b"1"), Part::of_bytes("b", b"2"));
        let mut manifest = sample();
        manifest.parts = vec![a.clone(), b.clone()];
        assert!(manifest.covers(&[b.clone(), a.clone()]));
        assert!(!manifest.covers(std::slice::from_ref(&a)));
        assert!(!manifest.covers(&[a.clone(), b, Part::of_bytes("c", b"3")]));
        assert!(!manifest.covers(&[a, Part::of_bytes("b", b"other")]));
    }

    /// Every purpose has its sentence in every language.
    #[test]
    fn statements_are_complete() {
        for purpose in Purpose::ALL {
            let text = purpose.statement();
            assert!(!text.kk.is_empty() && !text.ru.is_empty() && !text.en.is_empty(), "{purpose:?}");
            assert_eq!(Purpose::from_code(purpose.code()), Some(purpose));
        }
    }
}
