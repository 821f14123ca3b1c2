//! Ways between pages.

use crate::Ui;
use maud::{Markup, html};
use std::borrow::Cow;

/// A step of the breadcrumbs: `Crumb::new("/drafts", "Drafts")`.
pub struct Crumb<'a> {
    href: Cow<'a, str>,
    text: Cow<'a, str>,
}

impl<'a> Crumb<'a> {
    /// A step that leads to `href`.
    pub fn new(href: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// Where the page stands: `breadcrumbs(ui, &[Crumb::new("/drafts", "Drafts")])`, given to
/// [`Title::above`](crate::Title::above). The page itself is not among them.
pub fn breadcrumbs(ui: &Ui, crumbs: &[Crumb<'_>]) -> Markup {
    html! {
        nav.govuk-breadcrumbs aria-label=(ui.t("web-breadcrumbs")) {
            ol.govuk-breadcrumbs__list {
                @for crumb in crumbs {
                    li.govuk-breadcrumbs__list-item {
                        a.govuk-breadcrumbs__link href=(crumb.href) { (crumb.text) }
                    }
                }
            }
        }
    }
}

/// The way back to the page before, in a sequence of pages: `back_link("/drafts/42", ui.t("web-back"))`.
pub fn back_link(href: &str, text: &str) -> Markup {
    html! { a.govuk-back-link href=(href) { (text) } }
}

/// A part of a large page with an address of its own: `Tab::new("/drafts/42/files", "Files").count(3)`.
pub struct Tab<'a> {
    href: Cow<'a, str>,
    text: Cow<'a, str>,
    count: Option<u64>,
}

impl<'a> Tab<'a> {
    /// A part that is found at `href`.
    pub fn new(href: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self { href: href.into(), text: text.into(), count: None }
    }

    /// With a number behind its name.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// Parts of a large page as links: `tabs("Draft", &tabs, "/drafts/42/files")`. `label` names them for listeners, `current` is
/// the address of the part that is shown.
pub fn tabs(label: &str, tabs: &[Tab<'_>], current: &str) -> Markup {
    html! {
        nav.moj-sub-navigation aria-label=(label) {
            ul.moj-sub-navigation__list {
                @for tab in tabs {
                    li.moj-sub-navigation__item {
                        a.moj-sub-navigation__link href=(tab.href) aria-current=[(tab.href == current).then_some("page")] {
                            (tab.text)
                            @if let Some(count) = tab.count { " " span.app-tab-count { (count) } }
                        }
                    }
                }
            }
        }
    }
}
