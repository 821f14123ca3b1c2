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
use serde::Deserialize;
use std::borrow::Cow;

/// Version of the form.
const VERSION: u8 = 1;

/// A record as it goes into the tree and into archives. Unlike [`Entry`] it takes any text in any field, so that a record
/// that was altered can still be read and told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `NewEntry`")]
pub struct Leaf<'a> {
    pub actor_id: Cow<'a, str>,
    pub actor_iin: Cow<'a, str>,
    pub actor_name: Cow<'a, str>,
    pub address: Cow<'a, str>,
    pub agent: Cow<'a, str>,
    pub at: i64,
    pub detail: Cow<'a, str>,
    pub operation: Cow<'a, str>,
    pub outcome: Cow<'a, str>,
    pub part: Cow<'a, str>,
    pub request: Cow<'a, str>,
    pub resource: Cow<'a, str>,
    pub seq: i64,
    pub service: Cow<'a, str>,
    pub session: Cow<'a, str>,
    pub v: u8,
    pub who: Cow<'a, str>,
}

impl Leaf<'_> {
    /// Version of the form that is written now.
    pub const VERSION: u8 = VERSION;

    /// The bytes that are hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    /// Writes the bytes that are hashed over what stands in `out`: a log of millions is written into the same memory.
    pub fn write(&self, out: &mut Vec<u8>) {
        let raw = RawLeaf {
            texts: [
                self.actor_id.as_bytes(),
                self.actor_iin.as_bytes(),
                self.actor_name.as_bytes(),
                self.address.as_bytes(),
                self.agent.as_bytes(),
                self.detail.as_bytes(),
                self.operation.as_bytes(),
                self.outcome.as_bytes(),
                self.part.as_bytes(),
                self.request.as_bytes(),
                self.resource.as_bytes(),
                self.service.as_bytes(),
                self.session.as_bytes(),
                self.who.as_bytes(),
            ],
            at: self.at,
            seq: self.seq,
            v: self.v,
        };
        // Texts are texts.
        let _ = raw.write(out);
    }

    /// Its hash in the tree.
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.to_bytes())
    }

    /// The record in these bytes; none when they are not exactly what [`Self::to_bytes`] would write.
    pub fn from_bytes(bytes: &[u8]) -> Option<Leaf<'static>> {
        let leaf: Leaf<'static> = serde_json::from_slice(bytes).ok()?;
        (leaf.to_bytes() == bytes).then_some(leaf)
    }
}

/// Quotes of the form itself: two a key, and two around each text.
const QUOTES: usize = 2 * 17 + 2 * RawLeaf::TEXTS;

/// A record as a database keeps it: texts of which nobody knows yet whether they are.
pub struct RawLeaf<'a> {
    /// In the order of their keys: `actor_id`, `actor_iin`, `actor_name`, `address`, `agent`, `detail`, `operation`, `outcome`,
    /// `part`, `request`, `resource`, `service`, `session`, `who`.
    pub texts: [&'a [u8]; RawLeaf::TEXTS],
    /// Microseconds since 1970.
    pub at: i64,
    /// Number of the record.
    pub seq: i64,
    /// Version of the form.
    pub v: u8,
}

impl RawLeaf<'_> {
    /// How many of its fields are texts.
    pub const TEXTS: usize = 14;

    /// Writes the bytes that are hashed over what stands in `out`; false when a text is none (not UTF-8).
    #[must_use = "what was written is no record then"]
    pub fn write(&self, out: &mut Vec<u8>) -> bool {
        // Nearly every record has nothing to escape. So it is written as it is, and looked at afterwards and at once.
        self.put(out, |out, text| {
            out.extend_from_slice(text);
            true
        });
        if is_plain(out) {
            // The form is ASCII: all of it is UTF-8 when each text is.
            return std::str::from_utf8(out).is_ok();
        }
        self.put(out, |out, text| {
            out.pop();
            // Writing to memory does not fail, and a text always has a JSON form.
            let is_text = std::str::from_utf8(text).is_ok_and(|text| serde_json::to_writer(&mut *out, text).is_ok());
            out.pop();
            is_text
        })
    }

    /// Writes the form with each text as `text` writes it, between two quotes; are they all texts?
    fn put(&self, out: &mut Vec<u8>, text: impl Fn(&mut Vec<u8>, &[u8]) -> bool) -> bool {
        let [actor_id, actor_iin, actor_name, address, agent, detail, operation, outcome, part, request, resource, ..] =
            self.texts;
        let [.., service, session, who] = self.texts;
        out.clear();
        // In alphabetical order, as RFC 8785 asks.
        let mut all = true;
        let mut texts = |out: &mut Vec<u8>, texts: &[(&[u8], &[u8])]| {
            for (before, value) in texts {
                out.extend_from_slice(before);
                all &= text(out, value);
            }
        };
        texts(
            out,
            &[
                (b"{\"actor_id\":\"", actor_id),
                (b"\",\"actor_iin\":\"", actor_iin),
                (b"\",\"actor_name\":\"", actor_name),
                (b"\",\"address\":\"", address),
                (b"\",\"agent\":\"", agent),
            ],
        );
        out.extend_from_slice(b"\",\"at\":");
        number(out, self.at);
        texts(
            out,
            &[
                (b",\"detail\":\"", detail),
                (b"\",\"operation\":\"", operation),
                (b"\",\"outcome\":\"", outcome),
                (b"\",\"part\":\"", part),
                (b"\",\"request\":\"", request),
                (b"\",\"resource\":\"", resource),
            ],
        );
        out.extend_from_slice(b"\",\"seq\":");
        number(out, self.seq);
        texts(out, &[(b",\"service\":\"", service), (b"\",\"session\":\"", session)]);
        out.extend_from_slice(b"\",\"v\":");
        number(out, self.v.into());
        texts(out, &[(b",\"who\":\"", who)]);
        out.extend_from_slice(b"\"}");
        all
    }
}

fn number(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Does nothing in these bytes ask to be escaped? All of it is looked at, without leaving early: so the compiler looks at many
/// bytes at once.
fn is_plain(bytes: &[u8]) -> bool {
    let (mut quotes, mut odd) = (0, 0_u8);
    for stretch in bytes.chunks(128) {
        let mut here = 0_u8;
        for byte in stretch {
            here += u8::from(*byte == b'"');
            odd |= u8::from(*byte < 0x20) | u8::from(*byte == b'\\');
        }
        quotes += usize::from(here);
    }
    odd == 0 && quotes == QUOTES
}

impl<'a> From<&'a Entry> for Leaf<'a> {
    fn from(Entry { seq, entry }: &'a Entry) -> Self {
        Self {
            actor_id: Cow::from(&entry.actor_id),
            actor_iin: Cow::from(&entry.actor_iin),
            actor_name: Cow::from(&entry.actor_name),
            address: Cow::from(&entry.address),
            agent: Cow::from(&entry.agent),
            at: entry.at.micros(),
            detail: Cow::from(&entry.detail),
            operation: Cow::from(entry.operation.code()),
            outcome: Cow::from(entry.outcome.code()),
            part: Cow::from(&entry.part),
            request: Cow::from(&entry.request),
            resource: Cow::from(&entry.resource),
            seq: *seq,
            service: Cow::from(&entry.service),
            session: Cow::from(&entry.session),
            v: VERSION,
            who: Cow::from(entry.who.code()),
        }
    }
}

impl TryFrom<Leaf<'_>> for Entry {
    type Error = Error;

    /// # Errors
    /// [`Error::Internal`] when a code is none that was ever written.
    fn try_from(leaf: Leaf<'_>) -> Result<Self> {
        let unknown = |name: &str, code: &str| Error::internal(format!("record {}: {name} is {code}", leaf.seq));
        Ok(Self {
            seq: leaf.seq,
            entry: NewEntry {
                at: Timestamp::from_micros(leaf.at),
                who: Who::from_code(&leaf.who).ok_or_else(|| unknown("who", &leaf.who))?,
                operation: Operation::from_code(&leaf.operation)
                    .ok_or_else(|| unknown("operation", &leaf.operation))?,
                outcome: Outcome::from_code(&leaf.outcome).ok_or_else(|| unknown("outcome", &leaf.outcome))?,
                actor_id: leaf.actor_id.into_owned(),
                actor_name: leaf.actor_name.into_owned(),
                actor_iin: leaf.actor_iin.into_owned(),
                address: leaf.address.into_owned(),
                session: leaf.session.into_owned(),
                agent: leaf.agent.into_owned(),
                request: leaf.request.into_owned(),
                service: leaf.service.into_owned(),
                resource: leaf.resource.into_owned(),
                part: leaf.part.into_owned(),
                detail: leaf.detail.into_owned(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf() -> Leaf<'static> {
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

    /// Whatever a text holds, the bytes are those that a JSON library writes with its keys in alphabetical order.
    #[test]
    fn the_bytes_are_those_of_a_json_library() {
        proptest::proptest!(|(texts in proptest::collection::vec("(?s).{0,20}", 14), at: i64, seq: i64)| {
            let text = |n: usize| Cow::from(texts[n].clone());
            let leaf = Leaf {
                actor_id: text(0), actor_iin: text(1), actor_name: text(2), address: text(3), agent: text(4), at,
                detail: text(5), operation: text(6), outcome: text(7), part: text(8), request: text(9),
                resource: text(10), seq, service: text(11), session: text(12), v: VERSION, who: text(13),
            };
            let said = serde_json::json!({
                "actor_id": texts[0], "actor_iin": texts[1], "actor_name": texts[2], "address": texts[3],
                "agent": texts[4], "at": at, "detail": texts[5], "operation": texts[6], "outcome": texts[7],
                "part": texts[8], "request": texts[9], "resource": texts[10], "seq": seq, "service": texts[11],
                "session": texts[12], "v": VERSION, "who": texts[13],
            });
            proptest::prop_assert_eq!(leaf.to_bytes(), said.to_string().into_bytes());
            proptest::prop_assert_eq!(Leaf::from_bytes(&leaf.to_bytes()), Some(leaf));
        });
    }

    /// What is no text is told, whether or not something else is to be escaped; and it is not put together by its neighbours.
    #[test]
    fn what_is_no_text_is_told() {
        let written = |texts: [&[u8]; 3]| {
            let mut raw = RawLeaf { texts: [b"a"; RawLeaf::TEXTS], at: 1, seq: 2, v: VERSION };
            (raw.texts[1], raw.texts[2], raw.texts[13]) = (texts[0], texts[1], texts[2]);
            raw.write(&mut Vec::new())
        };
        assert!(written(["Ә".as_bytes(), b"x", b"y"]) && written(["Ә".as_bytes(), b"\"", b"y"]));
        for odd in [&b"x"[..], b"\""] {
            assert!(!written([b"\xd3", b"\x98", odd]), "a letter cut in two");
            assert!(!written([odd, b"b", b"\xff"]));
        }
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
