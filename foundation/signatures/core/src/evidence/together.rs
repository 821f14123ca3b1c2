//! Renewing the evidence of many signatures by one stamp: a tree of digests, and an evidence record for each (RFC 4998).

use super::Evidence;
use super::augment::{Maker, Trouble};
use crate::SignatureRecord;
use eds::record::{EvidenceRecord, Pending, Tree};
use eds::{Reason, make};
use std::collections::HashMap;

/// Answers about authorities of stamps, by certificate: of one authority the same answer for all, so that signatures whose
/// last stamp is the same are one leaf of the tree.
#[derive(Default)]
pub(super) struct Answers(HashMap<Vec<u8>, Vec<Vec<u8>>>);

/// A signature in line for the stamp.
pub(super) struct Waiting {
    pub record: SignatureRecord,
    pub evidence: Evidence,
    /// The signature with its evidence, as the record covers it.
    pub cms: Vec<u8>,
    pub pending: Pending,
}

impl Maker<'_> {
    /// Prepares the evidence of a signature for the next stamp. While there is no record, what is known of the newest
    /// stamp's authority goes into the signature's own evidence, later into the record's newest stamp.
    pub async fn waiting(
        &self,
        record: SignatureRecord,
        evidence: Evidence,
        answers: &mut Answers,
    ) -> Result<Waiting, (Trouble, Evidence)> {
        match self.prepared(&record, &evidence, answers).await {
            Ok((cms, pending)) => Ok(Waiting { record, evidence, cms, pending }),
            Err(trouble) => Err((trouble, evidence)),
        }
    }

    async fn prepared(
        &self,
        record: &SignatureRecord,
        evidence: &Evidence,
        answers: &mut Answers,
    ) -> Result<(Vec<u8>, Pending), Trouble> {
        let cms = evidence.cms.as_deref().unwrap_or(&record.cms);
        let things = |cms: &[u8]| [self.digest.of(&record.manifest), self.digest.of(cms)];
        let Some(kept) = &evidence.record else {
            let cms = make::add_material(cms, &[], &[], &self.answers_for_stamp(cms).await?)?;
            let pending = Pending::first(self.digest, &things(&cms));
            return Ok((cms, pending));
        };
        let kept = EvidenceRecord::read(kept)?;
        let authority = kept.newest_stamp().verify_signature(&[])?.clone();
        if !answers.0.contains_key(authority.der()) {
            let answer = self.centre.answer_about(&authority).await?;
            answers.0.insert(authority.der().to_vec(), answer.into_iter().collect());
        }
        let known = answers.0.get(authority.der()).map_or(&[][..], Vec::as_slice);
        let kept = kept.with_material(&[], &[], known)?;
        let same = kept.digests().last() == Some(&self.digest);
        let pending = if same { Pending::renewed(kept) } else { Pending::rehashed(kept, self.digest, &things(cms)) };
        Ok((cms.to_vec(), pending))
    }

    /// One stamp over all of them.
    pub async fn stamp_over(&self, waiting: &[Waiting]) -> Result<(Tree, Vec<u8>), Trouble> {
        let tree = Tree::over(self.digest, waiting.iter().map(|w| w.pending.leaf()));
        let tree = tree.ok_or(eds::Error::from(Reason::MaterialMissing))?;
        let token = self.centre.stamp_imprint(self.digest, tree.root()).await?;
        Ok((tree, token))
    }
}
