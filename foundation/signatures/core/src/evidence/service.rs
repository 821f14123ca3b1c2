//! The use cases of evidence: making and renewing it in the background, and judging a signature by it.

use super::augment::{Maker, Trouble};
use super::container::Signed;
use super::plan::{GIVE_UP, Settings, delay, next_renewal};
use super::together::{Answers, Waiting};
use super::{Evidence, EvidenceStore};
use crate::centre::CertifyingCentre;
use crate::{SignatureId, SignatureRecord, TrustVerifier};
use eds::validate::{Level, Validation, Verdict};
use eds::{Care, Digest};
use orda_base::{Access, Env, Error, Operation, Result, Timestamp};
use std::sync::Arc;

/// Signatures whose first evidence is made in one go.
const BATCH: usize = 100;
/// Signatures that are looked at in one go: so many share a stamp when they are renewed.
const DUE: u32 = 1000;

/// Bytes of all files of a container that somebody brings, unpacked, at most.
const UNPACKED: u64 = 64 << 20;

/// Digests of stamps, the first choice first.
const DIGESTS: [Digest; 3] = [Digest::Sha256, Digest::Sha512, Digest::Streebog512];

/// Keeps signatures provable.
pub struct Preservation {
    store: Arc<dyn EvidenceStore>,
    centre: Arc<CertifyingCentre>,
    trust: Arc<TrustVerifier>,
    env: Env,
    settings: Settings,
}

/// What was done in one go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ran {
    /// Signatures that were worked on.
    pub worked: usize,
    /// Those that failed, with what was seen: for the log.
    pub troubles: Vec<(SignatureId, String)>,
    /// Is there more to do at once?
    pub more: bool,
}

impl Ran {
    fn add(&mut self, id: SignatureId, trouble: Option<String>) {
        self.worked += 1;
        self.troubles.extend(trouble.map(|trouble| (id, trouble)));
    }
}

/// A kept signature judged by its evidence.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The report over the evidence; over the signature alone while there is none.
    pub validation: Validation,
    /// The evidence; nothing for a signature that has none in line.
    pub evidence: Option<Evidence>,
}

impl Preservation {
    /// Evidence in `store`, with stamps and answers of `centre`, judged by what `trust` trusts.
    pub fn new(
        store: Arc<dyn EvidenceStore>,
        centre: Arc<CertifyingCentre>,
        trust: Arc<TrustVerifier>,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self { store, centre, trust, env, settings }
    }

    /// Makes and renews what is due. To be called by a job every few seconds; says how many signatures were worked on. A
    /// signature that fails waits longer and longer and does not keep the others.
    ///
    /// # Errors
    /// Only when nothing can be read or written at all.
    pub async fn run_due(&self) -> Result<Ran> {
        let due = self.store.due(self.env.now(), DUE).await?;
        let mut ran = Ran { more: due.len() == DUE as usize, ..Ran::default() };
        let maker = Maker { centre: &self.centre, trust: &self.trust, digest: self.digest() };
        let (mut waiting, mut answers, mut alone) = (Vec::new(), Answers::default(), 0);
        for id in due {
            let Some((record, evidence)) = self.store.load(id).await? else { continue };
            let together = evidence.record.is_some() || (self.settings.records && evidence.cms.is_some());
            if together {
                match maker.waiting(record, evidence, &mut answers).await {
                    Ok(one) => waiting.push(one),
                    Err((trouble, evidence)) => {
                        ran.add(id, self.keep(evidence, Err((trouble, false))).await?);
                    }
                }
            } else if alone == BATCH {
                ran.more = true;
            } else {
                alone += 1;
                let made = self.made(&maker, &record, &evidence).await;
                ran.add(id, self.keep(evidence, made).await?);
            }
        }
        self.renew_together(&maker, waiting, &mut ran).await?;
        Ok(ran)
    }

    /// One stamp over all of these, and each one's record with it.
    async fn renew_together(&self, maker: &Maker<'_>, waiting: Vec<Waiting>, ran: &mut Ran) -> Result<()> {
        if waiting.is_empty() {
            return Ok(());
        }
        let stamped = maker.stamp_over(&waiting).await;
        for Waiting { record, evidence, cms, pending } in waiting {
            let finished = match &stamped {
                Ok((tree, token)) => {
                    let finished = pending.finish(tree, token).and_then(|record| record.to_der());
                    finished.map_err(|e| (Trouble::from(e), false))
                }
                Err(trouble) => Err((trouble.again(), false)),
            };
            let made = match finished {
                Ok(kept) => self.judged(&record, &evidence, cms, Some(kept)).await,
                Err(failed) => Err(failed),
            };
            ran.add(evidence.signature, self.keep(evidence, made).await?);
        }
        Ok(())
    }

    /// Keeps what was made, or that it failed; says what the trouble was.
    async fn keep(&self, evidence: Evidence, made: Result<Evidence, (Trouble, bool)>) -> Result<Option<String>> {
        let id = evidence.signature;
        match made {
            Ok(fresh) => {
                let access = Access::done("signature", id, Operation::Change).detail(format!(
                    "evidence {} {}",
                    fresh.level.map_or("", Level::code),
                    fresh.renewals
                ));
                self.store.save(&fresh, self.env.now(), Some(&access)).await?;
                Ok(None)
            }
            Err((trouble, wrong)) => {
                let attempts = evidence.attempts.saturating_add(1);
                let given_up = wrong && attempts >= GIVE_UP && evidence.cms.is_none();
                let due_at = (!given_up).then(|| self.env.now().plus_seconds(delay(attempts)));
                let failed = Evidence { due_at, attempts, trouble: trouble.code().to_owned(), ..evidence };
                self.store.save(&failed, self.env.now(), None).await?;
                Ok(Some(trouble.to_string()))
            }
        }
    }

    /// The evidence with one step more, a stamp of its own.
    async fn made(
        &self,
        maker: &Maker<'_>,
        record: &SignatureRecord,
        evidence: &Evidence,
    ) -> Result<Evidence, (Trouble, bool)> {
        let made = match &evidence.cms {
            None => maker.first(&record.cms, &record.manifest).await,
            Some(cms) => maker.renewed(cms, &record.manifest).await,
        };
        let cms = made.map_err(|trouble| (trouble, false))?;
        self.judged(record, evidence, cms, None).await
    }

    /// The new evidence. Nothing is kept that does not prove everything that was proven before.
    async fn judged(
        &self,
        record: &SignatureRecord,
        evidence: &Evidence,
        cms: Vec<u8>,
        kept: Option<Vec<u8>>,
    ) -> Result<Evidence, (Trouble, bool)> {
        let now = self.env.now();
        // What is brought along for the first time is new; what is renewed was taken in then.
        let care = if evidence.cms.is_none() { Care::New } else { Care::Kept };
        let validation = self.validate_kept(&record.manifest, &cms, kept.as_deref(), care).await;
        let validation = validation.map_err(|e| (e.into(), false))?;
        let found = validation.signatures.first();
        let level = found.and_then(|s| s.proven_level).filter(|level| *level >= Level::Lt);
        let proven = found.and_then(|s| s.proven_time).map(Timestamp::from_seconds);
        let earlier = evidence.proven_at.is_none_or(|before| proven.is_some_and(|proven| proven <= before));
        let (Some(level), Some(proven), true, Verdict::Valid) = (level, proven, earlier, validation.verdict) else {
            let failed = found.and_then(|s| s.checks.iter().find(|check| check.reason.is_some()));
            let reason = failed.and_then(|check| check.reason).unwrap_or(eds::Reason::MaterialMissing);
            let detail = failed.map(|check| format!("{} {}", check.check.code(), check.detail)).unwrap_or_default();
            return Err((eds::Error { reason, detail }.into(), validation.verdict == Verdict::Invalid));
        };
        let due = next_renewal(&cms, kept.as_deref(), &self.settings).unwrap_or(now);
        Ok(Evidence {
            signature: evidence.signature,
            revision: evidence.revision,
            // A stamp that ages at once would be renewed without end.
            due_at: Some(due.max(now.plus_seconds(delay(u32::MAX)))),
            attempts: 0,
            trouble: String::new(),
            renewals: evidence.renewals + u32::from(evidence.cms.is_some()),
            cms: Some(cms),
            level: Some(level),
            proven_at: Some(proven),
            made_at: Some(now),
            record: kept,
        })
    }

    /// The digest of stamps made now: one that holds until they would be renewed anyway.
    fn digest(&self) -> Digest {
        let now = self.env.now().seconds();
        let margin = 2 * i64::from(self.settings.renew_days) * 86_400;
        let holds = |digest: &Digest| {
            eds::strength::retires(&self.settings.retired, digest.name()).is_none_or(|at| at > now + margin)
        };
        DIGESTS.into_iter().find(holds).unwrap_or(Digest::Streebog512)
    }

    /// Validates a signature of any form over detached content as of `at` (or with its content inside).
    pub async fn validate(&self, content: &[u8], cms: &[u8], at: Timestamp) -> Result<Validation> {
        let content = (!content.is_empty()).then_some(content);
        self.trust.validate(content, cms, at, &self.settings.retired, Care::New).await
    }

    /// Validates a signature as of now by its evidence, with the record over it when there is one.
    async fn validate_kept(&self, content: &[u8], cms: &[u8], record: Option<&[u8]>, care: Care) -> Result<Validation> {
        let (now, retired) = (self.env.now(), &self.settings.retired);
        if let Some(record) = record {
            self.trust.validate_with_record(content, cms, record, now, retired, care).await
        } else {
            let content = (!content.is_empty()).then_some(content);
            self.trust.validate(content, cms, now, retired, care).await
        }
    }

    /// Validates a container as of now.
    ///
    /// # Errors
    /// Field `signature`, when it is none.
    pub async fn validate_container(&self, bytes: &[u8]) -> Result<Validation> {
        let container = eds::asic::Container::read_within(bytes, UNPACKED).map_err(crate::refusal::request)?;
        self.trust.validate_container(&container, self.env.now(), &self.settings.retired).await
    }

    /// Judges kept signatures now, each by its evidence.
    pub async fn prove(&self, records: &[&SignatureRecord]) -> Result<Vec<Proof>> {
        let ids: Vec<SignatureId> = records.iter().map(|record| record.id).collect();
        let mut all = self.store.of(&ids).await?;
        let mut proofs = Vec::with_capacity(records.len());
        for record in records {
            let evidence = all.iter().position(|e| e.signature == record.id).map(|at| all.swap_remove(at));
            let kept = evidence.as_ref().and_then(|e| e.cms.as_deref()).unwrap_or(&record.cms);
            let over = evidence.as_ref().and_then(|e| e.record.as_deref());
            let validation = self.validate_kept(&record.manifest, kept, over, Care::Kept).await?;
            proofs.push(Proof { validation, evidence });
        }
        Ok(proofs)
    }

    /// A container of signatures over one thing with all their evidence, the signed descriptions and `files`, stamped as a
    /// whole: everything that is needed to check it elsewhere with the root alone. The CALLER has checked the right to see
    /// all of it.
    pub async fn container(&self, records: &[&SignatureRecord], files: Vec<super::DataFile>) -> Result<Vec<u8>> {
        let ids: Vec<SignatureId> = records.iter().map(|record| record.id).collect();
        let all = self.store.of(&ids).await?;
        let mut signed = Vec::with_capacity(records.len());
        for record in records {
            let evidence = all.iter().find(|e| e.signature == record.id);
            let cms = evidence.and_then(|e| e.cms.as_deref()).unwrap_or(&record.cms);
            let (cms, over) = self.with_the_latest(cms, evidence.and_then(|e| e.record.as_deref())).await?;
            signed.push(Signed { manifest: record.manifest.clone(), cms, record: over });
        }
        let (files, manifest, over) = super::container::arranged(signed, files, self.digest());
        let token = self.centre.stamp(self.digest(), &manifest).await?;
        let lists = self.trust.lists_of(&crate::trust_longterm::issuers(&token)).await?;
        let token = eds::make::add_material(&token, &[], &lists, &[]).map_err(Error::internal)?;
        let manifests: Vec<(Vec<u8>, Vec<u8>)> = [(manifest, token)].into_iter().chain(over).collect();
        eds::asic::Container::write(&files, &manifests).map_err(Error::internal)
    }

    /// The evidence with what is known today of those who made its stamps: so that it can be checked where the portal
    /// cannot be asked.
    /// It goes where no stamp covers it yet: into the newest stamp of the record, or beside the signature.
    async fn with_the_latest(&self, cms: &[u8], record: Option<&[u8]>) -> Result<(Vec<u8>, Option<Vec<u8>>)> {
        let issuers = crate::trust_longterm::issuers(record.unwrap_or(cms));
        let lists = self.trust.lists_of(&issuers).await?;
        let Some(record) = record else {
            return eds::make::add_material(cms, &[], &lists, &[]).map(|cms| (cms, None)).map_err(Error::internal);
        };
        let record =
            eds::record::EvidenceRecord::read(record).and_then(|r| r.with_material(&[], &lists, &[])?.to_der());
        Ok((cms.to_vec(), Some(record.map_err(Error::internal)?)))
    }
}
