//! Containers: a signed thing to be taken away, with everything that is needed to check it.
//!
//! ```text
//! mimetype                      application/vnd.etsi.asic-e+zip
//! files/…                       the parts that were signed, original bytes
//! signatures/1.json             what was signed: the manifest
//! signatures/1.json.p7s         the signature over it, with its evidence
//! META-INF/ASiCManifest.xml     digests of all of these
//! META-INF/timestamp.tst        a stamp over those digests
//! META-INF/1.ers                the evidence record over the two, when there is one
//! META-INF/ASiCEvidenceRecordManifest2.xml    that it is over them
//! ```

use crate::Manifest;
use eds::Digest;
use eds::asic::{File, Listed, Manifest as AsicManifest};

/// A part of what was signed: its name and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its name, as it was signed.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The parts that a signed manifest lists; nothing for bytes that are none. For [`eds::asic::Container::validate_with`].
pub fn listed(content: &[u8]) -> Option<Vec<Listed>> {
    let manifest = Manifest::from_bytes(content).ok()?;
    let part = |part: crate::Part| {
        // A digest that cannot be read fits no file.
        let value = hex::decode(&part.sha256).unwrap_or_default();
        Listed { name: part.name, digest: Digest::Sha256, value }
    };
    Some(manifest.parts.into_iter().map(part).collect())
}

/// A signature with what it signs.
pub(super) struct Signed {
    pub manifest: Vec<u8>,
    pub cms: Vec<u8>,
    /// The evidence record over both.
    pub record: Option<Vec<u8>>,
}

/// Manifests of a container with what they name.
type Named = Vec<(Vec<u8>, Vec<u8>)>;

/// The files of a container, the manifest over them, and the evidence records with theirs.
pub(super) fn arranged(signed: Vec<Signed>, parts: Vec<DataFile>, digest: Digest) -> (Vec<File>, Vec<u8>, Named) {
    let (mut files, mut records) = (Vec::new(), Vec::new());
    for part in parts {
        let name = free_name(&files, &part.name);
        files.push(File { name, bytes: part.bytes });
    }
    for (place, one) in (1..).zip(signed) {
        let name = format!("signatures/{place}.json");
        files.push(File { name: format!("{name}.p7s"), bytes: one.cms });
        files.push(File { name, bytes: one.manifest });
        if let Some(record) = one.record {
            let pair = &files[files.len() - 2..];
            records.push((AsicManifest::over(pair, digest, &format!("META-INF/{place}.ers")).to_xml(), record));
        }
    }
    let manifest = AsicManifest::over(&files, digest, "META-INF/timestamp.tst").to_xml();
    (files, manifest, records)
}

/// A name below `files/` that no other file has: what a name of a file may hold elsewhere must not lead out of a folder.
fn free_name(files: &[File], wanted: &str) -> String {
    let plain: String =
        wanted.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c }).collect();
    let plain = if plain.trim_matches('.').is_empty() { "part".to_owned() } else { plain };
    let taken = |name: &str| files.iter().any(|f| f.name == name);
    let first = format!("files/{plain}");
    if !taken(&first) {
        return first;
    }
    // Among one name more than there are files one is free.
    (2..files.len() + 3).map(|n| format!("files/{n}-{plain}")).find(|name| !taken(name)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names lead nowhere else and none is taken twice.
    #[test]
    fn names_stay_inside() {
        let parts = ["../../etc/passwd", "a.docx", "a.docx", "..", "C:\\x"];
        let parts = parts.map(|name| DataFile { name: name.to_owned(), bytes: Vec::new() }).to_vec();
        let (files, ..) = arranged(Vec::new(), parts, Digest::Sha256);
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["files/.._.._etc_passwd", "files/a.docx", "files/2-a.docx", "files/part", "files/C__x"]);
    }
}
