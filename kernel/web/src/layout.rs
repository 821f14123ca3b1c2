//! The page around every content: head, header, services, footer.

use crate::flash::Flash;
use crate::parts;
use crate::shell::Nameplate;
use crate::ui::{Title, Ui};
use maud::{DOCTYPE, Markup, html};
use orda_base::Language;

/// What a page shows around its content besides the reader.
pub(crate) struct Surroundings<'a> {
    pub(crate) nameplate: Option<&'a Nameplate>,
    pub(crate) unread: u64,
    pub(crate) flash: Option<&'a Flash>,
    /// The request was refused or failed: then the switch of language leads to the same address by GET.
    pub(crate) failed: bool,
}

pub(crate) fn page(ui: &Ui, title: &Title<'_>, around: &Surroundings<'_>, content: &Markup) -> Markup {
    let container = if title.wide { "govuk-width-container app-width-wide" } else { "govuk-width-container" };
    let ends = ui.actor().is_known();
    html! {
        (DOCTYPE)
        html.govuk-template lang=(ui.lang().code()) {
            head {
                meta charset="utf-8";
                title { (title.text) " – " (ui.t("web-portal-name")) }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#0b4a5a";
                link rel="icon" type="image/svg+xml" href=(ui.asset("favicon.svg"));
                @for font in ["golos-cyrillic.woff2", "golos-cyrillic-ext.woff2"] {
                    link rel="preload" href=(ui.asset(font)) as="font" type="font/woff2" crossorigin;
                }
                link rel="stylesheet" href=(ui.asset("app.css"));
                script type="module" src=(ui.asset("app.js")) {}
                @for script in &title.scripts { script type="module" src=(ui.asset(script)) {} }
            }
            body.govuk-template__body data-app-session=[ends.then_some(ui.shell().settings().idle_seconds)]
                data-app-sign-in=(ui.shell().settings().sign_in) {
                a.govuk-skip-link href="#main-content" data-module="govuk-skip-link" { (ui.t("web-skip")) }
                (header(ui, around, container))
                (services(ui, container))
                @if let Some(told) = ui.shell().told(ui) {
                    aside class=(container) aria-label=(ui.t("web-important")) { (parts::warning(ui, &told)) }
                }
                div class=(container) {
                    @if let Some(above) = &title.above { (above) }
                    main.govuk-main-wrapper id="main-content" tabindex="-1" {
                        @if let Some(flash) = around.flash.filter(|f| ui.shell().messages().has(&f.key)) {
                            (parts::success_banner(ui, &ui.shell().messages().keyed(ui.lang(), &flash.key, &flash.args)))
                        }
                        (content)
                    }
                }
                (footer(ui, container))
            }
        }
    }
}

fn header(ui: &Ui, around: &Surroundings<'_>, container: &str) -> Markup {
    let settings = ui.shell().settings();
    let known = ui.actor().is_known();
    html! {
        header.app-header {
            div class=(format!("{container} app-header__row")) {
                a.app-header__brand href="/" {
                    svg.app-header__mark width="36" height="36" viewBox="0 0 36 36" fill="none" stroke="currentColor"
                        stroke-width="3.2" stroke-linecap="round" aria-hidden="true" focusable="false" {
                        path d="M4 31V18a14 14 0 0 1 28 0v13M12 31V18.5a6 6 0 0 1 12 0V31" {}
                    }
                    span.app-header__name {
                        strong { (ui.t("web-portal-name")) }
                        span.app-header__tagline { (ui.t("web-portal-tagline")) }
                    }
                }
                @if known {
                    form.app-header__search action=(settings.search) method="get" role="search" {
                        label.govuk-visually-hidden for="site-search" { (ui.t("web-search-label")) }
                        input.app-header__input #site-search name="q" type="search" maxlength="200"
                            placeholder=(ui.t("web-search-placeholder")) autocomplete="off";
                        button.app-header__find type="submit" {
                            (parts::icon("search"))
                            span.govuk-visually-hidden { (ui.t("web-search")) }
                        }
                    }
                }
                div.app-header__tools {
                    (languages(ui, around.failed))
                    @if known {
                        (bell(ui, around.unread))
                        (person(ui, around.nameplate))
                    } @else if ui.path() != settings.sign_in {
                        a.app-header__link href=(settings.sign_in) { (ui.t("web-sign-in")) }
                    }
                }
            }
        }
    }
}

fn languages(ui: &Ui, failed: bool) -> Markup {
    let here =
        if failed || ui.query().is_empty() { ui.path().to_owned() } else { format!("{}?{}", ui.path(), ui.query()) };
    let back = serde_html_form::to_string([("back", here.as_str())]).unwrap_or_default();
    html! {
        nav.app-languages aria-label=(ui.t("web-language")) {
            ul.app-languages__list {
                @for (language, short, full) in NAMES {
                    li {
                        @if language == ui.lang() {
                            span.app-languages__item.app-languages__item--current lang=(language.code()) aria-current="true" {
                                (short) span.govuk-visually-hidden { " " (full) }
                            }
                        } @else {
                            a.app-languages__item href=(format!("/language/{}?{back}", language.code()))
                                lang=(language.code()) hreflang=(language.code()) rel="nofollow" {
                                (short) span.govuk-visually-hidden { " " (full) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Names of the languages in themselves: the same on every page, so not messages.
const NAMES: [(Language, &str, &str); 3] =
    [(Language::Kk, "Қаз", "Қазақша"), (Language::Ru, "Рус", "Русский"), (Language::En, "Eng", "English")];

fn bell(ui: &Ui, unread: u64) -> Markup {
    let label = ui.tr("web-unread", &[("count", i64::try_from(unread).unwrap_or(i64::MAX).into())]);
    html! {
        a.app-header__bell href=(ui.shell().settings().notices) {
            (parts::icon("bell"))
            @if unread > 0 {
                span.app-header__count aria-hidden="true" { @if unread > 99 { "99+" } @else { (unread) } }
            }
            span.govuk-visually-hidden { (label) }
        }
    }
}

fn person(ui: &Ui, nameplate: Option<&Nameplate>) -> Markup {
    let settings = ui.shell().settings();
    let name = nameplate.map_or_else(|| ui.actor().name(), |n| n.name.as_str());
    let acting = nameplate.and_then(|n| n.acting_for.as_deref());
    html! {
        details.app-person data-app-menu {
            summary.app-person__summary {
                (parts::icon("person"))
                span.app-person__name {
                    (name)
                    @if let Some(whose) = acting {
                        span.app-person__acting { (ui.tr("web-acting-for", &[("name", whose.into())])) }
                    }
                }
                (parts::icon("down"))
            }
            div.app-person__panel {
                p.app-person__full { (ui.actor().name()) }
                @if let Some(nameplate) = nameplate {
                    @if !nameplate.position.is_empty() { p.app-person__line { (nameplate.position) } }
                    @if !nameplate.body.is_empty() { p.app-person__line { (nameplate.body) } }
                    @if let Some(whose) = acting {
                        p.app-person__line { span.app-acting { (ui.tr("web-acting-for", &[("name", whose.into())])) } }
                    }
                }
                a.app-person__link href=(settings.profile) { (ui.t("web-profile")) }
                form method="post" action=(settings.sign_out) {
                    button.app-person__link type="submit" { (ui.t("web-sign-out")) }
                }
            }
        }
    }
}

fn services(ui: &Ui, container: &str) -> Markup {
    let items = ui.services();
    if items.is_empty() {
        return html! {};
    }
    // The most particular entry that the path lies under is the current one.
    let current = items.iter().filter(|item| is_under(ui.path(), item.href)).max_by_key(|item| item.href.len());
    // The first page of the portal is that of the first service.
    let first = items.first().filter(|_| ui.path() == "/");
    let current = current.or(first).map(|item| item.href);
    html! {
        div.govuk-service-navigation.app-services data-module="govuk-service-navigation" {
            div class=(container) {
                div.govuk-service-navigation__container {
                    nav.govuk-service-navigation__wrapper aria-label=(ui.t("web-services")) {
                        button.govuk-service-navigation__toggle.govuk-js-service-navigation-toggle
                            type="button" aria-controls="services" hidden aria-hidden="true" { (ui.t("web-menu")) }
                        ul.govuk-service-navigation__list #services {
                            @for item in items {
                                @if current == Some(item.href) {
                                    li.govuk-service-navigation__item.govuk-service-navigation__item--active {
                                        a.govuk-service-navigation__link href=(item.href)
                                            aria-current=(if ui.path() == item.href { "page" } else { "true" }) {
                                            strong.govuk-service-navigation__active-fallback { (ui.t(item.key)) }
                                        }
                                    }
                                } @else {
                                    li.govuk-service-navigation__item {
                                        a.govuk-service-navigation__link href=(item.href) { (ui.t(item.key)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_under(path: &str, href: &str) -> bool {
    if href == "/" {
        return path == "/";
    }
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn footer(ui: &Ui, container: &str) -> Markup {
    let settings = ui.shell().settings();
    html! {
        footer.app-footer {
            div class=(format!("{container} app-footer__row")) {
                ul.app-footer__links aria-label=(ui.t("web-footer")) {
                    li { a.app-footer__link href="/help" { (ui.t("web-help")) } }
                    li { a.app-footer__link href="/accessibility" { (ui.t("web-accessibility")) } }
                    li { a.app-footer__link href=(settings.verification) { (ui.t("web-verification")) } }
                    li { a.app-footer__link href=(settings.result_check) { (ui.t("web-result-check")) } }
                }
                p.app-footer__version {
                    (ui.t("web-portal-name")) @if ui.actor().is_known() { " " (settings.version) } " · " (ui.t("web-astana-time"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_under;

    /// A service is current on its own path and below it, not on a path that only begins alike.
    #[test]
    fn knows_the_current_service() {
        assert!(is_under("/drafts/42", "/drafts"));
        assert!(is_under("/drafts", "/drafts"));
        assert!(!is_under("/drafts-old", "/drafts"));
        assert!(!is_under("/drafts", "/"));
    }
}
