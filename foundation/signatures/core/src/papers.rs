//! Papers: printed forms that list signatures. Each carries a code that leads everybody to the digests of what was signed
//! and to a verification made anew, and to nothing else.

use crate::{ObjectRef, Report, SignatureId, SignatureRecord, Signatures, code};
use async_trait::async_trait;
use orda_base::{Env, Error, LocalizedText, Result, Timestamp};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A printed form as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its code: letters and digits, without separators.
    pub code: String,
    /// What kind of form it is, in words.
    pub form: LocalizedText,
    /// Number of the thing, as people know it.
    pub number: String,
    /// The thing and its version.
    pub object: ObjectRef,
    /// The signatures that the paper lists, in its order.
    pub signatures: Vec<SignatureId>,
    /// When it was first made.
    pub made_at: Timestamp,
}

impl Paper {
    /// The code as it is printed: `7QK2-9F3M-XT41-0ABC-D5E6-FG78-HJ9K`.
    pub fn printed_code(&self) -> String {
        code::printed(&self.code)
    }
}

/// Reads and writes of papers.
#[async_trait]
pub trait PaperStore: Send + Sync {
    /// Keeps a paper; where one with this fingerprint is kept already, gives that one.
    async fn keep(&self, paper: &Paper, fingerprint: &str) -> Result<Paper>;
    /// The paper with this code.
    async fn by_code(&self, code: &str) -> Result<Option<Paper>>;
    /// Kept signatures by their ids, in no order.
    async fn signatures(&self, ids: &[SignatureId]) -> Result<Vec<SignatureRecord>>;
}

/// A signature of a paper with the report of checking it now.
#[derive(Debug, Clone)]
pub struct PaperSignature {
    /// The signature.
    pub record: SignatureRecord,
    /// What checking it now found.
    pub report: Report,
}

/// Makes papers and opens them.
pub struct Papers {
    store: Arc<dyn PaperStore>,
    signatures: Arc<Signatures>,
    env: Env,
}

impl Papers {
    /// Papers of `store`; their signatures are checked by `signatures`.
    pub fn new(store: Arc<dyn PaperStore>, signatures: Arc<Signatures>, env: Env) -> Self {
        Self { store, signatures, env }
    }

    /// The paper of this form with these signatures: the same form of the same things has the same code. The CALLER has
    /// checked the right to see the thing and its signatures.
    pub async fn issue(
        &self,
        form: LocalizedText,
        number: &str,
        object: ObjectRef,
        signatures: Vec<SignatureId>,
    ) -> Result<Paper> {
        let fingerprint = fingerprint(&form, &object, &signatures);
        let code = code::make(self.env.random());
        let paper = Paper { code, form, number: number.to_owned(), object, signatures, made_at: self.env.now() };
        self.store.keep(&paper, &fingerprint).await
    }

    /// A paper by its code, in the way people type codes, with its signatures, each checked now.
    ///
    /// # Errors
    /// `NotFound` for a code that no paper has.
    pub async fn open(&self, typed: &str) -> Result<(Paper, Vec<PaperSignature>)> {
        let code = code::read(typed).ok_or(Error::NotFound)?;
        let paper = self.store.by_code(&code).await?.ok_or(Error::NotFound)?;
        let mut records = self.store.signatures(&paper.signatures).await?;
        let mut listed = Vec::with_capacity(records.len());
        for id in &paper.signatures {
            if let Some(at) = records.iter().position(|record| record.id == *id) {
                let record = records.swap_remove(at);
                let report = self.signatures.check(&record).await?;
                listed.push(PaperSignature { record, report });
            }
        }
        Ok((paper, listed))
    }
}

/// What makes two papers the same.
fn fingerprint(form: &LocalizedText, object: &ObjectRef, signatures: &[SignatureId]) -> String {
    let mut digest = Sha256::new();
    for part in [&form.kk, &object.kind, &object.id, &object.version.to_string()] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    for id in signatures {
        digest.update(id.to_string().as_bytes());
    }
    hex::encode(digest.finalize())
}
