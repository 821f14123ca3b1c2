//! What a source answers: `orda-reminders/1`, documented in `schema/v1/instructions.json` and in the README.
//!
//! A wrong envelope makes the whole answer malformed: nothing of it is taken. A wrong record goes to the list of errors and
//! the others are taken in (385-48).

use crate::{Fault, FaultKind, RecordFaultKind, Rejected, Source};
use orda_base::{Date, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Header with the seal over the answer.
pub const SEAL_HEADER: &str = "orda-seal";
/// Name and version of the format.
pub const FORMAT: &str = "orda-reminders/1";
/// The schema of an answer.
pub const JSON_SCHEMA: &str = include_str!("../schema/v1/instructions.json");

/// Longest number, name or id, in characters.
const LINE: usize = 500;
/// Longest short content, in characters.
const CONTENT: usize = 10_000;

/// The answer of a source, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructions {
    /// When the source made it.
    pub made_at: Timestamp,
    /// Records that can be taken in, with their place from 1.
    pub records: Vec<(u32, Instruction)>,
    /// Ids of those that were executed.
    pub executed: Vec<String>,
    /// Records that can't.
    pub rejected: Vec<Rejected>,
}

/// An instruction under control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// What the source calls it: the same as long as it lives.
    pub id: String,
    /// BIN of the addressed state body.
    pub body: String,
    /// Outgoing number.
    pub outgoing_number: String,
    /// Outgoing date.
    pub outgoing_date: Date,
    /// Short content.
    pub short_content: String,
    /// Executor.
    pub executor: String,
    /// Kind of document.
    pub document_kind: String,
    /// Responsible unit, if given.
    pub responsible_unit: Option<String>,
    /// Term.
    pub due_date: Date,
}

#[derive(Deserialize)]
struct Envelope {
    format: String,
    source: String,
    made_at: String,
    instructions: Vec<Value>,
}

/// Reads the answer of `source`.
///
/// # Errors
/// Malformed, of another source, or with more than `limit` records.
pub fn read(bytes: &[u8], source: Source, limit: usize) -> Result<Instructions, Fault> {
    let malformed = |said: String| Fault::new(FaultKind::Malformed, said);
    // What serde says names places and types, never values of our people.
    let envelope: Envelope = serde_json::from_slice(bytes)
        .map_err(|e| malformed(format!("line {}, column {}: {:?}", e.line(), e.column(), e.classify())))?;
    if envelope.format != FORMAT {
        return Err(malformed("format".to_owned()));
    }
    if envelope.source != source.code() {
        return Err(Fault::new(FaultKind::WrongSource, ""));
    }
    let made_at: jiff::Timestamp = envelope.made_at.parse().map_err(|_| malformed("made_at".to_owned()))?;
    if envelope.instructions.len() > limit {
        return Err(Fault::new(FaultKind::TooLarge, format!("more than {limit} instructions")));
    }
    let mut read = Instructions {
        made_at: Timestamp::from_micros(made_at.as_microsecond()),
        records: Vec::new(),
        executed: Vec::new(),
        rejected: Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    for (place, value) in (1_u32..).zip(envelope.instructions) {
        let fields = Fields(value.as_object());
        let (key, outgoing_number) = (fields.known("id"), fields.known("outgoing_number"));
        let record = fields.record().and_then(|record| {
            if seen.insert(key.clone()) { Ok(record) } else { Err((RecordFaultKind::Duplicate, "id")) }
        });
        match record {
            Ok(Record::UnderControl(instruction)) => read.records.push((place, *instruction)),
            Ok(Record::Executed(id)) => read.executed.push(id),
            Err((kind, field)) => {
                read.rejected.push(Rejected { place, key, outgoing_number, kind, field: field.to_owned() });
            }
        }
    }
    Ok(read)
}

enum Record {
    UnderControl(Box<Instruction>),
    Executed(String),
}

type Wrong = (RecordFaultKind, &'static str);

struct Fields<'a>(Option<&'a Map<String, Value>>);

impl Fields<'_> {
    /// The beginning of a text field for the list of errors, whatever else is wrong.
    fn known(&self, name: &str) -> String {
        let text = self.0.and_then(|fields| fields.get(name)).and_then(Value::as_str).unwrap_or_default();
        text.chars().filter(|c| !c.is_control()).take(LINE).collect()
    }

    /// A text as it stands; none when it is missing, null or blank.
    fn text(&self, name: &'static str, limit: usize) -> Result<Option<String>, Wrong> {
        let fields = self.0.ok_or((RecordFaultKind::Unreadable, ""))?;
        match fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) if text.chars().count() > limit => Err((RecordFaultKind::TooLong, name)),
            // PostgreSQL keeps no NUL in texts.
            Some(Value::String(text)) if text.contains('\0') => Err((RecordFaultKind::Unreadable, name)),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err((RecordFaultKind::Unreadable, name)),
        }
    }

    fn line(&self, name: &'static str) -> Result<String, Wrong> {
        self.text(name, LINE)?.ok_or((RecordFaultKind::Missing, name))
    }

    fn date(&self, name: &'static str) -> Result<Date, Wrong> {
        let text = self.line(name)?;
        // Only `2026-11-30`: a time of day or a week is no date here.
        let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
        date.ok_or((RecordFaultKind::ImpossibleDate, name))
    }

    fn record(&self) -> Result<Record, Wrong> {
        let id = self.line("id")?;
        match self.line("state")?.as_str() {
            // Of what was executed nothing else is needed.
            "executed" => return Ok(Record::Executed(id)),
            "under_control" => {}
            _ => return Err((RecordFaultKind::UnknownState, "state")),
        }
        Ok(Record::UnderControl(Box::new(Instruction {
            id,
            body: self.line("body")?,
            outgoing_number: self.line("outgoing_number")?,
            outgoing_date: self.date("outgoing_date")?,
            short_content: self.text("short_content", CONTENT)?.ok_or((RecordFaultKind::Missing, "short_content"))?,
            executor: self.line("executor")?,
            document_kind: self.line("document_kind")?,
            responsible_unit: self.text("responsible_unit", LINE)?,
            due_date: self.date("due_date")?,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record() -> Value {
        json!({"id": "1", "state": "under_control", "body": "000140000011", "outgoing_number": "12-5/345",
            "outgoing_date": "2026-11-02", "short_content": "Есеп беру", "executor": "Ахметов Д. С.",
            "document_kind": "Тапсырма", "due_date": "2026-11-30"})
    }

    fn with(field: &str, value: Value) -> Value {
        let mut changed = record();
        changed[field] = value;
        changed
    }

    fn answer(instructions: &[Value]) -> Vec<u8> {
        json!({"format": FORMAT, "source": "chancellery", "made_at": "2026-11-23T08:29:00Z",
            "instructions": instructions})
        .to_string()
        .into_bytes()
    }

    fn rejected(record: Value) -> (RecordFaultKind, String) {
        let read = read(&answer(&[record, with("id", json!("other"))]), Source::Chancellery, 10).expect("an answer");
        assert_eq!(read.records.len(), 1, "the other is taken in");
        (read.rejected[0].kind, read.rejected[0].field.clone())
    }

    /// A record without a mandatory requisite, with an impossible date, or otherwise unreadable goes to the list of
    /// errors with the field that is wrong, and the others are taken in. Without a responsible unit it is taken in.
    ///
    /// Covers: 385-49-1, 385-49-2
    #[test]
    fn wrong_records_are_told_apart() {
        use RecordFaultKind::{Duplicate, ImpossibleDate, Missing, TooLong, UnknownState, Unreadable};
        for field in [
            "id",
            "state",
            "body",
            "outgoing_number",
            "outgoing_date",
            "short_content",
            "executor",
            "document_kind",
            "due_date",
        ] {
            assert_eq!(rejected(with(field, json!(null))), (Missing, field.to_owned()));
            assert_eq!(rejected(with(field, json!(" "))), (Missing, field.to_owned()));
            assert_eq!(rejected(with(field, json!(7))), (Unreadable, field.to_owned()));
        }
        for field in ["outgoing_date", "due_date"] {
            for wrong in ["2026-02-30", "30.11.2026", "2026-11-30T10:00", "20261130", "2026-13-01"] {
                assert_eq!(rejected(with(field, json!(wrong))), (ImpossibleDate, field.to_owned()), "{wrong}");
            }
        }
        assert_eq!(rejected(with("executor", json!("ә".repeat(501)))), (TooLong, "executor".to_owned()));
        assert_eq!(rejected(with("executor", json!("\u{0}x"))), (Unreadable, "executor".to_owned()));
        assert_eq!(rejected(with("state", json!("lost"))), (UnknownState, "state".to_owned()));
        assert_eq!(rejected(json!([1])), (Unreadable, String::new()));
        let twice = read(&answer(&[record(), record()]), Source::Chancellery, 10).expect("an answer");
        assert_eq!((twice.records.len(), twice.rejected[0].kind), (1, Duplicate));
        let whole = read(&answer(&[record()]), Source::Chancellery, 10).expect("an answer");
        assert_eq!(whole.records[0].1.responsible_unit, None);
    }

    /// An answer that is cut off, of another format or source, without its time, or longer than the limit is no answer.
    #[test]
    fn wrong_envelopes_are_no_answers() {
        let good = answer(&[record(), with("id", json!("2"))]);
        let kind = |bytes: &[u8], limit| read(bytes, Source::Chancellery, limit).expect_err("no answer").kind;
        assert_eq!(kind(&good[..good.len() - 1], 10), FaultKind::Malformed);
        assert_eq!(kind(b"<html>", 10), FaultKind::Malformed);
        assert_eq!(kind(&good, 1), FaultKind::TooLarge);
        let text = String::from_utf8(good.clone()).expect("UTF-8");
        assert_eq!(kind(text.replace("reminders/1", "reminders/9").as_bytes(), 10), FaultKind::Malformed);
        assert_eq!(kind(text.replace("T08:29", " at 8").as_bytes(), 10), FaultKind::Malformed);
        assert_eq!(
            read(&good, Source::PresidentialAdministration, 10).expect_err("of the other").kind,
            FaultKind::WrongSource
        );
        assert!(read(&good, Source::Chancellery, 2).is_ok());
    }

    /// The published schema is JSON and asks for what is asked for here.
    #[test]
    fn the_schema_says_the_same() {
        let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
        assert_eq!(schema["properties"]["format"]["const"], FORMAT);
        let sources = schema["properties"]["source"]["enum"].as_array().expect("a list");
        assert!(Source::ALL.iter().all(|s| sources.contains(&json!(s.code()))));
        let fields = schema["$defs"]["instruction"]["properties"].as_object().expect("fields");
        let mut known: Vec<String> = record().as_object().expect("an object").keys().cloned().collect();
        known.push("responsible_unit".to_owned());
        known.sort();
        let mut written: Vec<String> = fields.keys().cloned().collect();
        written.sort();
        assert_eq!(written, known);
    }
}
