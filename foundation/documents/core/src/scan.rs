//! Known malicious content: every received file is shown to a virus scanner before it counts as kept (ASVS 5.4.3).
//!
//! What the scanner cannot judge is not taken: without an answer the way in is closed, not open.

use crate::ByteStream;
use async_trait::async_trait;
use orda_base::{LocalizedText, Result, Role};
use orda_identity::Directory;
use orda_notifications::Notice;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Key of the notice to the security officers: malicious content came.
pub const INFECTED_NOTICE: &str = "documents-notice-infected";
/// Key of the notice to the administrators: the scanner does not answer.
pub const SCANNER_NOTICE: &str = "documents-notice-scanner";

/// What a scanner found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Nothing that it knows.
    Clean,
    /// Malicious content of this name.
    Infected(String),
}

/// Why there is no finding.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoFinding {
    /// More bytes than the scanner takes.
    #[error("more than the scanner takes")]
    TooLarge,
    /// The scanner did not answer, or not in time, or something that is no answer; in technical words.
    #[error("{0}")]
    Silent(String),
    /// The bytes could not be read to their end.
    #[error("{0}")]
    Unread(orda_base::Error),
}

/// A virus scanner.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Looks at `size` bytes.
    ///
    /// # Errors
    /// There is no finding; the file must not be taken.
    async fn scan(&self, size: u64, bytes: ByteStream) -> Result<Finding, NoFinding>;
}

/// The scanner with those who are told.
#[derive(Clone)]
pub(crate) struct Watch {
    pub(crate) scanner: Arc<dyn Scanner>,
    directory: Arc<dyn Directory>,
    /// The administrators know that it does not answer, until it does again.
    told: Arc<AtomicBool>,
}

impl Watch {
    pub(crate) fn new(scanner: Arc<dyn Scanner>, directory: Arc<dyn Directory>) -> Self {
        Self { scanner, directory, told: Arc::default() }
    }

    /// It answered.
    pub(crate) fn answered(&self) {
        self.told.store(false, Ordering::Relaxed);
    }

    /// Is this the first time since its last answer that it did not?
    pub(crate) fn is_news(&self) -> bool {
        !self.told.swap(true, Ordering::Relaxed)
    }

    /// The administrators were not told after all.
    pub(crate) fn untold(&self) {
        self.told.store(false, Ordering::Relaxed);
    }

    /// Notices to the security officers about malicious content.
    pub(crate) async fn infected(&self, found: &str) -> Result<Vec<Notice>> {
        // Not the name of the file: notices are mailed.
        let link = "/accounting?resource=file&outcome=refused";
        self.notices(Role::SecurityOfficer, INFECTED_NOTICE, &[("found", plain(found))], link).await
    }

    /// Notices to the administrators about a scanner that does not answer.
    pub(crate) async fn silent(&self, why: &str) -> Result<Vec<Notice>> {
        self.notices(Role::Administrator, SCANNER_NOTICE, &[("why", plain(why))], "/admin/safety").await
    }

    async fn notices(
        &self,
        role: Role,
        kind: &'static str,
        args: &[(&'static str, LocalizedText)],
        link: &str,
    ) -> Result<Vec<Notice>> {
        let holders = self.directory.holders(role, None).await?;
        let notice =
            |recipient| Notice { recipient, kind, args: args.to_vec(), link: link.to_owned(), needs_action: true };
        Ok(holders.iter().map(|holder| notice(holder.id)).collect())
    }
}

fn plain(text: &str) -> LocalizedText {
    LocalizedText { kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() }
}
