//! Checks of what was typed: everything that is wrong with a form is told at once, each field by its name.

use crate::{Date, Error, FieldError, LocalizedText, Result};

/// Longest name or title, in characters.
pub const LONGEST_NAME: usize = 300;

/// Collects what is wrong. The messages `error-required`, `error-too-long`, `error-choose` and `error-date` belong to every form.
#[derive(Debug, Default)]
pub struct Wrong(Vec<FieldError>);

impl Wrong {
    /// One more thing: the field, and the key of what is told of it.
    pub fn add(&mut self, field: impl Into<String>, key: &'static str) {
        self.push(FieldError::new(field, key));
    }

    /// One more thing, with what its words need.
    pub fn push(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// What was found, in the order in which it was looked for.
    pub fn found(&self) -> &[FieldError] {
        &self.0
    }

    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// A line of text: trimmed, control characters as spaces, of at most `max` characters.
    pub fn line(&mut self, field: &str, text: &str, required: bool, max: usize) -> String {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.trimmed(field, &text, required, max)
    }

    /// A text of several lines: trimmed, without control characters, of at most `max` characters.
    pub fn paragraphs(&mut self, field: &str, text: &str, required: bool, max: usize) -> String {
        let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        self.trimmed(field, &text, required, max)
    }

    fn trimmed(&mut self, field: &str, text: &str, required: bool, max: usize) -> String {
        let text = text.trim().to_owned();
        if required && text.is_empty() {
            self.add(field, "error-required");
        }
        if text.chars().count() > max {
            self.push(FieldError::new(field, "error-too-long").with("max", max));
        }
        text
    }

    /// A name in the fields `<field>_kk`, `<field>_ru`, `<field>_en`; Kazakh and Russian are required.
    pub fn texts(&mut self, field: &str, text: &LocalizedText) -> LocalizedText {
        LocalizedText {
            kk: self.line(&format!("{field}_kk"), &text.kk, true, LONGEST_NAME),
            ru: self.line(&format!("{field}_ru"), &text.ru, true, LONGEST_NAME),
            en: self.line(&format!("{field}_en"), &text.en, false, LONGEST_NAME),
        }
    }

    /// What must be chosen.
    pub fn chosen<T>(&mut self, field: &str, choice: Option<T>) -> Option<T> {
        if choice.is_none() {
            self.add(field, "error-choose");
        }
        choice
    }

    /// A day: `2026-11-23`. An empty one may be left out when it is not required.
    pub fn day(&mut self, field: &str, text: &str, required: bool) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() && !required {
            return None;
        }
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            self.add(field, "error-date");
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything is told at once, in order, and what is read is what was meant.
    #[test]
    fn all_that_is_wrong_is_told() {
        let mut wrong = Wrong::default();
        assert_eq!(wrong.line("a", " x\ty ", true, 3), "x y");
        assert_eq!(wrong.paragraphs("b", " x\u{7}\ny\r\n", true, 3), "x\ny");
        assert_eq!((wrong.day("c", "", false), wrong.chosen("d", Some(1))), (None, Some(1)));
        assert!(wrong.day("e", "2026-11-23", true).is_some() && wrong.found().is_empty());

        wrong.line("a", " ", true, 3);
        wrong.line("b", "әріп", false, 3);
        wrong.texts("name", &LocalizedText::new("Ат", "", ""));
        wrong.chosen::<u8>("d", None);
        wrong.day("e", "", true);
        wrong.day("f", "ертең", false);
        let Err(Error::Invalid(errors)) = wrong.finish() else { panic!("something is wrong") };
        let told: Vec<String> = errors.iter().map(|e| format!("{} {}", e.field, e.message.key)).collect();
        assert_eq!(
            told,
            [
                "a error-required",
                "b error-too-long",
                "name_ru error-required",
                "d error-choose",
                "e error-date",
                "f error-date"
            ]
        );
    }
}
