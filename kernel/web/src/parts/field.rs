//! What all fields of a form have in common: name, label, hint, error.

use crate::{FormErrors, Ui};
use maud::{Markup, html};
use std::borrow::Cow;
use std::fmt::Write;

/// A field of a form.
///
/// ```
/// use orda_web::parts::{Field, text_input};
/// let markup = text_input(Field::new("title_kk", "Атауы").hint("Қазақ тілінде").lang("kk").max(500), "");
/// assert!(markup.0.contains(r#"aria-describedby="title_kk-hint""#));
/// ```
#[derive(Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Field<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) id: Cow<'a, str>,
    pub(super) label: Cow<'a, str>,
    pub(super) hint: Option<Cow<'a, str>>,
    /// Prefix for listeners ("Error:") and the text.
    pub(super) error: Option<(Cow<'a, str>, Cow<'a, str>)>,
    pub(super) heading: bool,
    pub(super) label_hidden: bool,
    pub(super) small: bool,
    pub(super) kind: Option<&'a str>,
    pub(super) width: Option<u8>,
    pub(super) max: Option<u32>,
    pub(super) rows: Option<u8>,
    pub(super) autocomplete: Option<&'a str>,
    pub(super) inputmode: Option<&'a str>,
    pub(super) lang: Option<&'a str>,
    pub(super) placeholder: Option<Cow<'a, str>>,
    pub(super) inline: bool,
}

impl<'a> Field<'a> {
    /// A field with this name and label. Its id is its name.
    pub fn new(name: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        let name = name.into();
        Self { id: name.clone(), name, label: label.into(), ..Self::default() }
    }

    /// Another id, when two fields of a page have the same name.
    #[must_use]
    pub fn id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.id = id.into();
        self
    }

    /// A sentence between label and field.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the error that belongs to this field, if there is one.
    #[must_use]
    pub fn errors(mut self, errors: &'a FormErrors) -> Self {
        if let Some(text) = errors.field(&self.name) {
            self.error = Some((errors.prefix().into(), text.into()));
            errors.shown_at(&self.name, &self.label);
        }
        self
    }

    /// Says after the label that the field may stay empty.
    #[must_use]
    pub fn optional(mut self, ui: &Ui) -> Self {
        self.label = format!("{} {}", self.label, ui.t("web-optional")).into();
        self
    }

    /// The label is the heading of the page: one question a page.
    #[must_use]
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// The label is heard but not seen.
    #[must_use]
    pub fn label_hidden(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    /// Smaller check boxes and radio buttons, for filters.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Radio buttons beside each other, for yes and no.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Type of the input: `email`, `search`, `tel`, `date`.
    #[must_use]
    pub fn kind(mut self, kind: &'a str) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Width in characters: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.width = Some(characters);
        self
    }

    /// Longest text, in characters. A text area counts down.
    #[must_use]
    pub fn max(mut self, characters: u32) -> Self {
        self.max = Some(characters);
        self
    }

    /// Height of a text area, in lines.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = Some(rows);
        self
    }

    /// What browsers may fill in: `username`, `current-password`, `one-time-code`, `off`.
    #[must_use]
    pub fn autocomplete(mut self, value: &'a str) -> Self {
        self.autocomplete = Some(value);
        self
    }

    /// Keyboard of a phone: `numeric`, `email`.
    #[must_use]
    pub fn inputmode(mut self, value: &'a str) -> Self {
        self.inputmode = Some(value);
        self
    }

    /// Language of what is typed, for spelling and speech.
    #[must_use]
    pub fn lang(mut self, code: &'a str) -> Self {
        self.lang = Some(code);
        self
    }

    /// An example inside an empty field. Not a replacement of label or hint.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = Some(text.into());
        self
    }

    /// Ids of hint and error for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        match (&self.hint, &self.error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{}-hint", self.id)),
            (None, Some(_)) => Some(format!("{}-error", self.id)),
            (Some(_), Some(_)) => Some(format!("{0}-hint {0}-error", self.id)),
        }
    }

    pub(super) fn hint_and_error(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { div.govuk-hint id=(format!("{}-hint", self.id)) { (hint) } }
            @if let Some((prefix, text)) = &self.error {
                p.govuk-error-message id=(format!("{}-error", self.id)) {
                    span.govuk-visually-hidden { (prefix) } " " (text)
                }
            }
        }
    }

    /// A group with a label for one control.
    pub(super) fn group(&self, control: &Markup) -> Markup {
        let size = if self.heading { "govuk-label govuk-label--l" } else { "govuk-label" };
        let class = if self.label_hidden { "govuk-visually-hidden" } else { size };
        let label = html! { label class=(class) for=(self.id) { (self.label) } };
        html! {
            div class=(self.group_class()) {
                @if self.heading { h1.govuk-label-wrapper { (label) } } @else { (label) }
                (self.hint_and_error())
                (control)
            }
        }
    }

    /// A group with a legend for several controls.
    pub(super) fn fieldset(&self, role: Option<&str>, controls: &Markup) -> Markup {
        let class = match (self.label_hidden, self.heading) {
            (true, _) => "govuk-fieldset__legend govuk-visually-hidden",
            (_, true) => "govuk-fieldset__legend govuk-fieldset__legend--l",
            _ => "govuk-fieldset__legend",
        };
        html! {
            div class=(self.group_class()) {
                fieldset.govuk-fieldset role=[role] aria-describedby=[self.described_by()] {
                    legend class=(class) {
                        @if self.heading { h1.govuk-fieldset__heading { (self.label) } } @else { (self.label) }
                    }
                    (self.hint_and_error())
                    (controls)
                }
            }
        }
    }

    fn group_class(&self) -> &'static str {
        if self.error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }
    }

    pub(super) fn control_class(&self, base: &str) -> String {
        let mut class = base.to_owned();
        if self.error.is_some() {
            class.push(' ');
            class.push_str(base);
            class.push_str("--error");
        }
        if let Some(width) = self.width {
            // Writing to a string can't fail.
            let _ = write!(class, " govuk-input--width-{width}");
        }
        class
    }
}
