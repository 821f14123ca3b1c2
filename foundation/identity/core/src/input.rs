//! What comes from forms and interfaces, and its checks.

use crate::{BodyKind, PersonName};
use kazakh::{Bin, Iin, NumberError};
use orda_base::{BodyId, Date, FieldError, LONGEST_NAME, Language, LocalizedText, Result, UnitId, Wrong};
use std::str::FromStr;

/// Longest part of a person's name.
const PART: usize = 100;
/// Longest login.
pub(crate) const LOGIN: usize = 64;

/// A body as typed.
#[derive(Debug, Clone, Default)]
pub struct BodyInput {
    /// Business identification number.
    pub bin: String,
    /// Kind; none when nothing was chosen.
    pub kind: Option<BodyKind>,
    /// Full name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// Short name; Kazakh and Russian are required.
    pub short_name: LocalizedText,
    /// The body above it.
    pub parent: Option<BodyId>,
}

/// A unit as typed.
#[derive(Debug, Clone, Default)]
pub struct UnitInput {
    /// Its name; Kazakh and Russian are required.
    pub name: LocalizedText,
    /// The unit above it.
    pub parent: Option<UnitId>,
}

/// A person as typed.
#[derive(Debug, Clone, Default)]
pub struct PersonInput {
    /// Individual identification number.
    pub iin: String,
    /// Name; surname and first name are required.
    pub name: PersonName,
    /// Address of e-mail; may be empty.
    pub email: String,
    /// Language of letters and pages.
    pub language: Language,
    /// Login; empty for who logs in by EDS only.
    pub login: String,
}

/// A position as typed.
#[derive(Debug, Clone)]
pub struct PositionInput {
    /// Where.
    pub body: BodyId,
    /// In which unit.
    pub unit: Option<UnitId>,
    /// Title; Kazakh and Russian are required.
    pub title: LocalizedText,
    /// First day.
    pub since: Date,
    /// Last day, when known.
    pub until: Option<Date>,
}

/// Collects what is wrong with the fields of a form: those of every form, and those of people and bodies.
#[derive(Default)]
pub(crate) struct Checks(Wrong);

impl Checks {
    pub(crate) fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.0.finish()
    }

    fn line(&mut self, field: &str, text: &str, required: bool, max: usize) -> String {
        self.0.line(field, text, required, max)
    }

    pub(crate) fn texts(&mut self, field: &str, text: &LocalizedText) -> LocalizedText {
        self.0.texts(field, text)
    }

    pub(crate) fn name(&mut self, field: &str, text: &str) -> String {
        self.line(field, text, true, LONGEST_NAME)
    }

    pub(crate) fn person_name(&mut self, name: &PersonName) -> PersonName {
        PersonName {
            surname: self.line("surname", &name.surname, true, PART),
            given: self.line("given", &name.given, true, PART),
            patronymic: self.line("patronymic", &name.patronymic, false, PART),
        }
    }

    pub(crate) fn iin(&mut self, text: &str) -> String {
        self.number::<Iin>("iin", text, "identity-error-iin-content")
    }

    pub(crate) fn bin(&mut self, text: &str) -> String {
        self.number::<Bin>("bin", text, "identity-error-bin-content")
    }

    /// A number with a check digit; `content` is the key for one whose parts mean nothing.
    fn number<N: FromStr<Err = NumberError>>(
        &mut self,
        field: &'static str,
        text: &str,
        content: &'static str,
    ) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(FieldError::new(field, "error-required"));
        } else if let Err(error) = text.parse::<N>() {
            let key = match error {
                NumberError::Form => "identity-error-number-form",
                NumberError::Content => content,
                NumberError::CheckDigit => "identity-error-check-digit",
            };
            self.add(FieldError::new(field, key));
        }
        text.to_owned()
    }

    /// An address of e-mail, or none. Whether letters arrive is shown by the first letter; here only slips are caught.
    pub(crate) fn email(&mut self, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let good = text.len() <= 254
            && text.is_ascii()
            && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
            && text.split_once('@').is_some_and(|(local, host)| {
                !local.is_empty()
                    && !host.contains('@')
                    && !host.starts_with('.')
                    && !host.ends_with('.')
                    && host.contains('.')
            });
        if !good {
            self.add(FieldError::new("email", "identity-error-email"));
        }
        Some(text.to_owned())
    }

    /// A login, or none: small Latin letters, figures, `.`, `-`, `_`.
    pub(crate) fn login(&mut self, text: &str) -> Option<String> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return None;
        }
        if text.len() < 3 || text.len() > LOGIN || !is_login(&text) {
            self.add(FieldError::new("login", "identity-error-login-form"));
        }
        Some(text)
    }

    pub(crate) fn period(&mut self, since: Date, until: Option<Date>) {
        if until.is_some_and(|until| until < since) {
            self.add(FieldError::new("until", "identity-error-period"));
        }
    }
}

/// Could the text be a login? What is none is not written into the accounting: it may be a password in the wrong field.
pub(crate) fn is_login(text: &str) -> bool {
    text.len() <= LOGIN && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_@".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn key_of(checks: &Checks) -> Option<&'static str> {
        checks.0.found().first().map(|e| e.message.key)
    }

    /// Slips in addresses of e-mail are caught.
    #[rstest]
    #[case("", None)]
    #[case("d.akhmetov@example.kz", None)]
    #[case("d.akhmetov", Some("identity-error-email"))]
    #[case("a b@example.kz", Some("identity-error-email"))]
    #[case("a@b@example.kz", Some("identity-error-email"))]
    #[case("a@example", Some("identity-error-email"))]
    #[case("a@example.kz\r\nBcc: b@example.kz", Some("identity-error-email"))]
    fn addresses_are_checked(#[case] text: &str, #[case] expected: Option<&str>) {
        let mut checks = Checks::default();
        checks.email(text);
        assert_eq!(key_of(&checks), expected);
    }

    /// Logins are folded to small letters and hold only what is easy to type.
    #[rstest]
    #[case(" D.Akhmetov ", Some("d.akhmetov"), None)]
    #[case("", None, None)]
    #[case("ab", Some("ab"), Some("identity-error-login-form"))]
    #[case("дәулет", Some("дәулет"), Some("identity-error-login-form"))]
    fn logins_are_checked(#[case] text: &str, #[case] login: Option<&str>, #[case] error: Option<&str>) {
        let mut checks = Checks::default();
        assert_eq!(checks.login(text).as_deref(), login);
        assert_eq!(key_of(&checks), error);
    }
}
