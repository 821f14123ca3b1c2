//! Pages of a list.

use super::address;
use crate::{Ui, html};
use maud::Markup;
use orda_base::{Page, PageRequest};

/// How many there are, links to the pages, and the choice of how many a page: `pager(ui, &page)`, under a table.
pub fn pager<T>(ui: &Ui, page: &Page<T>) -> Markup {
    html! {
        div.app-pager {
            (pagination(ui, page))
            @if page.total > u64::from(PageRequest::SIZES[0]) { (page_size(ui, page.size)) }
        }
    }
}

/// "1 204 records found": `rows_found(ui, &page)`, above a table.
pub fn rows_found<T>(ui: &Ui, page: &Page<T>) -> Markup {
    let key = if page.at_least { "web-rows-found-at-least" } else { "web-rows-found" };
    let count = i64::try_from(page.total).unwrap_or(i64::MAX);
    html! { p.app-rows-found role="status" { (ui.tr(key, &[("count", count.into())])) } }
}

/// Links to the pages; nothing when there is only one. The number of the page is the parameter `page`.
pub fn pagination<T>(ui: &Ui, page: &Page<T>) -> Markup {
    let last = u32::try_from(page.total.div_ceil(u64::from(page.size.max(1)))).unwrap_or(u32::MAX).max(1);
    if last == 1 && page.number == 1 {
        return Markup::default();
    }
    let current = page.number;
    let to = |number: u32| address(ui, &[("page", Some(&number.to_string()))]);
    html! {
        nav.govuk-pagination aria-label=(ui.t("web-pages")) {
            @if current > 1 {
                div.govuk-pagination__prev {
                    a.govuk-link.govuk-pagination__link href=(to((current - 1).min(last))) rel="prev" {
                        svg.govuk-pagination__icon.govuk-pagination__icon--prev width="15" height="13"
                            viewBox="0 0 15 13" aria-hidden="true" focusable="false" {
                            path d="m6.6 0 1.4 1.4-4 4.1h10.9v2H4l4 4.1L6.6 13 .1 6.5z" {}
                        }
                        span.govuk-pagination__link-title { (ui.t("web-previous-page")) }
                    }
                }
            }
            ul.govuk-pagination__list {
                @for step in steps(current.min(last), last) {
                    @match step {
                        None => { li.govuk-pagination__item.govuk-pagination__item--ellipsis { "⋯" } }
                        Some(number) => {
                            li class=(if number == current {
                                "govuk-pagination__item govuk-pagination__item--current"
                            } else { "govuk-pagination__item" }) {
                                a.govuk-link.govuk-pagination__link href=(to(number))
                                    aria-label=(ui.tr("web-page-number", &[("n", number.into())]))
                                    aria-current=[(number == current).then_some("page")] { (number) }
                            }
                        }
                    }
                }
            }
            @if current < last {
                div.govuk-pagination__next {
                    a.govuk-link.govuk-pagination__link href=(to(current + 1)) rel="next" {
                        span.govuk-pagination__link-title { (ui.t("web-next-page")) }
                        svg.govuk-pagination__icon.govuk-pagination__icon--next width="15" height="13"
                            viewBox="0 0 15 13" aria-hidden="true" focusable="false" {
                            path d="m8.4 0L7 1.4l4 4.1H.1v2H11l-4 4.1L8.4 13l6.5-6.5z" {}
                        }
                    }
                }
            }
        }
    }
}

/// How many rows a page: `page_size(ui, 25)`. The parameter is `size`.
pub fn page_size(ui: &Ui, current: u32) -> Markup {
    html! {
        nav.app-page-size aria-label=(ui.t("web-rows-a-page")) {
            span.app-page-size__label aria-hidden="true" { (ui.t("web-rows-a-page")) }
            @for size in PageRequest::SIZES {
                @if size == current {
                    span.app-page-size__item.app-page-size__item--current aria-current="true" { (size) }
                } @else {
                    a.govuk-link.app-page-size__item
                        href=(address(ui, &[("size", Some(&size.to_string())), ("page", None)])) { (size) }
                }
            }
        }
    }
}

/// First, last, current and its neighbours; [`None`] where some are left out.
fn steps(current: u32, last: u32) -> Vec<Option<u32>> {
    let mut steps = Vec::new();
    let mut before = 0;
    for number in [1, current.saturating_sub(1), current, current.saturating_add(1), last] {
        if number <= before || number > last {
            continue;
        }
        if number == before + 2 {
            steps.push(Some(before + 1));
        } else if number > before + 2 {
            steps.push(None);
        }
        steps.push(Some(number));
        before = number;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::steps;

    /// Gaps are shown as gaps, but never for a single page.
    #[test]
    fn leaves_out_what_is_far() {
        assert_eq!(steps(1, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(steps(1, 100), [Some(1), Some(2), None, Some(100)]);
        assert_eq!(steps(50, 100), [Some(1), None, Some(49), Some(50), Some(51), None, Some(100)]);
        assert_eq!(steps(4, 6), [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)]);
        assert_eq!(steps(1, 1), [Some(1)]);
    }
}
