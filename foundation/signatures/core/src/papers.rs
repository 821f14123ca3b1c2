//! Papers: printed forms that list signatures. Each carries a code that leads everybody to the digests of what was signed
//! and to a verification made anew, and to nothing else.

use crate::{ObjectRef, Report, SignatureId, SignatureRecord, Signatures};
use async_trait::async_trait;
use orda_base::{Env, Error, LocalizedText, Result, Timestamp};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Letters of codes: none that is mistaken for another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a code: 80 random bits, which nobody guesses.
const LENGTH: usize = 16;

/// A printed form as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its code: 16 letters and digits, without separators.
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
    /// The code as it is printed: `7QK2-9F3M-XT41-0ABC`.
    pub fn printed_code(&self) -> String {
        let letters: Vec<char> = self.code.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
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
        let code = code(self.env.random());
        let paper = Paper { code, form, number: number.to_owned(), object, signatures, made_at: self.env.now() };
        self.store.keep(&paper, &fingerprint).await
    }

    /// A paper by its code, in the way people type codes, with its signatures, each checked now.
    ///
    /// # Errors
    /// `NotFound` for a code that no paper has.
    pub async fn open(&self, typed: &str) -> Result<(Paper, Vec<PaperSignature>)> {
        let code = read_code(typed).ok_or(Error::NotFound)?;
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

/// A code of random bytes.
fn code(random: [u8; LENGTH]) -> String {
    // Five bits of each byte: every letter is equally likely.
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}

/// The code that was typed: any case, with or without separators, letters that look like digits taken for them.
fn read_code(typed: &str) -> Option<String> {
    if typed.len() > 4 * LENGTH {
        return None;
    }
    let mut code = String::with_capacity(LENGTH);
    for letter in typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}' | '–')) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = letter.is_ascii() && ALPHABET.iter().any(|&known| char::from(known) == letter);
        known.then(|| code.push(letter))?;
    }
    (code.len() == LENGTH).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code is read as people type it; anything else is no code.
    #[test]
    fn codes_are_read_as_typed() {
        let code = code(*b"0123456789abcdef");
        assert_eq!(code.len(), 16);
        let typed = format!(" {}-{} ", code[..4].to_lowercase(), &code[4..]);
        assert_eq!(read_code(&typed), Some(code));
        assert_eq!(read_code("OIL0-0000-0000-0000").as_deref(), Some("0110000000000000"));
        for wrong in ["", "0110", "0110000000000000U", "01100000000000000", "01100000000000Ж", "../../../../../../.."]
        {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }
}
