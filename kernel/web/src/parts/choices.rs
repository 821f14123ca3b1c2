//! Fields in which something is chosen.

use super::Field;
use maud::{Markup, html};
use std::borrow::Cow;

/// One thing to choose: `Choice::new("kk", "Қазақша").hint("…")`.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    value: Cow<'a, str>,
    label: Cow<'a, str>,
    hint: Option<Cow<'a, str>>,
}

impl<'a> Choice<'a> {
    /// A choice with the value that is sent and the label that is shown.
    pub fn new(value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// A sentence under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One of many, unfolding: `select(Field::new("kind", "Kind"), &choices, &input.kind)`.
pub fn select(field: Field<'_>, choices: &[Choice<'_>], chosen: &str) -> Markup {
    field.group(&html! {
        select class=(field.control_class("govuk-select")) id=(field.id) name=(field.name)
            aria-describedby=[field.described_by()] aria-invalid=[field.error.as_ref().map(|_| "true")] {
            @for choice in choices {
                option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
            }
        }
    })
}

/// One of a few: `radios(Field::new("answer", "Answer").inline(), &[Choice::new("yes", "Yes")], "yes")`.
pub fn radios(field: Field<'_>, choices: &[Choice<'_>], chosen: &str) -> Markup {
    let class = match (field.small, field.inline) {
        (true, _) => "govuk-radios govuk-radios--small",
        (_, true) => "govuk-radios govuk-radios--inline",
        _ => "govuk-radios",
    };
    field.fieldset(None, &html! {
        div class=(class) data-module="govuk-radios" {
            @for (index, choice) in choices.iter().enumerate() {
                @let id = item_id(&field, index);
                div.govuk-radios__item {
                    input.govuk-radios__input id=(id) name=(field.name) type="radio" value=(choice.value)
                        checked[choice.value == chosen] aria-describedby=[choice.hint.as_ref().map(|_| hint_id(&id))];
                    label.govuk-label.govuk-radios__label for=(id) { (choice.label) }
                    @if let Some(hint) = &choice.hint {
                        div.govuk-hint.govuk-radios__hint id=(hint_id(&id)) { (hint) }
                    }
                }
            }
        }
    })
}

/// Any number of many: `checkboxes(Field::new("bodies", "Bodies"), &choices, &input.bodies)`.
pub fn checkboxes<S: AsRef<str>>(field: Field<'_>, choices: &[Choice<'_>], chosen: &[S]) -> Markup {
    let class = if field.small { "govuk-checkboxes govuk-checkboxes--small" } else { "govuk-checkboxes" };
    field.fieldset(
        None,
        &html! {
            div class=(class) data-module="govuk-checkboxes" {
                @for (index, choice) in choices.iter().enumerate() {
                    @let id = item_id(&field, index);
                    div.govuk-checkboxes__item {
                        input.govuk-checkboxes__input id=(id) name=(field.name) type="checkbox" value=(choice.value)
                            checked[chosen.iter().any(|c| c.as_ref() == choice.value)]
                            aria-describedby=[choice.hint.as_ref().map(|_| hint_id(&id))];
                        label.govuk-label.govuk-checkboxes__label for=(id) { (choice.label) }
                        @if let Some(hint) = &choice.hint {
                            div.govuk-hint.govuk-checkboxes__hint id=(hint_id(&id)) { (hint) }
                        }
                    }
                }
            }
        },
    )
}

/// The first control has the id of the field, so that the summary of errors leads to it.
fn item_id(field: &Field<'_>, index: usize) -> String {
    if index == 0 { field.id.to_string() } else { format!("{}-{}", field.id, index + 1) }
}

fn hint_id(id: &str) -> String {
    format!("{id}-item-hint")
}
