//! Are the messages complete? Every key, attribute and variable must be in all three languages.

use crate::i18n::Locales;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use orda_base::Language;
use std::collections::{BTreeMap, BTreeSet};
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

/// Keys (with `key.attribute`) and the variables of each.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// # Errors
/// All that is wrong, in the order of the keys.
pub(super) fn check(sets: &[Locales]) -> Result<(), Incomplete> {
    let mut problems = Vec::new();
    let catalogues = Language::ALL.map(|language| read(language.code(), sets, &mut problems));
    let keys: BTreeSet<&String> = catalogues.iter().flat_map(BTreeMap::keys).collect();
    for key in keys {
        let variables: BTreeSet<&String> = catalogues.iter().filter_map(|c| c.get(key)).flatten().collect();
        for (language, catalogue) in Language::ALL.iter().zip(&catalogues) {
            let Some(own) = catalogue.get(key) else {
                problems.push(format!("{}: {key} is missing", language.code()));
                continue;
            };
            for variable in variables.iter().filter(|v| !own.contains(v.as_str())) {
                problems.push(format!("{}: {key} lacks the variable ${variable}", language.code()));
            }
        }
    }
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

fn read(code: &str, sets: &[Locales], problems: &mut Vec<String>) -> Catalogue {
    let mut catalogue = Catalogue::new();
    for (number, set) in sets.iter().enumerate() {
        let Some((_, source)) = set.iter().find(|(language, _)| *language == code) else {
            problems.push(format!("{code}: set {number} has no text in this language"));
            continue;
        };
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                problems.extend(errors.iter().map(|e| {
                    let line = source.get(..e.pos.start).map_or(1, |before| before.matches('\n').count() + 1);
                    let first = source.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
                    format!("{code}: line {line} of the file that begins “{first}”: {e}")
                }));
                resource
            }
        };
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let values = message.value.iter().map(|value| (message.id.name.to_owned(), value));
            let attributes =
                message.attributes.iter().map(|a| (format!("{}.{}", message.id.name, a.id.name), &a.value));
            for (key, pattern) in values.chain(attributes) {
                let mut variables = BTreeSet::new();
                of_pattern(pattern, &mut variables);
                if catalogue.insert(key.clone(), variables).is_some() {
                    problems.push(format!("{code}: {key} is given twice"));
                }
            }
        }
    }
    catalogue
}

fn of_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found),
        Expression::Select { selector, variants } => {
            of_inline(selector, found);
            for variant in variants {
                of_pattern(&variant.value, found);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => of_arguments(arguments, found),
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        _ => {}
    }
}

fn of_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| of_inline(argument, found));
    arguments.named.iter().for_each(|argument| of_inline(&argument.value, found));
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
