//! Every page in every language: no text is missing, headings are in order, ids are used once.

mod chancellery;
mod forms;
mod messages;
mod pages;

use maud::Markup;
use orda_base::Language;
use orda_web::Ui;

/// Makes the page in all three languages and looks at it.
fn in_all_languages(name: &str, page: impl Fn(&Ui) -> Markup) {
    for language in Language::ALL {
        let ui = crate::samples::ui(language, "/drafts");
        let html = page(&ui).0;
        let what = format!("{name} ({})", language.code());
        if let Some(folder) = std::env::var_os("ORDA_SAMPLES") {
            let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", language.code()));
            std::fs::write(file, &html).expect("the folder can be written");
        }
        no_key_shown(&what, &html);
        ids_once(&what, &html);
        headings_in_order(&what, &html);
        labels_have_fields(&what, &html);
    }
}

/// A message that is missing shows its key; one that misses an argument shows a brace.
fn no_key_shown(what: &str, html: &str) {
    for prefix in ["drafts-", "documents-", "web-"] {
        let at = html.find(&format!(">{prefix}")).or_else(|| html.find(&format!("\"{prefix}")));
        let shown = at.map(|at| html[at..].chars().take(60).collect::<String>());
        assert!(shown.is_none(), "{what} shows a key: {shown:?}");
    }
    assert!(!html.contains("{$") && !html.contains("{ $"), "{what} shows an argument");
}

fn values<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> + 'a {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next())
}

fn ids_once(what: &str, html: &str) {
    let mut seen = std::collections::HashSet::new();
    for id in values(html, " id=\"") {
        assert!(seen.insert(id.to_owned()), "{what} has the id {id} twice");
    }
}

fn headings_in_order(what: &str, html: &str) {
    // Banners and the summary of errors have a heading of level 2 and come first, as in GOV.UK Frontend.
    let mut level = 1;
    let mut ones = 0;
    for (at, _) in html.match_indices("<h") {
        let Some(next) = html[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else { continue };
        assert!(next <= level + 1, "{what}: h{next} comes after h{level}");
        level = next;
        ones += u32::from(next == 1);
    }
    assert_eq!(ones, 1, "{what} has one heading of level 1");
}

fn labels_have_fields(what: &str, html: &str) {
    let ids: Vec<_> = values(html, " id=\"").collect();
    for field in values(html, " for=\"") {
        assert!(ids.contains(&field), "{what}: a label for {field}, which is not there");
    }
}
