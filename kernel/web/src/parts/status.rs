//! States, news, warnings.

use crate::{Ui, Words};
use maud::{Markup, PreEscaped, html};

/// Colour of a tag. The words say the same: nobody needs to see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Not begun, void, of no interest now.
    Grey,
    /// On its way.
    Blue,
    /// Done well.
    Green,
    /// Soon late, needs somebody.
    Yellow,
    /// Refused, late.
    Red,
    /// With somebody in particular.
    Purple,
    /// Registered, received.
    Turquoise,
}

/// A state in a word: `tag("Approved", Colour::Green)`.
pub fn tag(text: &str, colour: Colour) -> Markup {
    let class = match colour {
        Colour::Grey => "govuk-tag govuk-tag--grey",
        Colour::Blue => "govuk-tag govuk-tag--blue",
        Colour::Green => "govuk-tag govuk-tag--green",
        Colour::Yellow => "govuk-tag govuk-tag--yellow",
        Colour::Red => "govuk-tag govuk-tag--red",
        Colour::Purple => "govuk-tag govuk-tag--purple",
        Colour::Turquoise => "govuk-tag govuk-tag--teal",
    };
    html! { strong class=(Words(class)) { (Words(text)) } }
}

/// Something that the person should know before all else: `notification_banner(ui, html! { "…" })`.
pub fn notification_banner(ui: &Ui, content: Markup) -> Markup {
    banner("govuk-notification-banner", "region", "important", ui.t("web-important"), &content)
}

/// Something was done: `success_banner(ui, "The draft was sent.")`. After a redirect it comes by itself, see
/// [`Ui::redirect_with`].
pub fn success_banner(ui: &Ui, text: &str) -> Markup {
    let content = html! { p.govuk-notification-banner__heading { (text) } };
    let class = "govuk-notification-banner govuk-notification-banner--success";
    banner(class, "alert", "success", ui.t("web-success"), &content)
}

fn banner(class: &str, role: &str, id: &str, title: &str, content: &Markup) -> Markup {
    html! {
        div class=(class) role=(role) aria-labelledby=(id) data-module="govuk-notification-banner" {
            div.govuk-notification-banner__header {
                h2.govuk-notification-banner__title id=(id) { (title) }
            }
            div.govuk-notification-banner__content { (content) }
        }
    }
}

/// A consequence that must not be overlooked: `warning(ui, "This can't be undone.")`.
pub fn warning(ui: &Ui, text: &str) -> Markup {
    warning_with(ui, html! { (text) })
}

/// The same with a part that a script fills in.
pub fn warning_with(ui: &Ui, text: Markup) -> Markup {
    html! {
        div.govuk-warning-text {
            span.govuk-warning-text__icon aria-hidden="true" { "!" }
            strong.govuk-warning-text__text {
                span.govuk-visually-hidden { (ui.t("web-attention")) } " " (text)
            }
        }
    }
}

/// A text set apart: `inset(html! { p { "…" } })`.
pub fn inset(content: Markup) -> Markup {
    html! { div.govuk-inset-text { (content) } }
}

/// Something that opens on request: `details("How the term was counted", html! { "…" })`.
pub fn details(summary: &str, content: Markup) -> Markup {
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (summary) } }
            div.govuk-details__text { (content) }
        }
    }
}

/// A friendly line instead of a blank: `empty_state("Nothing waits for you", "…", html! {})`. `actions` may hold a button.
pub fn empty_state(title: &str, text: &str, actions: Markup) -> Markup {
    html! {
        div.app-empty {
            p.app-empty__title { (title) }
            @if !text.is_empty() { p.app-empty__text { (text) } }
            (actions)
        }
    }
}

/// The same under a filter that nothing fits.
pub fn nothing_found(ui: &Ui) -> Markup {
    empty_state(ui.t("web-nothing-found"), ui.t("web-nothing-found-hint"), html! {})
}

/// A part of a whole as a bar, with the words beside it: `progress("7 of 12 bodies", 7, 12)`.
pub fn progress(text: &str, done: u64, of: u64) -> Markup {
    // Widths in hundredths: small numbers, exact as floating point.
    let share = (done.min(of) * 100).checked_div(of).unwrap_or(0);
    html! {
        span.app-progress {
            (PreEscaped(format!(
                "<svg class=\"app-progress__bar\" viewBox=\"0 0 100 6\" width=\"100\" height=\"6\" \
                 preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
                 <rect class=\"app-progress__track\" width=\"100\" height=\"6\" rx=\"3\"/>\
                 <rect class=\"app-progress__done\" width=\"{share}\" height=\"6\" rx=\"3\"/></svg>"
            )))
            span.app-progress__text { (text) }
        }
    }
}

/// The requirement behind something, small: `rule(ui, "385-16-f")` shows "385, 16-f".
pub fn rule(ui: &Ui, id: &str) -> Markup {
    let (act, paragraph) = id.split_once('-').unwrap_or((id, ""));
    html! {
        span.app-rule {
            span.govuk-visually-hidden { (ui.t("web-rule")) " " }
            (act) @if !paragraph.is_empty() { ", " (paragraph) }
        }
    }
}
