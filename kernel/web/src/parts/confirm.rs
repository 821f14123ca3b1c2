//! Asking once before something that hurts.

use super::{button_group, warning};
use crate::{Response, Ui};
use maud::{Markup, html};

/// A question before a dangerous act.
pub struct Confirmation<'a> {
    /// The question: "Revoke the certificate of Ахметов Д. С.?"
    pub question: &'a str,
    /// What will follow: "Whatever is signed with it from now on is refused. This can't be undone."
    pub consequence: &'a str,
    /// More that helps to decide, or hidden fields and a field for the reason.
    pub content: Markup,
    /// Where the form posts.
    pub action: &'a str,
    /// The verb of the button: "Revoke".
    pub verb: &'a str,
    /// Where "cancel" leads.
    pub back: &'a str,
    /// Is it dangerous? Then the consequence stands with a mark, and the button is of the colour of warning.
    pub dangerous: bool,
}

/// The page that asks: `Ok(confirm_page(&ui, Confirmation { … }))`.
pub fn confirm_page(ui: &Ui, confirmation: Confirmation<'_>) -> Response {
    let class = if confirmation.dangerous { "govuk-button govuk-button--warning" } else { "govuk-button" };
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (confirmation.question) }
            @if confirmation.dangerous { (warning(ui, confirmation.consequence)) }
            @else { p.govuk-body { (confirmation.consequence) } }
            form method="post" action=(confirmation.action) novalidate {
                (confirmation.content)
                (button_group(html! {
                    button class=(class) type="submit" data-module="govuk-button" data-prevent-double-click="true" {
                        (confirmation.verb)
                    }
                    a.govuk-link href=(confirmation.back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    ui.page(confirmation.question, content)
}
