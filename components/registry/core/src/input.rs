//! What comes from forms and interfaces, and its checks.

use crate::{AccessOrder, Category, FindingKind, Kind, Part, RecordId, Span, SpanInput};
use jiff::ToSpan as _;
use orda_base::{BodyId, Date, Error, FieldError, LocalizedText, Result, SystemId, Wrong};

/// Longest number and the like, in characters.
const LINE: usize = 200;
/// Longest order of access, in characters.
const ORDER: usize = 4000;
/// Longest reason, in characters.
const REASON: usize = 1000;
/// Longest span of accesses, in days.
const SPAN: i64 = 366;
/// Days of accesses where nothing else is said.
const USUAL: i64 = 30;
/// Longest update period: ten years, in days.
const PERIOD: u32 = 3660;

/// A record as typed.
#[derive(Debug, Clone, Default)]
pub struct RecordInput {
    /// The owner; none when nothing was chosen.
    pub body: Option<BodyId>,
    /// What it is; none when nothing was chosen.
    pub kind: Option<Kind>,
    /// Name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// Category by access; none when none of the list was chosen.
    pub category: Option<Category>,
    /// Is it a system of an owner outside the state?
    pub non_state: bool,
}

/// An order of access as typed.
#[derive(Debug, Clone, Default)]
pub struct AccessInput {
    /// Who may have access, on what ground, how it is asked for and given.
    pub text: String,
    /// The act on which it rests.
    pub law_reference: String,
    /// First day: `2026-11-23`.
    pub valid_from: String,
}

/// A finding as typed.
#[derive(Debug, Clone, Default)]
pub struct FindingInput {
    /// What it is; none when nothing was chosen.
    pub kind: Option<FindingKind>,
    /// Number of its document.
    pub number: String,
    /// Date of its document: `2026-11-23`.
    pub date: String,
    /// Last day of an attestation; empty where it has no end.
    pub valid_until: String,
    /// Who issued it.
    pub issuer: String,
    /// Is the result positive? None when it was not said.
    pub positive: Option<bool>,
}

/// A data set as typed.
#[derive(Debug, Clone, Default)]
pub struct DataSetInput {
    /// Name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// Update period in days; empty until it is known.
    pub period_days: String,
}

/// An interaction as typed.
#[derive(Debug, Clone, Default)]
pub struct InteractionInput {
    /// Name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// What of the interface is called; none when none of the list was chosen.
    pub part: Option<Part>,
}

/// A participant as typed.
#[derive(Debug, Clone, Default)]
pub struct ParticipantInput {
    /// The system; none when nothing was chosen.
    pub system: Option<SystemId>,
    /// Its owner; none when nothing was chosen.
    pub body: Option<BodyId>,
    /// Its record, where it is a system of an owner outside the state.
    pub record: Option<RecordId>,
    /// First day: `2026-11-23`; today when it is empty.
    pub from: String,
    /// Last day; empty where there is no end.
    pub until: String,
}

/// An audit as typed.
#[derive(Debug, Clone, Default)]
pub struct AuditInput {
    /// Day on which it was carried out: `2026-11-23`.
    pub date: String,
    /// Who carried it out: an organisation or a person.
    pub auditor: String,
    /// What was looked at.
    pub scope: String,
    /// What was found; it may be entered later, before the report is sent.
    pub findings: String,
}

/// Fields of this register alone.
pub(crate) trait Fields {
    /// The category by access, which must be one of the list.
    fn category(&mut self, chosen: Option<Category>) -> Option<Category>;

    /// An update period in days, where one is required or typed.
    fn period(&mut self, text: &str, required: bool) -> Option<u32>;
}

impl Fields for Wrong {
    fn category(&mut self, chosen: Option<Category>) -> Option<Category> {
        if chosen.is_none() {
            self.add("category", "registry-field-category");
        }
        chosen
    }

    fn period(&mut self, text: &str, required: bool) -> Option<u32> {
        let text = text.trim();
        if text.is_empty() {
            if required {
                self.add("period_days", "registry-field-period-required");
            }
            return None;
        }
        let days = text.parse::<u32>().ok().filter(|days| (1..=PERIOD).contains(days));
        if days.is_none() {
            self.push(FieldError::new("period_days", "registry-field-period").with("max", PERIOD));
        }
        days
    }
}

impl AccessInput {
    /// The order, or everything that is wrong with it. Fields: `text`, `law_reference`, `valid_from`.
    pub(crate) fn read(&self) -> Result<AccessOrder> {
        let mut wrong = Wrong::default();
        let text = wrong.paragraphs("text", &self.text, true, ORDER);
        let law_reference = wrong.line("law_reference", &self.law_reference, true, LINE);
        let valid_from = wrong.day("valid_from", &self.valid_from, true);
        wrong.finish()?;
        let valid_from = valid_from.ok_or_else(|| Error::field("valid_from", "error-date"))?;
        Ok(AccessOrder { text, law_reference, valid_from })
    }
}

/// What was read of a finding.
pub(crate) struct ReadFinding {
    pub(crate) kind: FindingKind,
    pub(crate) number: String,
    pub(crate) date: Date,
    pub(crate) valid_until: Option<Date>,
    pub(crate) issuer: String,
    pub(crate) positive: bool,
}

impl FindingInput {
    /// The values, or everything that is wrong with them. Fields: `kind`, `number`, `date`, `valid_until`, `issuer`, `result`.
    pub(crate) fn read(&self, today: Date) -> Result<ReadFinding> {
        let mut wrong = Wrong::default();
        let kind = wrong.chosen("kind", self.kind);
        let number = wrong.line("number", &self.number, true, LINE);
        let date = wrong.day("date", &self.date, true);
        if date.is_some_and(|date| date > today) {
            wrong.add("date", "registry-field-date-later");
        }
        let valid_until = wrong.day("valid_until", &self.valid_until, false);
        if valid_until.is_some() && kind.is_some_and(|kind| kind != FindingKind::Attestation) {
            wrong.add("valid_until", "registry-field-until-attestation");
        } else if valid_until.zip(date).is_some_and(|(until, date)| until < date) {
            wrong.add("valid_until", "registry-field-until");
        }
        let issuer = wrong.line("issuer", &self.issuer, true, LINE);
        let positive = wrong.chosen("result", self.positive);
        wrong.finish()?;
        let (Some(kind), Some(date), Some(positive)) = (kind, date, positive) else { return Err(Error::Forbidden) };
        Ok(ReadFinding { kind, number, date, valid_until, issuer, positive })
    }
}

/// What was read of an audit.
pub(crate) struct ReadAudit {
    pub(crate) date: Date,
    pub(crate) auditor: String,
    pub(crate) scope: String,
    pub(crate) findings: String,
}

impl AuditInput {
    /// The values, or everything that is wrong with them. Fields: `date`, `auditor`, `scope`, `findings`; with a correction `reason`.
    pub(crate) fn read(&self, today: Date, mut wrong: Wrong) -> Result<ReadAudit> {
        let date = wrong.day("date", &self.date, true);
        if date.is_some_and(|date| date > today) {
            wrong.add("date", "registry-field-audit-later");
        }
        let auditor = wrong.line("auditor", &self.auditor, true, LINE);
        let scope = wrong.paragraphs("scope", &self.scope, true, ORDER);
        let findings = wrong.paragraphs("findings", &self.findings, false, ORDER);
        wrong.finish()?;
        let date = date.ok_or_else(|| Error::field("date", "error-date"))?;
        Ok(ReadAudit { date, auditor, scope, findings })
    }
}

impl SpanInput {
    /// The days, or what is wrong with them. Fields: `from`, `until`.
    pub(crate) fn read(&self, today: Date) -> Result<Span> {
        let mut wrong = Wrong::default();
        let until = wrong.day("until", &self.until, false);
        let from = wrong.day("from", &self.from, false);
        wrong.finish()?;
        let until = until.unwrap_or(today);
        let from = from.unwrap_or_else(|| until.saturating_sub((USUAL - 1).days()));
        if from > until {
            return Err(Error::field("until", "registry-field-until-from"));
        }
        if from < until.saturating_sub((SPAN - 1).days()) {
            return Err(Error::Invalid(vec![FieldError::new("from", "registry-field-span").with("max", SPAN)]));
        }
        Ok(Span { from, until })
    }
}

/// A reason, required, beside other fields.
pub(crate) fn reason_in(wrong: &mut Wrong, text: &str) -> String {
    wrong.line("reason", text, true, REASON)
}

/// A reason, required.
///
/// # Errors
/// Empty or too long, in the field `reason`.
pub(crate) fn reason(text: &str) -> Result<String> {
    let mut wrong = Wrong::default();
    let text = reason_in(&mut wrong, text);
    wrong.finish()?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<T>(result: Result<T>) -> Vec<String> {
        match result {
            Err(Error::Invalid(fields)) => fields.iter().map(|f| format!("{} {}", f.field, f.message.key)).collect(),
            _ => Vec::new(),
        }
    }

    /// Everything that is wrong with a finding is told at once; only an attestation has a last day, not before its date.
    #[test]
    fn findings_are_checked() {
        let today: Date = "2026-11-23".parse().expect("a date");
        let empty = fields(FindingInput::default().read(today));
        assert_eq!(
            empty,
            [
                "kind error-choose",
                "number error-required",
                "date error-date",
                "issuer error-required",
                "result error-choose"
            ]
        );
        let input = |kind, date: &str, until: &str| FindingInput {
            kind: Some(kind),
            number: "1".to_owned(),
            date: date.to_owned(),
            valid_until: until.to_owned(),
            issuer: "Орган".to_owned(),
            positive: Some(true),
        };
        assert!(input(FindingKind::Attestation, "2026-11-23", "2026-11-23").read(today).is_ok());
        assert_eq!(
            fields(input(FindingKind::Attestation, "2026-11-24", "2026-11-23").read(today)),
            ["date registry-field-date-later", "valid_until registry-field-until"]
        );
        assert_eq!(
            fields(input(FindingKind::Test, "2026-11-23", "2027-11-23").read(today)),
            ["valid_until registry-field-until-attestation"]
        );
    }

    /// Everything that is wrong with an audit is told at once; findings may come later, and an audit of tomorrow was not carried out.
    #[test]
    fn audits_are_checked() {
        let today: Date = "2026-11-23".parse().expect("a date");
        let empty = fields(AuditInput::default().read(today, Wrong::default()));
        assert_eq!(empty, ["date error-date", "auditor error-required", "scope error-required"]);
        let input = |date: &str| AuditInput {
            date: date.to_owned(),
            auditor: "Б".to_owned(),
            scope: "Желі".to_owned(),
            findings: String::new(),
        };
        assert!(input("2026-11-23").read(today, Wrong::default()).is_ok());
        assert_eq!(fields(input("2026-11-24").read(today, Wrong::default())), ["date registry-field-audit-later"]);
    }

    /// A period is a number of days from one to ten years; where it is required it is asked for.
    #[test]
    fn periods_are_checked() {
        let read = |text: &str, required| {
            let mut wrong = Wrong::default();
            let days = wrong.period(text, required);
            (days, fields(wrong.finish()))
        };
        assert_eq!(read(" 30 ", true), (Some(30), Vec::new()));
        assert_eq!(read("", false), (None, Vec::new()));
        assert_eq!(read("", true), (None, vec!["period_days registry-field-period-required".to_owned()]));
        for text in ["0", "-1", "3661", "ай", "1.5"] {
            assert_eq!(read(text, false), (None, vec!["period_days registry-field-period".to_owned()]), "{text}");
        }
    }

    /// Without a word the last thirty days are meant; a span has an order and an end.
    #[test]
    fn spans_are_checked() {
        let today: Date = "2026-11-23".parse().expect("a date");
        let read = |from: &str, until: &str| {
            let input = SpanInput { from: from.to_owned(), until: until.to_owned() };
            input.read(today).map(|span| format!("{} {}", span.from, span.until))
        };
        assert_eq!(read("", "").ok().as_deref(), Some("2026-10-25 2026-11-23"));
        assert_eq!(read("", "2026-11-01").ok().as_deref(), Some("2026-10-03 2026-11-01"));
        assert_eq!(read("2025-11-23", "").ok().as_deref(), Some("2025-11-23 2026-11-23"));
        assert_eq!(fields(read("2025-11-22", "")), ["from registry-field-span"]);
        assert_eq!(fields(read("2026-11-24", "2026-11-23")), ["until registry-field-until-from"]);
        assert_eq!(fields(read("кеше", "x")), ["until error-date", "from error-date"]);
    }
}
