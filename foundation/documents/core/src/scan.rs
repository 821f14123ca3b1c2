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
    /// More than the scanner looks through, by its own word.
    #[error("more than the scanner takes")]
    TooLarge,
    /// More bytes than the scanner is sent: it was not asked.
    #[error("more than the scanner is sent")]
    NotSent,
    /// What has a password cannot be looked through.
    #[error("the scanner cannot look into it without a password")]
    Locked,
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

    /// What is to be told when it does not answer: only the first time since its last answer.
    pub(crate) fn news(&self) -> Option<News> {
        let told = self.told.swap(true, Ordering::Relaxed);
        (!told).then(|| News(Some(Arc::clone(&self.told))))
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

/// Word about a scanner that does not answer. When it is dropped before it was told, the next time is the first one.
pub(crate) struct News(Option<Arc<AtomicBool>>);

impl News {
    /// The administrators know.
    pub(crate) fn told(mut self) {
        self.0 = None;
    }
}

impl Drop for News {
    fn drop(&mut self) {
        if let Some(told) = &self.0 {
            told.store(false, Ordering::Relaxed);
        }
    }
}

fn plain(text: &str) -> LocalizedText {
    LocalizedText { kk: text.to_owned(), ru: text.to_owned(), en: text.to_owned() }
}
