//! The box that lists what is wrong with a form.

use super::rule;
use crate::{FormErrors, Ui};
use maud::{Markup, html};

/// Everything that is wrong, each with a link to its field; usually through [`FormErrors::summary`].
pub fn error_summary(ui: &Ui, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-error-summary data-module="govuk-error-summary" {
            div role="alert" {
                h2.govuk-error-summary__title { (ui.t("web-error-summary")) }
                div.govuk-error-summary__body {
                    @if let Some((text, behind)) = errors.general() {
                        p.govuk-body { (text) @if let Some(behind) = behind { " " (rule(ui, behind)) } }
                    }
                    @if !errors.fields().is_empty() {
                        ul.govuk-list.govuk-error-summary__list {
                            @for (field, text) in errors.fields() {
                                li {
                                    @if field.is_empty() { (text) } @else {
                                        a href=(format!("#{field}")) {
                                            @if let Some(label) = errors.label(field) { (label) ": " } (text)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
