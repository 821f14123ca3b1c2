//! Messages that do no more than put their arguments between words: most of those with arguments. They are taken apart when
//! the program starts, since a page may show one of them for each of its rows.

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// Words and arguments in their order.
pub(super) struct Sequence(Vec<Piece>);

enum Piece {
    Words(String),
    /// By its name.
    Argument(String),
}

impl Sequence {
    /// The pieces of a pattern; none when it chooses, refers or calls.
    pub(super) fn of(pattern: &Pattern<&str>) -> Option<Self> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Argument(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        };
        pattern.elements.iter().map(piece).collect::<Option<_>>().map(Self)
    }

    /// Names of its arguments, each once.
    #[cfg(test)]
    pub(super) fn arguments(&self) -> std::collections::BTreeSet<&str> {
        self.0.iter().filter_map(|p| if let Piece::Argument(name) = p { Some(name.as_str()) } else { None }).collect()
    }

    /// The text with these arguments, numbers written by `number`; none when an argument is missing or of another kind.
    pub(super) fn fill(
        &self,
        args: &[(&str, FluentValue<'_>)],
        number: impl Fn(&FluentValue<'_>) -> Option<String>,
    ) -> Option<String> {
        let mut text = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Argument(wanted) => match &args.iter().find(|(name, _)| name == wanted)?.1 {
                    FluentValue::String(value) => text.push_str(value),
                    value @ FluentValue::Number(_) => text.push_str(&number(value)?),
                    _ => return None,
                },
            }
        }
        Some(text)
    }
}
