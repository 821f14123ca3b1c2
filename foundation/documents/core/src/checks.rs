//! The integrity check: stored bytes are read again and again and compared with what was received, so that what somebody has
//! changed on the disk, or the disk has spoiled, is found before it is needed (385-62-d).
//!
//! New bytes come first, at any hour; what was read before is read again at night, the longest unread first. Where the check is,
//! the rows themselves say: it goes on after a restart.

use crate::{Blob, BlobId, Documents, FileId, Verification};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, LocalizedText, Operation, Permission, Result, Role, Timestamp};
use orda_identity::Directory;
use orda_notifications::Notice;
use std::sync::Arc;

/// Key of the notice to the security officers.
pub const INTEGRITY_NOTICE: &str = "documents-notice-damaged";
/// Where the state is shown.
pub const INTEGRITY_PAGE: &str = "/admin/integrity";
/// Kind of resource in the accounting.
const FILE: &str = "file";
/// What the accounting calls a finding.
const FOUND: &str = "integrity check";
/// Bytes looked at in one go, one after the other.
const BATCH: u32 = 200;
/// Most damaged files that are listed.
const LISTED: u32 = 500;

/// How much is checked when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSettings {
    /// Days within which everything is read again; zero: only what is new is read.
    pub days: u32,
    /// Bytes that one run reads at most, beside the end of the last file.
    pub bytes: u64,
    /// Hour in Astana at which the night begins.
    pub night_from: i8,
    /// Hour at which it ends; equal to the beginning: day and night.
    pub night_until: i8,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self { days: 7, bytes: 256 << 20, night_from: 20, night_until: 7 }
    }
}

impl CheckSettings {
    /// What was last read before this moment is due at `now`; none: only what was never read.
    pub fn due_before(&self, now: Timestamp) -> Option<Timestamp> {
        let (hour, from, until) = (now.zoned().hour(), self.night_from, self.night_until);
        let night = match from.cmp(&until) {
            std::cmp::Ordering::Less => (from..until).contains(&hour),
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Greater => hour >= from || hour < until,
        };
        (night && self.days > 0).then(|| now.plus_seconds(-i64::from(self.days) * 24 * 3600))
    }
}

/// Damaged bytes as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedBlob {
    /// The bytes.
    pub blob: BlobId,
    /// A file that consists of them.
    pub file: FileId,
    /// Length in bytes, as received.
    pub size: u64,
    /// SHA-256 as received.
    pub sha256: [u8; 32],
    /// When the damage was found.
    pub found_at: Timestamp,
}

impl DamagedBlob {
    /// SHA-256 as received, 64 hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex::encode(self.sha256)
    }
}

/// How the stored bytes stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckState {
    /// How many there are.
    pub all: u64,
    /// How many were never read again.
    pub unread: u64,
    /// When the longest unread of the others was read.
    pub oldest: Option<Timestamp>,
    /// The damaged ones, the latest first, five hundred at most.
    pub damaged: Vec<DamagedBlob>,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// Read.
    pub read: u64,
    /// Found damaged, or damaged still.
    pub damaged: u64,
}

/// Where the check keeps how far it is.
#[async_trait]
pub trait CheckStore: Send + Sync {
    /// The bytes last read before `before`, the longest unread first, those never read before all others; each with a file
    /// that consists of them.
    async fn due(&self, before: Timestamp, limit: u32) -> Result<Vec<(Blob, FileId)>>;
    /// They are what was received. True when they were known as damaged: then `access` is accounted for.
    async fn intact(&self, blob: BlobId, now: Timestamp, access: &Access) -> Result<bool>;
    /// They are damaged. When that is new, `access` is accounted for and the notices are handed over, in one transaction.
    async fn damaged(&self, blob: BlobId, now: Timestamp, access: &Access, notices: &[Notice]) -> Result<bool>;
    /// How everything stands, with at most `limit` damaged ones.
    async fn state(&self, limit: u32) -> Result<CheckState>;
}

/// The check. Cheap to clone.
#[derive(Clone)]
pub struct Checks {
    store: Arc<dyn CheckStore>,
    documents: Arc<Documents>,
    directory: Arc<dyn Directory>,
    env: Env,
    settings: CheckSettings,
}

/// May the actor see how the stored bytes stand? Administrators and security officers of the portal.
fn may(actor: &Actor) -> Permission {
    Permission::when([Role::Administrator, Role::SecurityOfficer].into_iter().any(|role| actor.has_in_portal(role)))
}

impl Checks {
    /// Over these ports.
    pub fn new(
        store: Arc<dyn CheckStore>,
        documents: Arc<Documents>,
        directory: Arc<dyn Directory>,
        env: Env,
        settings: CheckSettings,
    ) -> Self {
        Self { store, documents, directory, env, settings }
    }

    /// Settings in force.
    pub const fn settings(&self) -> &CheckSettings {
        &self.settings
    }

    /// How the stored bytes stand.
    ///
    /// # Errors
    /// Forbidden for who is neither administrator nor security officer of the portal.
    pub async fn state(&self, actor: &Actor) -> Result<CheckState> {
        may(actor).check()?;
        self.store.state(LISTED).await
    }

    /// Reads what is due, as much as one run may. To be called every minute.
    ///
    /// # Errors
    /// The first failure of the database; what was read before it stays read.
    pub async fn run(&self) -> Result<Checked> {
        // Never read: the first moment of all.
        let never = Timestamp::from_micros(1);
        let before = self.settings.due_before(self.env.now()).unwrap_or(never);
        let mut done = Checked::default();
        let (mut bytes, mut unreadable) = (0, Vec::new());
        for (blob, file) in self.store.due(before, BATCH).await? {
            if bytes >= self.settings.bytes {
                break;
            }
            bytes += blob.size;
            match self.documents.verify_blob(&blob).await {
                Ok(Verification::Intact) => {
                    done.read += 1;
                    let access = Access::done(FILE, file, Operation::Read).detail(format!("{FOUND}: intact again"));
                    self.store.intact(blob.id, self.env.now(), &access).await?;
                }
                Ok(Verification::Damaged) => {
                    done.damaged += 1;
                    self.found(&blob, file).await?;
                }
                // The disk may be away for a while, or a part of it may be unreadable for ever.
                Err(Error::Unavailable(why)) => {
                    tracing::warn!(blob = %blob.id, error = why, "stored bytes cannot be read");
                    unreadable.push((blob, file));
                }
                // Destroyed meanwhile.
                Err(error) => tracing::info!(blob = %blob.id, %error, "stored bytes were not checked"),
            }
        }
        // Others could be read in the same run: the disk is there, these bytes are not.
        if done.read > 0 {
            for (blob, file) in unreadable {
                done.damaged += 1;
                self.found(&blob, file).await?;
            }
        }
        Ok(done)
    }

    async fn found(&self, blob: &Blob, file: FileId) -> Result<()> {
        let digest = hex::encode(blob.sha256);
        let error = Error::Internal(format!("stored bytes of blob {} are damaged", blob.id));
        let access = Access::done(FILE, file, Operation::Read).ended(&error).detail(format!("{FOUND} {digest}"));
        let plain = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
        let officers = self.directory.holders(Role::SecurityOfficer, None).await?;
        let notice = |recipient| Notice {
            recipient,
            kind: INTEGRITY_NOTICE,
            args: vec![("digest", plain(digest.clone()))],
            link: INTEGRITY_PAGE.to_owned(),
            needs_action: true,
        };
        let notices: Vec<Notice> = officers.iter().map(|officer| notice(officer.id)).collect();
        if self.store.damaged(blob.id, self.env.now(), &access, &notices).await? {
            tracing::error!(blob = %blob.id, %file, "stored bytes are damaged");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At night everything unread for a week is due, by day only what was never read; without days nothing is read twice.
    #[test]
    fn the_night_is_for_what_was_read_before() {
        // 22 November 2026, 14:05 in Astana; the night is from 20 to 7.
        let noon = Timestamp::from_seconds(1_795_338_300);
        let settings = CheckSettings::default();
        let due = |hours: i64| settings.due_before(noon.plus_seconds(hours * 3600));
        assert_eq!((due(0), due(5), due(17)), (None, None, None));
        let night = noon.plus_seconds(6 * 3600);
        assert_eq!(due(6), Some(night.plus_seconds(-7 * 24 * 3600)));
        assert!(due(16).is_some());
        let always = CheckSettings { night_from: 0, night_until: 0, ..CheckSettings::default() };
        assert!(always.due_before(noon).is_some());
        assert_eq!(CheckSettings { days: 0, ..always }.due_before(noon), None);
    }
}
