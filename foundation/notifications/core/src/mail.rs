//! E-mails: their states, who they go to, and the port that sends them.

use crate::StoredNotice;
use async_trait::async_trait;
use orda_base::{Language, PersonId, Result, Timestamp, id_type};

id_type!(
    /// One e-mail; its `Message-ID` is made of it, so that a mail sent twice is recognised as one.
    MailId
);

/// Where an e-mail stands.
///
/// ```text
/// Waiting --sent--> Sent
///    |  \--given up, or refused for good--> Failed --resend--> Waiting
///    \----the person has no address--> NoAddress --resend--> Waiting
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailState {
    /// To be sent at its time.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Given up.
    Failed,
    /// The recipient has no e-mail address.
    NoAddress,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::NoAddress];

    /// Stable code, in the table and in message keys (`notifications-state-waiting`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::NoAddress => "no_address",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Who an e-mail goes to, as known at the time of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Address; none when the person has none.
    pub email: Option<String>,
    /// Language of the text.
    pub language: Language,
    /// Full name.
    pub name: String,
}

/// Knows people's addresses. Joined to the identity component by `app`.
#[async_trait]
pub trait Recipients: Send + Sync {
    /// The person's address, language and name; none when the person is unknown or no longer active.
    async fn address(&self, person: PersonId) -> Result<Option<Recipient>>;
}

/// A mail that this node has taken for sending; until the claim ends no other node does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedMail {
    /// Its id.
    pub id: MailId,
    /// What it says.
    pub notice: StoredNotice,
    /// The address it goes to, when that was fixed as it was written; else the person's of the moment of sending.
    pub fixed_address: Option<String>,
    /// Attempts made before this one.
    pub attempts: u32,
    /// When it was first due; counted from here, it is given up after three days.
    pub since: Timestamp,
}

/// Why a mail was not taken by the mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailFault {
    /// May succeed later: the server does not answer, or says so (4xx).
    Temporary(String),
    /// Will not succeed: the address or the mail is refused (5xx).
    Permanent(String),
}

impl MailFault {
    /// What was said.
    pub fn reason(&self) -> &str {
        match self {
            Self::Temporary(reason) | Self::Permanent(reason) => reason,
        }
    }
}

/// Renders a notice as e-mail and hands it to a mail server.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Is a mail server configured? While it is not, mails wait.
    fn is_configured(&self) -> bool;

    /// Sends `mail` to `email` in the recipient's language. The text holds the action, the object and an absolute link.
    async fn send(&self, email: &str, recipient: &Recipient, mail: &ClaimedMail) -> Result<(), MailFault>;
}
