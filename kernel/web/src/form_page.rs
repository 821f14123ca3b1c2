//! The page of a form.

use crate::{FormErrors, Markup, Response, Title, Ui};

impl Ui {
    /// The page of a form: as it stands, or, when something is wrong, as [`Ui::page_with_errors`] shows it again.
    pub fn form_page<'a>(&self, title: impl Into<Title<'a>>, errors: &FormErrors, content: Markup) -> Response {
        if errors.is_empty() { self.page(title, content) } else { self.page_with_errors(title, errors, content) }
    }
}
