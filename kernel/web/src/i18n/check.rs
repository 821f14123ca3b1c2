//! Are the messages complete? Every key, attribute and variable must be in all three languages.

use crate::i18n::Locales;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::Entry;
use messages::{Catalogue, differences};
use orda_base::Language;
use std::fmt;

/// What is wrong with the messages, one line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete(pub Vec<String>);

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "messages are incomplete:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for Incomplete {}

/// # Errors
/// All that is wrong, in the order of the keys.
pub(super) fn check(sets: &[Locales]) -> Result<(), Incomplete> {
    let mut problems = Vec::new();
    let catalogues = Language::ALL.map(|language| (language.code(), read(language.code(), sets, &mut problems)));
    problems.extend(differences(&catalogues));
    if problems.is_empty() { Ok(()) } else { Err(Incomplete(problems)) }
}

/// All keys of a resource, attributes included.
pub(super) fn keys(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| if let Entry::Message(message) = entry { Some(message) } else { None })
        .flat_map(|message| {
            let own = message.value.iter().map(|_| message.id.name.to_owned());
            own.chain(message.attributes.iter().map(|a| format!("{}.{}", message.id.name, a.id.name)))
        })
        .collect()
}

/// What all components say in one language.
fn read(code: &str, sets: &[Locales], problems: &mut Vec<String>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (number, set) in sets.iter().enumerate() {
        let Some((_, source)) = set.iter().find(|(language, _)| *language == code) else {
            problems.push(format!("{code}: set {number} has no text in this language"));
            continue;
        };
        problems.extend(catalogue.add(source).into_iter().map(|problem| format!("{code}: {problem}")));
    }
    catalogue
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that one language lacks is reported, with the language.
    #[test]
    fn reports_missing_keys() {
        let set = [("kk", "a-b = бір"), ("ru", "a-b = один\na-c = два"), ("en", "a-b = one\na-c = two")];
        assert_eq!(check(&[set]), Err(Incomplete(vec!["kk: a-c is missing".to_owned()])));
    }

    /// A variable that one language lacks is reported, also deep inside a choice and in an attribute.
    #[test]
    fn reports_missing_variables() {
        let full = "a = { $n ->\n   *[other] { $n } x { $who }\n }\n    .subject = { $title }";
        let poor = "a = { $n ->\n   *[other] { $n } x\n }\n    .subject = title";
        let expected = ["en: a lacks the variable $who", "en: a.subject lacks the variable $title"];
        let found = check(&[[("kk", full), ("ru", full), ("en", poor)]]).expect_err("variables are missing");
        assert_eq!(found.0, expected);
    }

    /// The same key in two components is refused, as is text that is not Fluent.
    #[test]
    fn reports_doubles_and_junk() {
        let set = [("kk", "a = 1"), ("ru", "a = 1"), ("en", "a = 1")];
        assert_eq!(check(&[set, set]).expect_err("doubles").0.len(), 3);
        let junk = [("kk", "a = 1\n!!"), ("ru", "a = 1"), ("en", "a = 1")];
        assert_eq!(check(&[junk]).expect_err("junk").0.len(), 1);
    }
}
