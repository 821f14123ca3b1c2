//! What is typed about a tool.

use super::{Conformity, Ground, Way};
use orda_base::{Date, Error, FieldError, Result};

/// Longest name, in characters.
const LONGEST: usize = 200;

/// A document of conformity as it is typed; dates as `2026-11-23`.
#[derive(Debug, Clone, Default)]
pub struct ConformityInput {
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// Its date.
    pub issued_on: String,
    /// Its last day; empty for a document without an end.
    pub valid_until: String,
}

/// A tool as it is typed.
#[derive(Debug, Clone, Default)]
pub struct ToolInput {
    /// What it is called.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// Code of the way of signing; empty for none.
    pub way: String,
    /// The document that Resolution No. 367 asks for; empty for none.
    pub resolution: ConformityInput,
    /// The document under the legislation on technical regulation; empty for none.
    pub regulation: ConformityInput,
}

/// What was read of it.
pub(super) struct Read {
    pub name: String,
    pub maker: String,
    pub way: Option<Way>,
    pub resolution: Option<Conformity>,
    pub regulation: Option<Conformity>,
}

impl ToolInput {
    /// The values, or everything that is wrong with them. Fields: `name`, `maker`, `way`, `resolution_number`,
    /// `resolution_issuer`, `resolution_issued_on`, `resolution_valid_until`, and the same of `regulation`.
    pub(super) fn read(&self) -> Result<Read> {
        let mut wrong = Vec::new();
        let mut line = |field: &str, text: &str, needed: bool| {
            let text = text.trim();
            let fits = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
            if !fits || (needed && text.is_empty()) {
                wrong.push(FieldError::new(field, "signatures-error-tool_line"));
            }
            text.to_owned()
        };
        let name = line("name", &self.name, true);
        let maker = line("maker", &self.maker, false);
        let way = Way::from_code(&self.way);
        if way.is_none() && !self.way.is_empty() {
            wrong.push(FieldError::new("way", "signatures-error-tool_way"));
        }
        let resolution = self.resolution.read(Ground::Resolution, &mut wrong);
        let regulation = self.regulation.read(Ground::Regulation, &mut wrong);
        if wrong.is_empty() {
            Ok(Read { name, maker, way, resolution, regulation })
        } else {
            Err(Error::Invalid(wrong))
        }
    }
}

impl ConformityInput {
    fn read(&self, ground: Ground, wrong: &mut Vec<FieldError>) -> Option<Conformity> {
        let (number, issuer) = (self.number.trim(), self.issuer.trim());
        let (issued, until) = (self.issued_on.trim(), self.valid_until.trim());
        if [number, issuer, issued, until].iter().all(|typed| typed.is_empty()) {
            return None;
        }
        let mut tell = |field: &str, key| wrong.push(FieldError::new(format!("{}_{field}", ground.code()), key));
        for (field, text) in [("number", number), ("issuer", issuer)] {
            let fits = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
            if text.is_empty() || !fits {
                tell(field, "signatures-error-tool_line");
            }
        }
        let issued_on: Option<Date> = issued.parse().ok();
        if issued_on.is_none() {
            tell("issued_on", "signatures-error-tool_date");
        }
        let valid_until: Option<Date> = until.parse().ok();
        if valid_until.is_none() && !until.is_empty() {
            tell("valid_until", "signatures-error-tool_date");
        } else if let (Some(from), Some(to)) = (issued_on, valid_until)
            && to < from
        {
            tell("valid_until", "signatures-error-tool_end");
        }
        let (number, issuer) = (number.to_owned(), issuer.to_owned());
        Some(Conformity { number, issuer, issued_on: issued_on?, valid_until })
    }
}
