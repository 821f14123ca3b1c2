//! Notices: every event that asks something of somebody reaches them in the portal and by e-mail (385-11).
//!
//! A component writes [`Notice`]s in the transaction of its event (`orda_notifications_store::enqueue`). The portal
//! shows them at once; the [`Outbox`] mails them, each in the language of its reader, and tries again until it succeeds
//! or gives up after three days. Nothing acknowledged is lost: a mail may be sent twice after a crash, never not at all.

mod delivery;
mod digest;
mod mail;
mod notice;
mod notifications;
mod outbox;
mod retry;

pub use delivery::{Deliveries, Delivery, DeliveryFilter, DeliveryStore};
pub use digest::{DIGEST, DigestChoice, DigestLetter, DigestSource, DigestStore, Digests, Waiting};
pub use mail::{ClaimedMail, MailFault, MailId, MailState, Mailer, Recipient, Recipients};
pub use notice::{Notice, NoticeId, StoredNotice};
pub use notifications::{NoticeStore, Notifications};
pub use outbox::{Outbox, OutboxStore, Settled};
pub use retry::next_attempt;
