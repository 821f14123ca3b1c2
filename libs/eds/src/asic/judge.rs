//! Judging a container: every signature and stamp in it, and that they cover everything.

use super::{Container, File, MANIFEST_NAME, Manifest, RECORD_MANIFEST, is_record};
use crate::record::validate_with_record;
use crate::validate::{Check, Context, SignatureReport, Validation, judge_stamp, validate};
use crate::{Content, Digest, Envelope, Error, Reason, Result, TimeStamp};
use std::collections::{HashMap, HashSet};

/// Signatures of each kind that are looked at: each is work.
const SIGNATURES: usize = 64;

/// Digests of files, by their place, each made once.
type Digests = HashMap<(usize, Digest), Vec<u8>>;

/// What a signed list of digests says of one file. (Lists have formats of their own: whoever knows them reads them.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name in the list. In the container it may have another: the digest is what counts.
    pub name: String,
    /// The digest.
    pub digest: Digest,
    /// Its value.
    pub value: Vec<u8>,
}

/// Reads a signed file as a list of digests; nothing for one that is none.
type ReadList<'a> = &'a dyn Fn(&[u8]) -> Option<Vec<Listed>>;

impl Container {
    /// Validates every signature. Every file outside `META-INF` must be covered by every one of the manifests, to the bit.
    pub fn validate(&self, context: &Context<'_>) -> Validation {
        self.validate_with(context, &|_| None)
    }

    /// As [`Self::validate`]; signed files that are lists of digests, as `read` understands them, cover the files they
    /// list. Beside detached signatures, every file must be one of them, be signed by one, or be listed in a signed list.
    pub fn validate_with(&self, context: &Context<'_>, read: ReadList<'_>) -> Validation {
        let mut validation = Validation::new(context.at);
        let pairs = self.pairs();
        let brought: Vec<Envelope> = pairs.iter().filter_map(|(_, p7s)| Envelope::read(&p7s.bytes).ok()).collect();
        let mut digests = Digests::new();
        for (place, file) in self.manifests(MANIFEST_NAME).enumerate() {
            if place == SIGNATURES {
                validation.add(failed(Check::Form, Error::new(Reason::TooLarge, "too many manifests")));
                break;
            }
            match self.manifest(&file.bytes, &brought, context, &mut digests) {
                Ok(judged) => judged.into_iter().for_each(|report| validation.add(report)),
                Err((check, e)) => validation.add(failed(check, e)),
            }
        }
        let mut records = HashMap::new();
        for (place, file) in self.manifests(RECORD_MANIFEST).enumerate() {
            let read = if place == SIGNATURES {
                Err(Error::new(Reason::TooLarge, "too many evidence records"))
            } else {
                self.record(&file.bytes, &pairs, &mut digests)
            };
            match read {
                Ok((pair, record)) => drop(records.insert(pair, record)),
                Err(e) => validation.add(failed(Check::EvidenceRecord, e)),
            }
        }
        let mut covered: HashSet<&str> = HashSet::from(["mimetype"]);
        for (place, (signed, signature)) in pairs.iter().enumerate() {
            if place == SIGNATURES {
                validation.add(failed(Check::Form, Error::new(Reason::TooLarge, "too many signatures")));
                break;
            }
            covered.extend([signed.name.as_str(), signature.name.as_str()]);
            let list = read(&signed.bytes).unwrap_or_default();
            let missing = self.listed(&list, &mut digests, &mut covered);
            let content = Content::Bytes(&signed.bytes);
            let judged = match records.get(&place) {
                Some(record) => validate_with_record(&signature.bytes, &content, record, context),
                None => validate(&signature.bytes, Some(&content), context),
            };
            for mut report in judged.signatures {
                if let Some(name) = &missing {
                    report.note(Check::Content, Err(Error::new(Reason::ContentMissing, name)));
                    report.conclude(None);
                }
                validation.add(report);
            }
        }
        let stray = |f: &&File| !f.name.starts_with("META-INF/") && !covered.contains(f.name.as_str());
        if let (false, Some(file)) = (pairs.is_empty(), self.files.iter().find(stray)) {
            validation.add(failed(Check::Content, Error::new(Reason::FileNotCovered, &file.name)));
        }
        validation
    }

    /// Manifests whose name begins so.
    fn manifests<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |f| {
            f.name.strip_prefix("META-INF/").is_some_and(|name| name.contains(kind))
                && f.name.strip_suffix(".xml").is_some()
        })
    }

    /// The evidence record that a manifest names, with the place of the pair that it covers: a signed file and the
    /// signature beside it, both to the bit, and nothing else.
    fn record(&self, xml: &[u8], pairs: &[(&File, &File)], digests: &mut Digests) -> Result<(usize, &[u8])> {
        let manifest = Manifest::read(xml)?;
        let record = self.file(&manifest.signature).filter(|_| is_record(&manifest.signature));
        let record = record.ok_or_else(|| Error::new(Reason::MaterialMissing, &manifest.signature))?;
        self.fits(&manifest, digests)?;
        let named = |file: &File| manifest.references.iter().any(|(name, ..)| *name == file.name);
        let pair = pairs.iter().position(|(signed, signature)| named(signed) && named(signature));
        match (pair, manifest.references.len()) {
            (Some(pair), 2) => Ok((pair, record)),
            _ => Err(Error::new(Reason::FileNotCovered, &manifest.signature)),
        }
    }

    /// Files with the detached signatures that stand beside them.
    fn pairs(&self) -> Vec<(&File, &File)> {
        let outside = self.files.iter().filter(|f| !f.name.starts_with("META-INF/"));
        let pair = |signature: &File| {
            let signed = signature.name.strip_suffix(".p7s")?;
            self.files.iter().position(|f| f.name == signed)
        };
        outside.filter_map(|signature| Some((&self.files[pair(signature)?], signature))).take(SIGNATURES + 1).collect()
    }

    /// Adds the files that a list names to those covered; gives the name of the first that is not there.
    fn listed<'a>(&'a self, list: &[Listed], digests: &mut Digests, covered: &mut HashSet<&'a str>) -> Option<String> {
        let mut missing = None;
        // By digest: a file may stand in the container under another name.
        let mut known: HashMap<(Digest, &[u8]), Vec<usize>> = HashMap::new();
        let kinds: HashSet<Digest> = list.iter().map(|entry| entry.digest).collect();
        for digest in &kinds {
            for (place, file) in self.files.iter().enumerate().filter(|(_, f)| !f.name.starts_with("META-INF/")) {
                digests.entry((place, *digest)).or_insert_with(|| digest.of(&file.bytes));
            }
        }
        for ((place, digest), value) in digests.iter() {
            known.entry((*digest, value)).or_default().push(*place);
        }
        for entry in list {
            match known.get(&(entry.digest, entry.value.as_slice())) {
                Some(places) => covered.extend(places.iter().map(|place| self.files[*place].name.as_str())),
                None => missing = missing.or_else(|| Some(entry.name.clone())),
            }
        }
        missing
    }

    /// A manifest with its signature, or its stamp. A stamp that holds gives no report: nobody signed.
    fn manifest(
        &self,
        xml: &[u8],
        brought: &[Envelope],
        context: &Context<'_>,
        digests: &mut Digests,
    ) -> Result<Vec<SignatureReport>, (Check, Error)> {
        let form = |e| (Check::Form, e);
        let manifest = Manifest::read(xml).map_err(form)?;
        let signature = self.file(&manifest.signature);
        let signature =
            signature.ok_or_else(|| Error::new(Reason::MaterialMissing, &manifest.signature)).map_err(form)?;
        let covered = self.covered(&manifest, digests);
        let over = Content::Bytes(xml);
        if let Ok(stamp) = TimeStamp::read(signature) {
            covered.map_err(|e| (Check::Content, e))?;
            judge_stamp(&stamp, &over, brought, context).map_err(|e| (Check::ArchiveStamp, e))?;
            return Ok(Vec::new());
        }
        let mut judged = validate(signature, Some(&over), context);
        if let Err(e) = covered {
            for report in &mut judged.signatures {
                report.note(Check::Content, Err(e.clone()));
                report.conclude(None);
            }
        }
        Ok(judged.signatures)
    }

    /// Do the files have the digests that a manifest names?
    fn fits(&self, manifest: &Manifest, digests: &mut Digests) -> Result<()> {
        for (name, digest, value) in &manifest.references {
            let place = self.files.iter().position(|f| f.name == *name);
            let place = place.ok_or_else(|| Error::new(Reason::FileNotCovered, name))?;
            let made = digests.entry((place, *digest)).or_insert_with(|| digest.of(&self.files[place].bytes));
            if made != value {
                return Err(Error::new(Reason::DigestMismatch, name));
            }
        }
        Ok(())
    }

    fn covered(&self, manifest: &Manifest, digests: &mut Digests) -> Result<()> {
        self.fits(manifest, digests)?;
        let outside = |f: &&File| f.name != "mimetype" && !f.name.starts_with("META-INF/");
        match self.files.iter().filter(outside).find(|f| !manifest.references.iter().any(|(name, ..)| *name == f.name))
        {
            Some(file) => Err(Error::new(Reason::FileNotCovered, &file.name)),
            None => Ok(()),
        }
    }
}

/// The report of something that cannot even be judged.
fn failed(check: Check, error: Error) -> SignatureReport {
    let mut report = SignatureReport::new();
    report.note(check, Err(error));
    report.conclude(None);
    report
}
