//! The way between the pages of the accounting.

use maud::Markup;
use orda_web::Ui;
use orda_web::parts::{self, Crumb, Tab};

/// Tabs of the accounting; `current` is the path of the page.
pub(crate) fn tabs(ui: &Ui, current: &str) -> Markup {
    let tabs = [
        Tab::new("/accounting", ui.t("audit-tab-log")),
        Tab::new("/accounting/charts", ui.t("audit-tab-charts")),
        Tab::new("/accounting/alerts", ui.t("audit-tab-alerts")),
        Tab::new("/accounting/archives", ui.t("audit-tab-archives")),
    ];
    parts::tabs(ui.t("audit-nav"), &tabs, current)
}

/// The way up from a page within the accounting.
pub(crate) fn crumbs(ui: &Ui, more: &[(String, String)]) -> Markup {
    let mut crumbs = vec![Crumb::new("/accounting", ui.t("audit-title"))];
    crumbs.extend(more.iter().map(|(href, text)| Crumb::new(href.as_str(), text.as_str())));
    parts::breadcrumbs(ui, &crumbs)
}
