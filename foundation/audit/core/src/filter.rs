//! What is searched for in the accounting.

use crate::{Entry, Who};
use orda_base::{Operation, Outcome, Timestamp};
use std::fmt;
use std::str::FromStr;

/// Which records are wanted; an empty filter wants all. Every given condition must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Part of the name of the user or system, or a whole individual identification number.
    pub person: String,
    /// Kind of actor.
    pub who: Option<Who>,
    /// Address of the computer, or its beginning (`10.1.`).
    pub address: String,
    /// Kind of resource.
    pub resource: String,
    /// Operation.
    pub operation: Option<Operation>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Not earlier than this.
    pub from: Option<Timestamp>,
    /// Earlier than this.
    pub until: Option<Timestamp>,
    /// Words in the part, the detail or the path.
    pub words: String,
    /// Records of this request.
    pub request: String,
}

impl Filter {
    /// The filter as words for the record of the search itself (365-8-4): `person=Ахметов outcome=refused`.
    pub fn describe(&self) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={value}"));
            }
        };
        add("person", &self.person);
        add("who", self.who.map_or("", Who::code));
        add("address", &self.address);
        add("resource", &self.resource);
        add("operation", self.operation.map_or("", Operation::code));
        add("outcome", self.outcome.map_or("", Outcome::code));
        add("from", &self.from.map(Timestamp::rfc3339).unwrap_or_default());
        add("until", &self.until.map(Timestamp::rfc3339).unwrap_or_default());
        add("words", &self.words);
        add("request", &self.request);
        parts.join(" ")
    }
}

impl Filter {
    /// Does it want this record? Says of a record in memory what the search says in the database.
    pub fn wants(&self, Entry { entry, .. }: &Entry) -> bool {
        let person = self.person.trim();
        let of_person = if person.len() == 12 && person.bytes().all(|b| b.is_ascii_digit()) {
            entry.actor_iin == person
        } else if person.len() == 36 && person.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') {
            entry.actor_id == person
        } else {
            holds_all(&[&entry.actor_name], person)
        };
        let address = self.address.trim();
        let from_address = if address.ends_with(['.', ':']) {
            entry.address.starts_with(address)
        } else {
            address.is_empty() || entry.address == address
        };
        let equal = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        of_person
            && from_address
            && self.who.is_none_or(|w| w == entry.who)
            && equal(&self.resource, &entry.resource)
            && self.operation.is_none_or(|o| o == entry.operation)
            && self.outcome.is_none_or(|o| o == entry.outcome)
            && self.from.is_none_or(|from| entry.at >= from)
            && self.until.is_none_or(|until| entry.at < until)
            && holds_all(&[&entry.part, &entry.detail, &entry.service], &self.words)
            && equal(&self.request, &entry.request)
    }
}

/// Does each word stand in one of the texts, small or capital?
fn holds_all(texts: &[&str], words: &str) -> bool {
    let texts: Vec<String> = texts.iter().map(|t| t.to_lowercase()).collect();
    words.split_whitespace().all(|word| texts.iter().any(|t| t.contains(&word.to_lowercase())))
}

/// A place between two records, newest first; what follows it is the next page. Its text form goes into addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Time of the last record before the place.
    pub at: Timestamp,
    /// Its number.
    pub seq: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.micros(), self.seq)
    }
}

impl FromStr for Cursor {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, seq) = text.split_once('-').unwrap_or((text, ""));
        Ok(Self { at: Timestamp::from_micros(at.parse()?), seq: seq.parse()? })
    }
}
