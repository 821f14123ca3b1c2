//! Use cases of an administrator with e-mails that did not arrive (385-11).

use crate::{MailId, MailState, Mailer};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, LocalizedText, Operation, Page, PageRequest, Permission, PersonId, Result};
use orda_base::{Role, Timestamp};
use std::sync::Arc;

/// An e-mail as administrators see it: where it stands, not what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The mail.
    pub id: MailId,
    /// Who is told.
    pub recipient: PersonId,
    /// Address that was last tried; empty before the first attempt.
    pub address: String,
    /// Key of the message.
    pub kind: String,
    /// Arguments of the message.
    pub args: Vec<(String, LocalizedText)>,
    /// Where it stands.
    pub state: MailState,
    /// Attempts made.
    pub attempts: u32,
    /// When it is tried next, while waiting.
    pub next_at: Timestamp,
    /// What was wrong with the last attempt; empty when nothing was.
    pub last_error: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// Which deliveries are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeliveryFilter {
    /// In this state; without it, everything that did not arrive.
    pub state: Option<MailState>,
}

/// Where deliveries are kept.
#[async_trait]
pub trait DeliveryStore: Send + Sync {
    /// Deliveries, newest first.
    async fn list(&self, filter: &DeliveryFilter, page: PageRequest) -> Result<Page<Delivery>>;

    /// Puts a mail that failed or had no address, or that waits for its next attempt, at the head of the queue, with
    /// the record of who did it. Answers whether there was one.
    async fn resend(&self, mail: MailId, actor: &Actor, now: Timestamp, access: &Access) -> Result<bool>;
}

/// Deliveries, for administrators of the portal.
pub struct Deliveries {
    store: Arc<dyn DeliveryStore>,
    mailer: Arc<dyn Mailer>,
    env: Env,
}

impl Deliveries {
    /// Over this store.
    pub fn new(store: Arc<dyn DeliveryStore>, mailer: Arc<dyn Mailer>, env: Env) -> Self {
        Self { store, mailer, env }
    }

    /// Is a mail server configured?
    pub fn is_configured(&self) -> bool {
        self.mailer.is_configured()
    }

    /// Deliveries, newest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but administrators of the portal.
    pub async fn list(&self, actor: &Actor, filter: &DeliveryFilter, page: PageRequest) -> Result<Page<Delivery>> {
        check(actor)?;
        self.store.list(filter, page).await
    }

    /// Sends a mail again at once.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but administrators of the portal; [`Error::NotFound`].
    pub async fn resend(&self, actor: &Actor, mail: MailId) -> Result<()> {
        check(actor)?;
        let access = Access::done("delivery", mail, Operation::Send);
        if self.store.resend(mail, actor, self.env.now(), &access).await? { Ok(()) } else { Err(Error::NotFound) }
    }
}

/// Administrators of the portal manage deliveries.
fn may_manage(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator))
}

fn check(actor: &Actor) -> Result<()> {
    if actor.is_known() { may_manage(actor).check() } else { Err(Error::Unauthenticated) }
}
