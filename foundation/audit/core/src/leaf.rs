//! The bytes of a record that go into the tree.
//!
//! A record is written as JSON after RFC 8785: keys in alphabetical order, no spaces, texts escaped only where they must
//! be, whole numbers as they are, UTF-8. So `SHA-256(0x00 || bytes)` can be computed by anybody with a JSON library:
//!
//! ```json
//! {"actor_id":"0190…","actor_iin":"850101300123","actor_name":"Ахметов Данияр","address":"10.1.2.3","agent":"Mozilla/5.0",
//! "at":1795338300000000,"detail":"","operation":"read","outcome":"done","part":"0190…","request":"0190…",
//! "resource":"draft","seq":17,"service":"GET /drafts/0190…","session":"0190…","v":1,"who":"person"}
//! ```
//!
//! (on one line). `at` is in microseconds since 1970, `v` the version of this form. The form of a version never changes:
//! a record has the same bytes for ever.

use crate::{Entry, NewEntry, Who};
use merkle::{Hash, leaf_hash};
use orda_base::{Error, Operation, Outcome, Result, Timestamp};
use serde::{Deserialize, Serialize};

/// Version of the form.
const VERSION: u8 = 1;

/// A record as it goes into the tree and into archives. Unlike [`Entry`] it takes any text in any field, so that a record
/// that was altered can still be read and told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `NewEntry`; here their order is what matters")]
pub struct Leaf {
    // In alphabetical order, as RFC 8785 asks; serde writes fields as they stand here.
    pub actor_id: String,
    pub actor_iin: String,
    pub actor_name: String,
    pub address: String,
    pub agent: String,
    pub at: i64,
    pub detail: String,
    pub operation: String,
    pub outcome: String,
    pub part: String,
    pub request: String,
    pub resource: String,
    pub seq: i64,
    pub service: String,
    pub session: String,
    pub v: u8,
    pub who: String,
}

impl Leaf {
    /// Version of the form that is written now.
    pub const VERSION: u8 = VERSION;

    /// The bytes that are hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and whole numbers always have a JSON form.
        serde_json::to_vec(self).expect("a record has a JSON form")
    }

    /// Its hash in the tree.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.to_bytes())
    }

    /// The record in these bytes; none when they are not exactly what [`Self::to_bytes`] would write.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let leaf: Self = serde_json::from_slice(bytes).ok()?;
        (leaf.to_bytes() == bytes).then_some(leaf)
    }
}

impl From<&Entry> for Leaf {
    fn from(Entry { seq, entry }: &Entry) -> Self {
        Self {
            actor_id: entry.actor_id.clone(),
            actor_iin: entry.actor_iin.clone(),
            actor_name: entry.actor_name.clone(),
            address: entry.address.clone(),
            agent: entry.agent.clone(),
            at: entry.at.micros(),
            detail: entry.detail.clone(),
            operation: entry.operation.code().to_owned(),
            outcome: entry.outcome.code().to_owned(),
            part: entry.part.clone(),
            request: entry.request.clone(),
            resource: entry.resource.clone(),
            seq: *seq,
            service: entry.service.clone(),
            session: entry.session.clone(),
            v: VERSION,
            who: entry.who.code().to_owned(),
        }
    }
}

impl TryFrom<Leaf> for Entry {
    type Error = Error;

    /// # Errors
    /// [`Error::Internal`] when a code is none that was ever written.
    fn try_from(leaf: Leaf) -> Result<Self> {
        let unknown = |name: &str, code: &str| Error::internal(format!("record {}: {name} is {code}", leaf.seq));
        Ok(Self {
            seq: leaf.seq,
            entry: NewEntry {
                at: Timestamp::from_micros(leaf.at),
                who: Who::from_code(&leaf.who).ok_or_else(|| unknown("who", &leaf.who))?,
                operation: Operation::from_code(&leaf.operation)
                    .ok_or_else(|| unknown("operation", &leaf.operation))?,
                outcome: Outcome::from_code(&leaf.outcome).ok_or_else(|| unknown("outcome", &leaf.outcome))?,
                actor_id: leaf.actor_id,
                actor_name: leaf.actor_name,
                actor_iin: leaf.actor_iin,
                address: leaf.address,
                session: leaf.session,
                agent: leaf.agent,
                request: leaf.request,
                service: leaf.service,
                resource: leaf.resource,
                part: leaf.part,
                detail: leaf.detail,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf() -> Leaf {
        Leaf {
            actor_id: "0190".into(),
            actor_iin: "850101300123".into(),
            actor_name: "Ахметов «Д» \"x\"\\\u{7f}\u{1f600}".into(),
            at: 1_795_338_300_123_456,
            operation: "read".into(),
            outcome: "done".into(),
            part: "a\u{1}\n".into(),
            seq: 17,
            v: VERSION,
            who: "person".into(),
            ..Leaf::default()
        }
    }

    /// The bytes of a record are these, for ever: records written years ago must hash as they did.
    #[test]
    fn the_bytes_are_fixed() {
        let expected = "{\"actor_id\":\"0190\",\"actor_iin\":\"850101300123\",\"actor_name\":\"Ахметов «Д» \\\"x\\\"\\\\\u{7f}😀\",\
             \"address\":\"\",\"agent\":\"\",\"at\":1795338300123456,\"detail\":\"\",\"operation\":\"read\",\
             \"outcome\":\"done\",\"part\":\"a\\u0001\\n\",\"request\":\"\",\"resource\":\"\",\"seq\":17,\"service\":\"\",\
             \"session\":\"\",\"v\":1,\"who\":\"person\"}";
        assert_eq!(String::from_utf8(leaf().to_bytes()).expect("text"), expected);
        assert_eq!(leaf().hash(), leaf_hash(expected.as_bytes()));
    }

    /// Only the one form is read back, and a record survives the way there and back.
    #[test]
    fn only_the_one_form_is_read() {
        let bytes = leaf().to_bytes();
        assert_eq!(Leaf::from_bytes(&bytes), Some(leaf()));
        let text = String::from_utf8(bytes).expect("text");
        for other in [text.replace(":17", ": 17"), text.replace("\"v\":1,", ""), format!("{text} "), String::new()] {
            assert_eq!(Leaf::from_bytes(other.as_bytes()), None, "{other}");
        }
        let entry = Entry::try_from(leaf()).expect("known codes");
        assert_eq!(Leaf::from(&entry), leaf());
        assert!(Entry::try_from(Leaf { operation: "remove".into(), ..leaf() }).is_err());
    }
}
