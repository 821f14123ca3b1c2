//! What is wrong with a form, in the reader's words.

use crate::{Markup, Ui, WebError, parts};
use orda_base::{Error, FieldError};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What is wrong with a form that is shown again. Empty for a form shown the first time.
#[derive(Debug, Clone, Default)]
pub struct FormErrors {
    /// "Error:", for listeners.
    prefix: String,
    cause: Option<Arc<Error>>,
    /// Wrong fields with the text beside each, in the order in which they are shown.
    fields: Vec<(String, String)>,
    /// A refusal that belongs to no field, with the rule behind it.
    general: Option<(String, Option<&'static str>)>,
    /// Labels of the fields that were shown with their errors.
    labels: Arc<Mutex<BTreeMap<String, String>>>,
}

impl FormErrors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    pub(crate) fn of(ui: &Ui, error: Error) -> Result<Self, WebError> {
        let mut errors = Self { prefix: ui.t("web-error-prefix").to_owned(), ..Self::default() };
        match &error {
            Error::Invalid(wrong) => {
                errors.fields = wrong.iter().map(|f| (f.field.clone(), ui.message(&f.message))).collect();
            }
            Error::Refused(refusal) | Error::TooLarge(refusal) | Error::Away(refusal) => {
                errors.general = Some((ui.message(&refusal.message), refusal.rule));
            }
            Error::Conflict | Error::TooMany(_) => {
                let words = crate::error::Words::of(ui.shell().messages(), ui.lang(), &error);
                errors.general = Some((words.detail, None));
            }
            _ => return Err(WebError(error)),
        }
        errors.cause = Some(Arc::new(error));
        Ok(errors)
    }

    /// Errors found while reading the form, before a use case was called.
    pub fn of_fields(ui: &Ui, wrong: Vec<FieldError>) -> Self {
        if wrong.is_empty() {
            return Self::none();
        }
        Self::of(ui, Error::Invalid(wrong)).unwrap_or_default()
    }

    /// The text beside the field with this name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    /// Is nothing wrong?
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.general.is_none()
    }

    /// The box at the head of the page that lists everything, each with a link to its field; nothing when all is well.
    pub fn summary(&self, ui: &Ui) -> Markup {
        if self.is_empty() {
            return maud::html! {};
        }
        parts::error_summary(ui, self)
    }

    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A field with this label shows its error: the box at the head of the page names it by it.
    pub(crate) fn shown_at(&self, field: &str, label: &str) {
        self.labels.lock().unwrap_or_else(PoisonError::into_inner).insert(field.to_owned(), label.to_owned());
    }

    /// The label of a field that was shown.
    pub(crate) fn label(&self, field: &str) -> Option<String> {
        self.labels.lock().unwrap_or_else(PoisonError::into_inner).get(field).cloned()
    }

    /// The page with the fields named in the box at its head. The box comes before the fields in the text of the page,
    /// and before them their labels are not known.
    pub(crate) fn with_names(&self, ui: &Ui, content: Markup) -> Markup {
        let labels = std::mem::take(&mut *self.labels.lock().unwrap_or_else(PoisonError::into_inner));
        let nameless = parts::error_summary(ui, self).into_string();
        *self.labels.lock().unwrap_or_else(PoisonError::into_inner) = labels;
        let named = parts::error_summary(ui, self).into_string();
        maud::PreEscaped(content.into_string().replacen(&nameless, &named, 1))
    }

    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    pub(crate) fn general(&self) -> Option<(&str, Option<&'static str>)> {
        self.general.as_ref().map(|(text, rule)| (text.as_str(), *rule))
    }

    pub(crate) fn status(&self) -> u16 {
        self.cause.as_ref().map_or(422, |error| error.status())
    }

    pub(crate) fn cause(&self) -> Option<&Arc<Error>> {
        self.cause.as_ref()
    }
}
