//! What a log says of itself at a moment (C2SP `tlog-checkpoint`): its name, its size, its root, and lines of its own.

use crate::{BadNote, Hash, Signer, VerifierKey};
use std::fmt::Write as _;

/// A statement of a log about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log: an address without its scheme.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// Further lines, none of them empty.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64());
        for line in &self.extensions {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }

    /// The signed note of it.
    pub fn sign(&self, signer: &Signer) -> String {
        signer.sign(&self.text())
    }

    /// What a text says; nothing is verified.
    ///
    /// # Errors
    /// [`BadNote::Form`].
    pub fn parse(text: &str) -> Result<Self, BadNote> {
        let mut lines = text.split('\n');
        let mut line = || lines.next().filter(|l| !l.is_empty()).ok_or(BadNote::Form);
        let (origin, size, root) = (line()?, line()?, line()?);
        let number: u64 = size.parse().map_err(|_| BadNote::Form)?;
        if number.to_string() != size {
            return Err(BadNote::Form);
        }
        let root = Hash::from_base64(root).ok_or(BadNote::Form)?;
        let extensions = lines.take_while(|l| !l.is_empty()).map(str::to_owned).collect();
        Ok(Self { origin: origin.to_owned(), size: number, root, extensions })
    }

    /// What a note says, when `key` has signed it under the name of the log.
    ///
    /// # Errors
    /// [`BadNote`] says what is wrong.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, BadNote> {
        let said = Self::parse(note)?;
        let own = key.renamed(&said.origin).ok_or(BadNote::Form)?;
        Self::parse(own.open(note)?)
    }
}
