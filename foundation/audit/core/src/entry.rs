//! One record of the accounting.

use crate::{current_call, masked};
use orda_base::{Access, Actor, Identity, Operation, Outcome, Timestamp};
use std::fmt::Write as _;

/// What kind of actor it was (365-8-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// A person who had logged in.
    Person,
    /// An information system under its registered name.
    System,
    /// The portal itself: jobs and the command line.
    Portal,
    /// Nobody known; the name is the one that was claimed.
    Unknown,
}

impl Who {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Person, Self::System, Self::Portal, Self::Unknown];

    /// Stable code, in the table and in message keys (`audit-who-person`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::System => "system",
            Self::Portal => "portal",
            Self::Unknown => "unknown",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.code() == code)
    }
}

/// A record that is not yet written. Texts are cut to the lengths of the table and cleaned of control characters, so
/// that nothing a client sends can keep its access from being recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The server's time (365-8-1).
    pub at: Timestamp,
    /// What kind of actor it was.
    pub who: Who,
    /// Id of the person or system; empty when there is none.
    pub actor_id: String,
    /// Name of the user or system, or the claimed one (365-8-2).
    pub actor_name: String,
    /// Individual identification number of the person; empty when there is none. Always shown masked.
    pub actor_iin: String,
    /// Address of the computer (365-8-3); empty for jobs and the command line.
    pub address: String,
    /// The session; empty when nobody was logged in.
    pub session: String,
    /// Name of the client program.
    pub agent: String,
    /// Ties together the records of one request; empty for jobs and the command line.
    pub request: String,
    /// Method and path of the page or interface called (365-8-4).
    pub service: String,
    /// Kind of resource.
    pub resource: String,
    /// Which one, or the words searched for.
    pub part: String,
    /// What was done (365-8-5-a).
    pub operation: Operation,
    /// How it ended.
    pub outcome: Outcome,
    /// Code of the refusal, or what was changed from what to what.
    pub detail: String,
}

impl NewEntry {
    /// The record of `access` made by `actor` at `at`, through the call that is being answered.
    pub fn new(actor: &Actor, at: Timestamp, access: &Access) -> Self {
        let (who, actor_id) = match &actor.identity {
            Identity::Person { id, .. } => (Who::Person, id.to_string()),
            Identity::System { id, .. } => (Who::System, id.to_string()),
            Identity::Portal => (Who::Portal, String::new()),
            Identity::Anonymous { .. } => (Who::Unknown, String::new()),
        };
        let origin = &actor.origin;
        Self {
            at,
            who,
            actor_id,
            actor_name: clean(actor.name(), 200),
            actor_iin: clean(actor.iin().unwrap_or_default(), 12),
            address: text(origin.address.map(|a| a.to_canonical())),
            session: text(origin.session),
            agent: clean(&origin.agent, 300),
            request: text(origin.request),
            service: clean(&current_call().service, 300),
            resource: clean(access.resource, 60),
            part: clean(&access.part, 500),
            operation: access.operation,
            outcome: access.outcome,
            detail: clean(&access.detail, 2000),
        }
    }
}

/// A written record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number: later records have greater numbers.
    pub seq: i64,
    /// What it says.
    pub entry: NewEntry,
}

impl Entry {
    /// Component that the resource belongs to (365-8-4), as a code with a label in the pages.
    pub fn component(&self) -> &'static str {
        component(&self.entry.resource)
    }

    /// The same record with individual identification numbers masked, wherever they stand (365-8-5-b). This is the only
    /// form in which a record leaves the component.
    #[must_use]
    pub fn masked(mut self) -> Self {
        let entry = &mut self.entry;
        for text in [
            &mut entry.actor_iin,
            &mut entry.actor_name,
            &mut entry.part,
            &mut entry.detail,
            &mut entry.service,
            &mut entry.agent,
        ] {
            *text = masked(text);
        }
        self
    }
}

/// The component that holds resources of this kind.
fn component(resource: &str) -> &'static str {
    match resource {
        "draft" | "posting" => "drafts",
        "file" | "file_set" => "documents",
        "signature" | "signature_verification" | "certificate" | "certificate_request" | "certifying_centre" => {
            "signatures"
        }
        "person" | "body" | "unit" | "role" | "session" | "password" | "system" => "identity",
        "notification" | "delivery" => "notifications",
        "accounting" | "accounting_archive" | "alert" => "audit",
        "service" | "service_authorisation" | "service_result" | "service_result_check" => "services",
        "registry_record" | "registry_interaction" | "registry_audit" => "registry",
        _ => "portal",
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// At most `limit` characters, control characters written out: a line break in a claimed name must not look like
/// another record in an export, and `PostgreSQL` takes no NUL at all.
fn clean(text: &str, limit: usize) -> String {
    // As nearly all of them are.
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.len() <= limit && text.bytes().all(is_plain) { text.to_owned() } else { written_out(text, limit) }
}

fn written_out(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    for (n, c) in text.chars().enumerate() {
        if n == limit {
            out.push('…');
            break;
        }
        if c.is_control() {
            // Writing to a string does not fail.
            let _ = write!(out, "\\x{:02x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Call, calling};
    use orda_base::{Language, Origin};

    /// What a client sends can neither break the table nor forge a second line, and is cut to its length.
    #[test]
    fn hostile_texts_are_made_harmless() {
        assert_eq!(clean("a\0b\nc", 10), "a\\x00b\\x0ac");
        assert_eq!(clean("абвгд", 3), "абв…");
    }

    /// What is taken as it is would not have been changed: every control character, wherever it stands, whatever the limit.
    #[test]
    fn plain_texts_are_as_they_are() {
        for c in (0..=u8::MAX).map(char::from).chain(['ғ', '…']) {
            for text in [String::new(), c.to_string(), format!("{c}ab"), format!("a{c}b"), format!("ab{c}")] {
                for limit in 0..5 {
                    assert_eq!(clean(&text, limit), written_out(&text, limit), "{text:?} {limit}");
                }
            }
        }
    }

    /// A claimed identity is recorded as unknown, with the name that was claimed, and with the page that was called.
    #[tokio::test]
    async fn claimed_names_are_kept() {
        let mut actor = Actor::anonymous(Language::Kk, Origin::default());
        actor.identity = Identity::Anonymous { claimed: Some("akhmetov".into()) };
        let access = Access::done("session", "", Operation::SignIn).ended(&orda_base::Error::Unauthenticated);
        let call = Call { service: "POST /login".into() };
        let entry = calling(call, async { NewEntry::new(&actor, Timestamp::from_seconds(1), &access) }).await;
        assert_eq!((entry.who, entry.actor_name.as_str()), (Who::Unknown, "akhmetov"));
        assert_eq!((entry.outcome, entry.service.as_str()), (Outcome::Refused, "POST /login"));
    }
}
