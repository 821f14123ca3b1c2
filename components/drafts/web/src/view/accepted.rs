//! Wording that was accepted: what the next version is to take in.

use super::{count, remark, units};
use maud::{Markup, html};
use orda_drafts::{AcceptedWording, StructuredTexts};
use orda_web::{Ui, parts};

/// The list, folded; nothing where nothing was accepted. `href` leads to a paragraph by its anchor.
pub(crate) fn list(
    ui: &Ui,
    accepted: &[AcceptedWording],
    texts: Option<&StructuredTexts>,
    href: impl Fn(&str) -> String,
) -> Markup {
    if accepted.is_empty() {
        return Markup::default();
    }
    let content = html! {
        p.govuk-body { (ui.t("drafts-accepted-text")) }
        ol.govuk-list.govuk-list--number.govuk-list--spaced {
            @for one in accepted {
                li {
                    @if let Some(anchor) = &one.anchor {
                        a.govuk-link href=(href(anchor)) {
                            (texts.and_then(|t| units::name_of(ui, t, anchor))
                                .unwrap_or_else(|| ui.t("drafts-remark-place").to_owned()))
                        }
                        ", "
                    }
                    (ui.tr("drafts-remark-number", &[("n", count(one.number))]))
                    (remark::wording(ui, Some(&one.old), &one.new, one.language))
                }
            }
        }
    };
    parts::details(&ui.tr("drafts-accepted-title", &[("n", count(accepted.len()))]), content)
}
