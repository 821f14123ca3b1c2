//! Pieces that several pages share.

pub(crate) mod accepted;
pub(crate) mod chase;
pub(crate) mod considered;
pub(crate) mod history;
pub(crate) mod names;
pub(crate) mod picture;
pub(crate) mod remark;
pub(crate) mod states;
pub(crate) mod term;
pub(crate) mod units;
pub(crate) mod vote;

use maud::{Markup, html};
use orda_web::FluentValue;

/// The text of `prefix-code`, for labels of codes of the core.
pub(crate) fn label(ui: &orda_web::Ui, prefix: &str, code: &str) -> String {
    ui.t(&format!("{prefix}-{code}")).to_owned()
}

/// A count as an argument of a message.
pub(crate) fn count(n: impl TryInto<i64>) -> FluentValue<'static> {
    n.try_into().unwrap_or(i64::MAX).into()
}

/// The way back to the page before, as a landmark of its own.
pub(crate) fn back(ui: &orda_web::Ui, href: &str, text: &str) -> Markup {
    html! { nav aria-label=(ui.t("web-breadcrumbs")) { (orda_web::parts::back_link(href, text)) } }
}

/// The main column of pages with text and forms.
pub(crate) fn column(content: &Markup) -> Markup {
    html! { div.govuk-grid-row { div.govuk-grid-column-two-thirds { (content) } } }
}
