//! The words of the portal: Fluent messages of all components in three languages.
//!
//! Everything is checked when the program starts: a key or a variable that one language has and another lacks stops it.
//! Messages without variables are worked out once, so that [`Messages::t`] is one look-up.

mod check;
mod dates;
mod sequence;

pub use check::Incomplete;
pub(crate) use dates::DateForms;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumberOptions;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use orda_base::{Language, Message};
use sequence::Sequence;
use std::collections::HashMap;
use std::sync::Arc;

/// Messages of one component: code of the language and text of its `.ftl` file, for each of the three.
pub type Locales = [(&'static str, &'static str); 3];

/// The kernel's own messages.
pub const LOCALES: Locales = [
    ("kk", include_str!("../../locales/kk.ftl")),
    ("ru", include_str!("../../locales/ru.ftl")),
    ("en", include_str!("../../locales/en.ftl")),
];

/// All messages of all components, ready for use. Cheap to clone.
#[derive(Clone)]
pub struct Messages(Arc<[Translations; 3]>);

/// One language.
struct Translations {
    bundle: FluentBundle<FluentResource>,
    /// Messages and attributes (`key.attribute`) that need no argument.
    fixed: HashMap<String, String>,
    /// Those that only put arguments between words.
    sequences: HashMap<String, Sequence>,
    numbers: Numbers,
    dates: DateForms,
}

impl Messages {
    /// Loads the messages of the kernel and of the given components.
    ///
    /// ```
    /// # use orda_web::{Language, Messages};
    /// let messages = Messages::load(&[]).unwrap();
    /// assert_eq!(messages.t(Language::Ru, "web-save"), "Сохранить");
    /// ```
    ///
    /// # Errors
    /// [`Incomplete`] lists everything that is wrong: text that is not Fluent, a key given twice, a key, an attribute or
    /// a variable that a language lacks.
    pub fn load(components: &[Locales]) -> Result<Self, Incomplete> {
        let mut sets: Vec<Locales> = vec![LOCALES];
        sets.extend(components.iter().filter(|set| **set != LOCALES));
        check::check(&sets)?;
        Ok(Self(Arc::new(Language::ALL.map(|language| Translations::new(language, &sets)))))
    }

    /// The text with this key in `language`. A key that is missing, or that needs arguments, is logged and returned as
    /// it is. An attribute is reached as `key.attribute`.
    pub fn t<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        if let Some(text) = self.0[language.index()].fixed.get(key) {
            return text;
        }
        tracing::error!(key, language = language.code(), "a message is missing or needs arguments");
        key
    }

    /// A day in the words of a language: `2026 ж. 22 қараша`.
    pub fn day(&self, language: Language, date: orda_base::Date) -> String {
        self.dates(language).date(date)
    }

    /// Is there a message (or attribute) with this key?
    pub fn has(&self, key: &str) -> bool {
        let first = &self.0[0];
        first.fixed.contains_key(key) || first.pattern(key).is_some()
    }

    /// The text with this key and these arguments; numbers as arguments choose the plural.
    ///
    /// ```
    /// # use orda_web::{Language, Messages};
    /// let messages = Messages::load(&[]).unwrap();
    /// assert_eq!(messages.text(Language::En, "web-rows-found", &[("count", 1.into())]), "1 record found");
    /// ```
    pub fn text(&self, language: Language, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let translations = &self.0[language.index()];
        if let Some(text) = translations.fixed.get(key) {
            return text.clone();
        }
        if let Some(text) = translations.sequences.get(key).and_then(|s| s.fill(args, translations.numbers)) {
            return text;
        }
        let Some(pattern) = translations.pattern(key) else {
            tracing::error!(key, language = language.code(), "a message is missing");
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = translations.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, language = language.code(), error = ?errors, "a message could not be formed");
        }
        text
    }

    /// The words of a [`Message`]. Arguments that look like a small number choose the plural, all others stay as they
    /// were written (`2026`, `007`, a BIN).
    pub fn message(&self, language: Language, message: &Message) -> String {
        self.keyed(language, message.key, &message.args)
    }

    pub(crate) fn keyed<N: AsRef<str>>(&self, language: Language, key: &str, args: &[(N, String)]) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            args.iter().map(|(name, value)| (name.as_ref(), argument(value))).collect();
        self.text(language, key, &args)
    }

    pub(crate) fn dates(&self, language: Language) -> &DateForms {
        &self.0[language.index()].dates
    }
}

impl Translations {
    fn new(language: Language, sets: &[Locales]) -> Self {
        let id = language.code().parse().expect("codes of ISO 639-1 are language identifiers");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let numbers: Numbers = match language {
            Language::En => group_with_commas,
            Language::Kk | Language::Ru => group_with_spaces,
        };
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| group_with_commas(value),
            Language::Kk | Language::Ru => |value, _| group_with_spaces(value),
        }));
        let mut keys = Vec::new();
        for set in sets {
            let source = set.iter().find(|(code, _)| *code == language.code()).map_or("", |(_, text)| text);
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            keys.extend(check::keys(&resource));
            // Overriding: keys given twice have been refused before.
            bundle.add_resource_overriding(resource);
        }
        let mut made = Self {
            bundle,
            fixed: HashMap::with_capacity(keys.len()),
            sequences: HashMap::new(),
            numbers,
            dates: DateForms::default(),
        };
        for key in keys {
            let mut errors = Vec::new();
            let Some(pattern) = made.pattern(&key) else { continue };
            let text = made.bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                made.fixed.insert(key, text);
            } else if let Some(sequence) = Sequence::of(pattern) {
                made.sequences.insert(key, sequence);
            }
        }
        made.dates = DateForms::new(|key, args| {
            let mut errors = Vec::new();
            let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
            made.pattern(key)
                .map(|p| made.bundle.format_pattern(p, Some(&args), &mut errors).into_owned())
                .unwrap_or_default()
        });
        made
    }

    fn pattern(&self, key: &str) -> Option<&fluent_syntax::ast::Pattern<&str>> {
        match key.split_once('.') {
            None => self.bundle.get_message(key)?.value(),
            Some((key, attribute)) => Some(self.bundle.get_message(key)?.get_attribute(attribute)?.value()),
        }
    }
}

/// A number when the text is one that counts something; else the text itself.
fn argument(value: &str) -> FluentValue<'_> {
    let counts = !value.is_empty() && value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit());
    if !counts || (value.len() > 1 && value.starts_with('0')) {
        return FluentValue::from(value);
    }
    match FluentValue::try_number(value) {
        FluentValue::Number(mut number) => {
            number.options = FluentNumberOptions { use_grouping: false, ..FluentNumberOptions::default() };
            FluentValue::Number(number)
        }
        other => other,
    }
}

/// How a language writes numbers; none for what is no number.
type Numbers = fn(&FluentValue<'_>) -> Option<String>;

fn group_with_spaces(value: &FluentValue<'_>) -> Option<String> {
    grouped(value, '\u{a0}', ',')
}

fn group_with_commas(value: &FluentValue<'_>) -> Option<String> {
    grouped(value, ',', '.')
}

/// Numbers from 10 000 up in groups of three; smaller ones, years among them, as they are.
fn grouped(value: &FluentValue<'_>, separator: char, point: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_ref(), None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-');
    let mut out = String::with_capacity(plain.len() + 8);
    if whole.len() > digits.len() {
        out.push('-');
    }
    let group = number.options.use_grouping && digits.len() > 4;
    for (index, digit) in digits.chars().enumerate() {
        if group && index > 0 && (digits.len() - index) % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages() -> Messages {
        Messages::load(&[]).expect("the kernel's messages are complete")
    }

    /// An attribute of a message is reached with a dot; what is missing shows its key.
    #[test]
    fn finds_attributes_and_shows_what_is_missing() {
        let messages = messages();
        assert_eq!(messages.t(Language::En, "web-no-such-key"), "web-no-such-key");
        assert!(messages.has("error-not-found.title"));
        assert_eq!(messages.t(Language::En, "error-not-found.title"), "Page not found");
    }

    /// Large numbers are grouped in the language's way, years and numbers of documents are not.
    #[test]
    fn groups_numbers() {
        let messages = messages();
        let found = |language, count: i64| messages.text(language, "web-rows-found", &[("count", count.into())]);
        assert_eq!(found(Language::En, 2026), "2026 records found");
        assert_eq!(found(Language::En, 100_000), "100,000 records found");
        assert_eq!(found(Language::Ru, 100_000), "Найдено 100\u{a0}000 записей");
        let message = Message::new("web-rows-found").with("count", 100_001);
        assert_eq!(messages.message(Language::Ru, &message), "Найдена 100001 запись");
    }

    /// Plurals follow the language.
    #[rstest::rstest]
    #[case(1, "Найдена 1 запись")]
    #[case(3, "Найдено 3 записи")]
    #[case(5, "Найдено 5 записей")]
    #[case(21, "Найдена 21 запись")]
    fn chooses_plurals(#[case] count: i64, #[case] expected: &str) {
        assert_eq!(messages().text(Language::Ru, "web-rows-found", &[("count", count.into())]), expected);
    }

    /// A message taken apart reads as the bundle reads it, whatever the arguments are; one argument too few is left to the
    /// bundle, which says so in the log.
    #[test]
    fn sequences_read_as_the_bundle_does() {
        let messages = messages();
        let values =
            [FluentValue::from("Ә & <b>"), FluentValue::from(7), FluentValue::from(1_234_567), FluentValue::from(2.5)];
        let mut seen = 0;
        for translations in messages.0.iter() {
            for (key, sequence) in &translations.sequences {
                let names = sequence.arguments();
                for value in &values {
                    let args: Vec<_> = names.iter().map(|name| (*name, value.clone())).collect();
                    let given: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
                    let pattern = translations.pattern(key).expect("there");
                    let mut errors = Vec::new();
                    let expected = translations.bundle.format_pattern(pattern, Some(&given), &mut errors);
                    assert_eq!(sequence.fill(&args, translations.numbers).as_deref(), Some(expected.as_ref()), "{key}");
                    assert_eq!(sequence.fill(&args[1..], translations.numbers), None, "{key}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 50, "{seen} messages of the kernel");
    }

    /// An identifier made of digits is never read as a number.
    #[test]
    fn keeps_identifiers() {
        assert!(matches!(argument("040140000123"), FluentValue::String(_)));
        assert!(matches!(argument("007"), FluentValue::String(_)));
        assert!(matches!(argument("7"), FluentValue::Number(_)));
        assert!(matches!(argument("0"), FluentValue::Number(_)));
    }
}
