//! Looking for somebody by a number: the number is posted, the answer leads to an address that names an id.

use crate::parts::{self, Field};
use crate::{FormErrors, Response, Ui};
use maud::html;

/// The page that asks for a number of a person or an organisation, which belongs into no address: addresses stay in
/// histories and logs.
#[derive(Debug, Clone, Copy)]
pub struct NumberPage<'a> {
    /// Heading.
    pub title: &'a str,
    /// Name of the field in the form and in errors.
    pub field: &'a str,
    /// What is to be typed.
    pub label: &'a str,
    /// Where the form is posted.
    pub action: &'a str,
    /// The list from which one came.
    pub back: &'a str,
}

/// The page, with what was typed and what is wrong with it.
pub fn number_page(ui: &Ui, page: &NumberPage<'_>, typed: &str, errors: &FormErrors) -> Response {
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (page.title) }
            form method="post" action=(page.action) novalidate {
                (parts::text_input(Field::new(page.field, page.label).width(20).max(12).inputmode("numeric")
                    .autocomplete("off").errors(errors), typed))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-search")))
                    a.govuk-link href=(page.back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    ui.form_page(page.title, errors, content)
}
