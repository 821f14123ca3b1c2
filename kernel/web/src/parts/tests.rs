//! All parts on sample pages, in every language: is the markup sound?
//!
//! With `ORDA_SAMPLES=<folder>` the pages are also written there, to be looked at.

use super::*;
use crate::shell::{Nameplate, Settings, Shell};
use crate::{FormErrors, NavItem, Title, Ui};
use http::StatusCode;
use maud::{Markup, html};
use orda_base::{
    Actor, Date, Env, Error, FieldError, Identity, Language, Membership, Origin, Page, PageRequest, PersonId, Refusal,
    Role, Timestamp,
};
use std::collections::HashSet;
use std::sync::Arc;

const NAVIGATION: [NavItem; 7] = [
    NavItem { key: "web-title", href: "/", visible: |_| true },
    NavItem { key: "web-search-label", href: "/drafts", visible: |_| true },
    NavItem { key: "web-history", href: "/accounting", visible: |_| true },
    NavItem { key: "web-settings", href: "/admin", visible: |actor| actor.has_anywhere(Role::Administrator) },
    NavItem { key: "web-view", href: "/admin/deliveries", visible: Actor::is_known },
    NavItem { key: "web-remove", href: "/admin/secrets", visible: |_| false },
    NavItem { key: "web-verification", href: "/verify", visible: |_| false },
];

pub(crate) fn shell() -> Arc<Shell> {
    Arc::new(shell_with(|_| {}))
}

pub(crate) fn shell_with(change: impl FnOnce(&mut Settings)) -> Shell {
    let messages = crate::Messages::load(&[]).expect("the kernel's messages are complete");
    let mut settings = Settings::new("http://localhost:8080", Env::system());
    change(&mut settings);
    Shell::new(messages, settings).with_navigation(NAVIGATION)
}

pub(crate) fn person(language: Language) -> Actor {
    let id = PersonId::from_uuid(orda_base::uuid::Uuid::from_u128(1));
    Actor {
        identity: Identity::Person {
            id, name: "Ахметов Дәулет Серікұлы".to_owned(), iin: "800101300123".to_owned()
        },
        language,
        memberships: vec![Membership { body: None, role: Role::Administrator, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

fn reader(language: Language, address: &str) -> Ui {
    let nameplate = Nameplate {
        name: "Ахметов Д. С.".to_owned(),
        position: "Заң департаментінің директоры".to_owned(),
        body: "Қазақстан Республикасының Сауда және интеграция министрлігі".to_owned(),
        acting_for: Some("Нұрғалиева А. Б.".to_owned()),
    };
    Ui::sample(shell(), Arc::new(person(language)), address, nameplate, 12)
}

/// A list with filters, chips, a table with tags and progress, pages.
fn list(ui: &Ui) -> Markup {
    let titles = [
        "«Мемлекеттік органдардың интранет-порталын пайдалану қағидаларын бекіту туралы» бұйрықтың жобасы",
        "О внесении изменений в приказ «Об утверждении Правил деятельности государственных органов»",
        "Әлеуметтік-экономикалық дамудың болжамын әзірлеу туралы қаулының жобасы",
    ];
    let states = [("келісуде", Colour::Blue), ("ескертулер алынды", Colour::Yellow), ("бас тартылды", Colour::Red)];
    let rows = titles.iter().zip(states).zip(1u64..).map(|((title, (state, colour)), number)| {
        vec![
            html! { a.govuk-link href="/drafts/1" { (title) } },
            html! { (number + 120) },
            html! { (tag(state, colour)) },
            html! { (progress(&format!("{} / 12", number * 4), number * 4, 12)) },
            html! { (ui.day(Date::constant(2026, 11, 27))) br; span.app-secondary { "3 жұмыс күні" } },
        ]
    });
    let columns = vec![
        Column::new(ui.t("web-title")).sort("title"),
        Column::new("№").sort("number"),
        Column::new("Мәртебе"),
        Column::new("Келісу барысы"),
        Column::new("Мерзімі").sort("term"),
    ];
    let page = Page { items: vec![(); 3], total: 1204, at_least: false, number: 3, size: 25 };
    let chips = [
        Chip::new("Мәртебе", "келісуде", address_without(ui, "state", "on_approval")),
        Chip::new("Мемлекеттік орган", "Сауда және интеграция министрлігі", address_without(ui, "body", "42")),
    ];
    let states = [Choice::new("on_approval", "келісуде"), Choice::new("approved", "барлық органмен келісілді")];
    let fields = html! {
        (text_input(Field::new("q", ui.t("web-search")).kind("search"), "бюджет"))
        (checkboxes(Field::new("state", "Мәртебе").small(), &states, &["on_approval"]))
        (select(Field::new("body", "Мемлекеттік орган"), &[Choice::new("", ui.t("web-all")),
            Choice::new("42", "Сауда және интеграция министрлігі")], "42"))
        (date_input(ui, Field::new("from", "Басталу күні").small(), &DateValue::of(Date::constant(2026, 11, 1))))
    };
    let filter = Filter { action: "/drafts", fields, chips: &chips, keep: &[("sort", "-term")] };
    html! {
        h1.govuk-heading-l { (ui.t("web-search-label")) }
        (filter_layout(ui, &filter, html! {
            (rows_found(ui, &page))
            (table(ui, &Table::new(ui.t("web-search-label"), columns).rows(rows)))
            (pager(ui, &page))
            (button_group(html! {
                (button_link_secondary("/drafts.xlsx", ui.t("web-export-xlsx")))
                (button_link_secondary("/drafts.csv", ui.t("web-export-csv")))
            }))
        }))
    }
}

/// A card of one thing: tabs, facts, tasks, what happened.
fn card(ui: &Ui) -> Markup {
    let at = Timestamp::from_seconds(1_795_338_300);
    let tasks = [
        Task {
            name: "Атауы".into(),
            href: Some("/a".into()),
            hint: Some("Екі тілде".into()),
            status: "Дайын".into(),
            colour: None,
        },
        Task {
            name: "Файлдар".into(),
            href: None,
            hint: None,
            status: "Басталмаған".into(),
            colour: Some(Colour::Grey),
        },
    ];
    let tabs_ = [
        Tab::new("/drafts/1", "Мәтін"),
        Tab::new("/drafts/1/remarks", "Ескертулер").count(4),
        Tab::new("/drafts/1/files", "Файлдар мен нұсқалар"),
        Tab::new("/drafts/1/signatures", "Қолтаңбалар"),
        Tab::new("/drafts/1/history", ui.t("web-history")),
    ];
    html! {
        span.govuk-caption-l { "№ 124 · 2-нұсқа" }
        h1.govuk-heading-l { "«Мемлекеттік органдардың интранет-порталын пайдалану қағидаларын бекіту туралы» бұйрықтың жобасы" }
        p { (tag("келісуде", Colour::Blue)) " " (tag("келісілді", Colour::Green)) " " (tag("тіркелді", Colour::Turquoise)) " "
            (tag("өкіл анықталды", Colour::Purple)) " " (tag("нобай", Colour::Grey)) " " (tag("мерзімі жақын", Colour::Yellow)) " "
            (tag("мерзімі өткен", Colour::Red)) }
        (button_group(html! { (button_link("/sign", "Қол қойып келісу")) (button_link_secondary("/refuse", "Келісуден бас тарту")) }))
        (tabs("Жоба бөліктері", &tabs_, "/drafts/1/remarks"))
        (notification_banner(ui, html! { p.govuk-notification-banner__heading { "Жобаның жаңа нұсқасы бар." } }))
        (summary_list(&[
            Row::new("Әзірлеуші мемлекеттік орган", html! { "Қазақстан Республикасының Сауда және интеграция министрлігі" })
                .action("/edit", ui.t("web-change")),
            Row::new("Мерзім", html! { (ui.datetime(at)) " " (rule(ui, "385-16-f")) }),
        ]))
        (details("Мерзім қалай есептелді?", html! { "3 жұмыс күні: 25, 26 және 27 қараша." }))
        (summary_card("Келісуші орган", &[Row::new("Басшы", html! { "Ахметов Д. С." })], html! { a.govuk-link href="/x" { (ui.t("web-view")) } }))
        h2.govuk-heading-m { (ui.t("web-history")) }
        (timeline(ui, &[
            Entry::new("Жобаға қол қойылды", "Нұрғалиева А. Б.", at).text(html! { "2-нұсқа" }),
            Entry::new("Жоба орналастырылды", "Ахметов Д. С.", at.plus_seconds(-90_000)),
        ]))
        (task_list("post", &tasks))
        (inset(html! { "Барлық органмен келісілгеннен кейін Кеңсеге жіберіледі." }))
        (empty_state("Сізді күтіп тұрған іс жоқ", "Жаңа тапсырма түскенде осында көрінеді.", html! { (button_link("/drafts", "Жобаларды қарау")) }))
    }
}

/// A form that was refused: every kind of field, with errors.
fn form(ui: &Ui, errors: &FormErrors) -> Markup {
    let bodies = [
        Choice::new("1", "Қаржы министрлігі"),
        Choice::new("2", "Еңбек және халықты әлеуметтік қорғау министрлігі").hint("Міндетті түрде келіседі"),
    ];
    html! {
        (errors.summary(ui))
        h1.govuk-heading-l { "Жобаны орналастыру" }
        form.app-form method="post" enctype="multipart/form-data" novalidate {
            (hidden("revision", 3))
            (text_input(Field::new("title_kk", "Қазақ тіліндегі атауы").hint("Ресми атауын толық жазыңыз").lang("kk").max(500).errors(errors), "Жоба"))
            (text_input(Field::new("number", "Нөмірі").width(10).optional(ui).inputmode("numeric"), ""))
            (textarea(ui, Field::new("reason", "Себебі").max(4000).rows(4).errors(errors), "Мәтін"))
            (select(Field::new("kind", "Акт түрі").errors(errors), &[Choice::new("", ui.t("web-select")), Choice::new("order", "Бұйрық")], ""))
            (radios(Field::new("answer", "Нәтижесі").inline().errors(errors), &[Choice::new("yes", ui.t("web-yes")), Choice::new("no", ui.t("web-no"))], "yes"))
            (checkboxes(Field::new("bodies", "Келісуші мемлекеттік органдар").errors(errors), &bodies, &["2"]))
            (date_input(ui, Field::new("term", "Мерзімі").hint("Мысалы, 27 11 2026").errors(errors), &DateValue::default()))
            (password(ui, Field::new("password", "Пароль").errors(errors)))
            (file_upload(ui, Field::new("files", "Файлдар").errors(errors), ".pdf,.docx", true))
            (warning(ui, "Жіберілгеннен кейін өзгертуге болмайды."))
            (button_group(html! {
                (button(ui.t("web-send"))) (button_secondary(ui.t("web-save"))) (button_warning(ui.t("web-delete")))
                a.govuk-link href="/drafts" { (ui.t("web-cancel")) }
            }))
        }
        (post_button("/drafts/1/remove", ui.t("web-remove"), "govuk-button--secondary", hidden("id", 1)))
    }
}

fn wrong(ui: &Ui) -> FormErrors {
    let fields = ["title_kk", "reason", "kind", "answer", "bodies", "term", "password", "files"];
    let wrong = fields.map(|field| FieldError::new(field, "error-required"));
    FormErrors::of_fields(ui, wrong.to_vec())
}

/// The text of a page.
async fn text(response: crate::Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 24).await.expect("a page in memory");
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

async fn pages(language: Language) -> Vec<(&'static str, String)> {
    let crumbs = |ui: &Ui| breadcrumbs(ui, &[Crumb::new("/drafts", ui.t("web-search-label"))]);
    let ui = reader(language, "/drafts?state=on_approval&body=42&sort=-term&page=3");
    let refused = wrong(&ui);
    let rule =
        ui.form_errors(Refusal::new("error-refused").rule("385-14").into()).expect("a refusal belongs to a form");
    let confirmation = Confirmation {
        question: "Куәлік кері қайтарылсын ба?",
        consequence: "Осыдан кейін оған қойылған қолтаңба қабылданбайды.",
        content: html! {},
        action: "/revoke",
        verb: "Кері қайтару",
        back: "/certificates",
        dangerous: true,
    };
    let internal = crate::error::page(&ui, &Error::internal("secret"), None, StatusCode::INTERNAL_SERVER_ERROR);
    let banner = success_banner(&ui, ui.t("web-saved"));
    vec![
        ("list", text(ui.page(Title::new("Тізім").above(crumbs(&ui)), list(&ui))).await),
        ("card", text(ui.page(Title::new("Жоба").wide(), html! { (banner) (card(&ui)) })).await),
        ("form", text(ui.page_with_errors("Форма", &refused, form(&ui, &refused))).await),
        ("refused", text(ui.page_with_errors("Форма", &rule, form(&ui, &rule))).await),
        ("confirm", text(confirm_page(&ui, confirmation)).await),
        ("error", text(internal).await),
    ]
}

/// All values of an attribute, as they stand in the markup.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Ids are unique; labels, descriptions and links of errors lead to something; no message is missing.
#[tokio::test]
async fn markup_is_sound() {
    for language in Language::ALL {
        for (name, page) in pages(language).await {
            let place = format!("{name} in {}", language.code());
            let ids: Vec<&str> = values(&page, "id");
            let known: HashSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), known.len(), "{place}: an id occurs twice");
            for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
                for value in values(&page, attribute).iter().flat_map(|v| v.split(' ')) {
                    assert!(known.contains(value), "{place}: {attribute} leads to {value}, which is not there");
                }
            }
            for target in values(&page, "href").iter().filter_map(|href| href.strip_prefix('#')) {
                assert!(known.contains(target), "{place}: a link leads to {target}, which is not there");
            }
            assert_eq!(page.matches("<h1").count(), 1, "{place}: one main heading");
            assert!(page.contains(&format!("<html class=\"govuk-template\" lang=\"{}\">", language.code())));
            assert!(!page.contains("secret") && !page.contains(" style=") && !page.contains("<script>"), "{place}");
            if let Some(folder) = std::env::var_os("ORDA_SAMPLES") {
                let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", language.code()));
                std::fs::write(file, page).expect("the folder for samples can be written");
            }
        }
    }
}

/// Only services that the reader may use are shown; the one in use is marked.
#[tokio::test]
async fn navigation_shows_what_the_reader_may_use() {
    let ui = reader(Language::En, "/drafts/42");
    let page = text(ui.page("A draft", html! {})).await;
    assert!(page.contains(r#"href="/admin""#));
    assert!(page.contains(r#"href="/drafts" aria-current="true""#));
    let anonymous = Actor::anonymous(Language::En, Origin::default());
    let page = text(Ui::new(shell(), Arc::new(anonymous), "/login").page("Sign in", html! {})).await;
    assert!(!page.contains(r#"href="/admin""#));
    assert!(!page.contains("site-search"));
}

/// Whoever has the page of the administration finds there what lies below it; who has not finds it in the line of services.
#[tokio::test]
async fn what_lies_below_the_administration_is_listed_there() {
    let hrefs = |items: Vec<&NavItem>| items.iter().map(|item| item.href).collect::<Vec<_>>();
    let ui = reader(Language::En, "/admin/deliveries");
    assert_eq!(hrefs(ui.administration()), ["/admin/deliveries"]);
    let page = text(ui.page("Deliveries", html! {})).await;
    assert!(!page.contains(r#"href="/admin/deliveries""#) && page.contains(r#"href="/admin" aria-current="true""#));
    let employee = Actor { memberships: Vec::new(), ..person(Language::En) };
    let page = text(Ui::new(shell(), Arc::new(employee), "/drafts").page("Drafts", html! {})).await;
    assert!(page.contains(r#"href="/admin/deliveries""#) && !page.contains(r#"href="/admin""#));
}

/// The box at the head of a refused form names each field by its label; a field that is not on the page only says what
/// is wrong.
#[tokio::test]
async fn wrong_fields_are_named_at_the_head_of_the_page() {
    let ui = reader(Language::En, "/drafts/new");
    let both = ["title", "elsewhere"].map(|field| FieldError::new(field, "error-required"));
    let errors = FormErrors::of_fields(&ui, both.to_vec());
    let form = html! { (errors.summary(&ui)) (text_input(Field::new("title", "Title & number").errors(&errors), "")) };
    let page = text(ui.page_with_errors("Form", &errors, form)).await;
    assert!(page.contains(r##"<a href="#title">Title &amp; number: Fill in this field</a>"##), "{page}");
    assert!(page.contains(r##"<a href="#elsewhere">Fill in this field</a>"##), "{page}");
}

/// Another page or order keeps the filters; another filter begins at the first page.
#[tokio::test]
async fn filters_and_pages_keep_the_rest_of_the_address() {
    let ui = reader(Language::En, "/drafts?state=a&state=b&sort=-term&page=3");
    assert_eq!(address(&ui, &[("page", Some("4"))]), "/drafts?state=a&state=b&sort=-term&page=4");
    assert_eq!(address_without(&ui, "state", "a"), "/drafts?state=b&sort=-term");
    let page = Page::new(vec![(); 25], 30, PageRequest::new(Some(2), None));
    let markup = pagination(&ui, &page).0;
    assert!(markup.contains("page=1") && !markup.contains("page=3\""));
}

/// What a person typed is never taken for markup.
#[test]
fn texts_are_escaped() {
    let markup = text_input(Field::new("title", "<b>"), "\"><script>alert(1)</script>").0;
    assert!(!markup.contains("<script>") && !markup.contains("<b>"));
}
