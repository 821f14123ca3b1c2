//! Buttons.

use maud::{Markup, html};

/// The one thing to do on a page: `button(ui.t("web-save"))` inside a form.
pub fn button(text: &str) -> Markup {
    submit("govuk-button", text)
}

/// Something else that can be done: `button_secondary(ui.t("web-search"))`.
pub fn button_secondary(text: &str) -> Markup {
    submit("govuk-button govuk-button--secondary", text)
}

/// Something that can't be undone: `button_warning(ui.t("web-delete"))`.
pub fn button_warning(text: &str) -> Markup {
    submit("govuk-button govuk-button--warning", text)
}

fn submit(class: &str, text: &str) -> Markup {
    html! { button class=(class) type="submit" data-module="govuk-button" data-prevent-double-click="true" { (text) } }
}

/// A link that looks like the main button, for "start" and "next": `button_link("/drafts/new", "Post a draft")`.
pub fn button_link(href: &str, text: &str) -> Markup {
    link("govuk-button", href, text)
}

/// A link that looks like a secondary button: `button_link_secondary("/drafts", "Back to the list")`.
pub fn button_link_secondary(href: &str, text: &str) -> Markup {
    link("govuk-button govuk-button--secondary", href, text)
}

fn link(class: &str, href: &str, text: &str) -> Markup {
    html! { a class=(class) href=(href) role="button" draggable="false" data-module="govuk-button" { (text) } }
}

/// Buttons and links in one line: `button_group(html! { (button("Save")) a.govuk-link href="/" { "Cancel" } })`.
pub fn button_group(buttons: Markup) -> Markup {
    html! { div.govuk-button-group { (buttons) } }
}

/// A form that is only a button: `post_button("/sessions/42/revoke", "Revoke", "govuk-button--secondary", html! {})`. `class`
/// is added to the button; `inputs` are hidden fields.
pub fn post_button(action: &str, text: &str, class: &str, inputs: Markup) -> Markup {
    html! {
        form.app-inline-form method="post" action=(action) {
            (inputs)
            (submit(&format!("govuk-button {class}"), text))
        }
    }
}
