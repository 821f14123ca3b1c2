//! Catalogues of messages in Fluent: which keys a text gives, which variables each of them takes, and whether several
//! languages say the same things.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};

/// Keys (with `key.attribute`) and the variables of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue(BTreeMap<String, BTreeSet<String>>);

impl Catalogue {
    /// Adds the messages of a text. Gives back what is wrong with it: lines that are not Fluent, keys given before.
    pub fn add(&mut self, source: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|e| {
                let line = source.get(..e.pos.start).map_or(1, |before| before.matches('\n').count() + 1);
                let first = source.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
                format!("line {line} of the file that begins “{first}”: {e}")
            }));
            resource
        });
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let values = message.value.iter().map(|value| (message.id.name.to_owned(), value));
            let attributes =
                message.attributes.iter().map(|a| (format!("{}.{}", message.id.name, a.id.name), &a.value));
            for (key, pattern) in values.chain(attributes) {
                let mut variables = BTreeSet::new();
                of_pattern(pattern, &mut variables);
                if self.0.insert(key.clone(), variables).is_some() {
                    problems.push(format!("{key} is given twice"));
                }
            }
        }
        problems
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// What a language lacks that another one has: keys, attributes, variables. One line each, in the order of the keys.
pub fn differences(languages: &[(&str, Catalogue)]) -> Vec<String> {
    let mut problems = Vec::new();
    let keys: BTreeSet<&String> = languages.iter().flat_map(|(_, catalogue)| catalogue.keys()).collect();
    for key in keys {
        let variables: BTreeSet<&String> = languages.iter().filter_map(|(_, c)| c.0.get(key)).flatten().collect();
        for (language, catalogue) in languages {
            let Some(own) = catalogue.0.get(key) else {
                problems.push(format!("{language}: {key} is missing"));
                continue;
            };
            for variable in variables.iter().filter(|v| !own.contains(v.as_str())) {
                problems.push(format!("{language}: {key} lacks the variable ${variable}"));
            }
        }
    }
    problems
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
