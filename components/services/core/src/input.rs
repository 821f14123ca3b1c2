//! What comes from forms and interfaces, and its checks.

use crate::{Recipient, RecipientKind, ServiceKind};
use kazakh::{Bin, Iin, NumberError};
use orda_base::{BodyId, Date, LONGEST_NAME, LocalizedText, PersonId, Result, Wrong};

/// Longest code of a service.
const CODE: usize = 40;
/// Longest reason.
const REASON: usize = 1000;

/// A service as typed.
#[derive(Debug, Clone, Default)]
pub struct ServiceInput {
    /// The provider; none when nothing was chosen.
    pub body: Option<BodyId>,
    /// Code in the register of services: letters, digits, dots and hyphens.
    pub code: String,
    /// Name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// Kind; none when nothing was chosen.
    pub kind: Option<ServiceKind>,
    /// Is it provided now? None when it was not said.
    pub active: Option<bool>,
}

/// An authorisation as typed.
#[derive(Debug, Clone, Default)]
pub struct AuthorisationInput {
    /// The employee; none when nobody was chosen.
    pub person: Option<PersonId>,
    /// First day; none when it is no date.
    pub from: Option<Date>,
    /// Last day as typed: empty for none.
    pub until: String,
}

/// A result as typed.
#[derive(Debug, Clone, Default)]
pub struct ResultInput {
    /// IIN or BIN of the recipient.
    pub recipient_number: String,
    /// Name of the recipient.
    pub recipient_name: String,
    /// Last day of validity as typed: empty for none.
    pub valid_until: String,
}

/// Fields of services and their results alone.
pub(crate) trait Fields {
    /// A code of a service.
    fn code(&mut self, text: &str) -> String;

    /// The recipient of a result.
    fn recipient(&mut self, input: &ResultInput) -> Option<Recipient>;

    /// The IIN or BIN of a recipient, and whose it is.
    fn number(&mut self, typed: &str) -> Option<(String, RecipientKind)>;
}

impl Fields for Wrong {
    fn code(&mut self, text: &str) -> String {
        let code = self.line("code", text, true, CODE);
        if !code.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '/')) {
            self.add("code", "services-field-code");
        }
        code
    }

    fn recipient(&mut self, input: &ResultInput) -> Option<Recipient> {
        let name = self.line("recipient_name", &input.recipient_name, true, LONGEST_NAME);
        let (number, kind) = self.number(&input.recipient_number)?;
        Some(Recipient { kind, number, name })
    }

    fn number(&mut self, typed: &str) -> Option<(String, RecipientKind)> {
        let number = typed.trim();
        if number.is_empty() {
            self.add("recipient_number", "error-required");
            return None;
        }
        match kind_of(number) {
            Ok(kind) => Some((number.to_owned(), kind)),
            Err(error) => {
                let key = match error {
                    NumberError::Form => "services-field-number-form",
                    NumberError::Content => "services-field-number-content",
                    NumberError::CheckDigit => "services-field-number-check",
                };
                self.add("recipient_number", key);
                None
            }
        }
    }
}

/// Whose number it is: the fifth digit of an IIN, tens of the day of birth, is never that of a BIN.
fn kind_of(number: &str) -> std::result::Result<RecipientKind, NumberError> {
    match (number.parse::<Iin>(), number.parse::<Bin>()) {
        (Ok(_), _) => Ok(RecipientKind::Person),
        (_, Ok(_)) => Ok(RecipientKind::Entity),
        // Of two reasons, the one that says that the form fits.
        (Err(NumberError::Content), Err(other)) => Err(other),
        (Err(error), _) => Err(error),
    }
}

/// A reason, required.
///
/// # Errors
/// Empty or too long, in the field `reason`.
pub(crate) fn reason(text: &str) -> Result<String> {
    let mut wrong = Wrong::default();
    let text = wrong.line("reason", text, true, REASON);
    wrong.finish()?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::Error;

    fn wrong_fields(input: &ResultInput) -> Vec<String> {
        let mut wrong = Wrong::default();
        wrong.recipient(input);
        wrong.day("valid_until", &input.valid_until, false);
        match wrong.finish() {
            Err(Error::Invalid(fields)) => fields.iter().map(|f| format!("{} {}", f.field, f.message.key)).collect(),
            _ => Vec::new(),
        }
    }

    /// People and legal entities are told apart by their numbers; a number that is none is told at its field, with what else
    /// is wrong.
    #[test]
    fn recipients_are_told_apart() {
        let iin =
            Iin::generate("1990-05-17".parse().expect("a date"), kazakh::Sex::Female, 7).expect("an IIN").to_string();
        let bin = Bin::generate(2001, 3, 40).expect("a BIN").to_string();
        assert_eq!(kind_of(&iin), Ok(RecipientKind::Person));
        assert_eq!(kind_of(&bin), Ok(RecipientKind::Entity));
        let input = |number: &str, name: &str, until: &str| ResultInput {
            recipient_number: number.to_owned(),
            recipient_name: name.to_owned(),
            valid_until: until.to_owned(),
        };
        assert!(wrong_fields(&input(&iin, "Ахметов", "")).is_empty());
        let mut slip = iin.clone();
        slip.replace_range(9..10, if iin.as_bytes()[9] == b'1' { "2" } else { "1" });
        assert_eq!(
            wrong_fields(&input(&slip, "Ахметов", "2026-12-01")),
            ["recipient_number services-field-number-check"]
        );
        assert_eq!(
            wrong_fields(&input("12", " ", "кеше")),
            ["recipient_name error-required", "recipient_number services-field-number-form", "valid_until error-date"]
        );
    }
}
