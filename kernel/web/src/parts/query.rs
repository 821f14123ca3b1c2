//! Addresses of the same list with another page, order or filter.

use crate::Ui;

/// The address of the page with some parameters set or (with [`None`]) taken away:
/// `address(ui, &[("sort", Some("-term")), ("page", None)])`.
pub fn address(ui: &Ui, changes: &[(&str, Option<&str>)]) -> String {
    let mut pairs = pairs(ui);
    pairs.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let set = changes.iter().filter_map(|(name, value)| Some(((*name).to_owned(), (*value)?.to_owned())));
    pairs.extend(set);
    with(ui, &pairs)
}

/// The address of the page without one value of a filter, on its first page: `address_without(ui, "body", "42")`.
pub fn address_without(ui: &Ui, name: &str, value: &str) -> String {
    let mut pairs = pairs(ui);
    pairs.retain(|(n, v)| n != "page" && !(n == name && v == value));
    with(ui, &pairs)
}

/// The first value of a parameter of the page's address.
pub(super) fn parameter(ui: &Ui, name: &str) -> Option<String> {
    pairs(ui).into_iter().find_map(|(n, value)| (n == name).then_some(value))
}

fn pairs(ui: &Ui) -> Vec<(String, String)> {
    serde_html_form::from_str(ui.query()).unwrap_or_default()
}

fn with(ui: &Ui, pairs: &[(String, String)]) -> String {
    let query = serde_html_form::to_string(pairs).unwrap_or_default();
    if query.is_empty() { ui.path().to_owned() } else { format!("{}?{query}", ui.path()) }
}
