//! Parts that several forms share.

use orda_base::LocalizedText;
use orda_identity::{BodyKind, Picture};
use orda_web::parts::{
    Choice, Confirmation, Crumb, Field, breadcrumbs, button, button_group, confirm_page, text_input,
};
use orda_web::{Accounted, FluentValue, FormErrors, Markup, Message, Response, Ui, html};

/// Three fields of one text: `<name>_kk`, `<name>_ru`, `<name>_en`; English may stay empty.
pub(crate) fn texts(ui: &Ui, name: &str, label_key: &str, value: &LocalizedText, errors: &FormErrors) -> Markup {
    let label = ui.t(label_key);
    let languages = [
        ("kk", "identity-in-kazakh", &value.kk),
        ("ru", "identity-in-russian", &value.ru),
        ("en", "identity-in-english", &value.en),
    ];
    html! {
        @for (code, language, text) in languages {
            @let field = Field::new(format!("{name}_{code}"), format!("{label} ({})", ui.t(language)))
                .lang(code).max(300).errors(errors);
            (text_input(if code == "en" { field.optional(ui) } else { field }, text))
        }
    }
}

/// "Not chosen" and the active bodies.
pub(crate) fn body_choices<'a>(ui: &'a Ui, picture: &'a Picture, none: &'a str) -> Vec<Choice<'a>> {
    let bodies = picture.bodies.iter().filter(|b| b.active);
    std::iter::once(Choice::new("", none))
        .chain(bodies.map(|b| Choice::new(b.id.to_string(), ui.text(&b.name))))
        .collect()
}

/// "Not chosen" and the kinds of bodies.
pub(crate) fn kind_choices<'a>(ui: &'a Ui, none: &'a str) -> Vec<Choice<'a>> {
    let kinds = BodyKind::ALL.into_iter();
    std::iter::once(Choice::new("", none)).chain(kinds.map(|k| Choice::new(k.code(), ui.t(kind_key(k))))).collect()
}

/// Key of the name of a kind.
pub(crate) const fn kind_key(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Chancellery => "identity-kind-chancellery",
        BodyKind::PresidentialAdministration => "identity-kind-presidential_administration",
        BodyKind::Ministry => "identity-kind-ministry",
        BodyKind::Agency => "identity-kind-agency",
        BodyKind::Region => "identity-kind-region",
        BodyKind::Other => "identity-kind-other",
    }
}

/// The languages of the portal, each in its own words.
pub(crate) fn language_choices(ui: &Ui) -> Vec<Choice<'_>> {
    let languages = [("kk", "identity-own-name-kk"), ("ru", "identity-own-name-ru"), ("en", "identity-own-name-en")];
    languages.into_iter().map(|(code, key)| Choice::new(code, ui.t(key))).collect()
}

/// Breadcrumbs from the administration down to the page above this one.
pub(crate) fn crumbs(ui: &Ui, steps: Vec<(String, String)>) -> Markup {
    let admin = Crumb::new("/admin", ui.t("identity-admin"));
    let all: Vec<Crumb<'_>> =
        std::iter::once(admin).chain(steps.into_iter().map(|(href, text)| Crumb::new(href, text))).collect();
    breadcrumbs(ui, &all)
}

/// The step to the list of bodies.
pub(crate) fn to_bodies(ui: &Ui) -> (String, String) {
    ("/admin/bodies".to_owned(), ui.t("identity-bodies").to_owned())
}

/// The step to the list of people.
pub(crate) fn to_people(ui: &Ui) -> (String, String) {
    ("/admin/people".to_owned(), ui.t("identity-people").to_owned())
}

/// The list that is seen as a file: with the same filters in the same order.
pub(crate) fn exports(ui: &Ui, list: &str) -> Markup {
    let query = if ui.query().is_empty() { String::new() } else { format!("?{}", ui.query()) };
    html! {
        p.govuk-body.app-no-print {
            (ui.t("identity-export")) ": "
            a.govuk-link href=(format!("{list}/export.xlsx{query}")) download { "XLSX" }
            " · "
            a.govuk-link href=(format!("{list}/export.csv{query}")) download { "CSV" }
        }
    }
}

/// A page of one form: heading, what is wrong, the fields, "save" and the way back.
pub(crate) fn form_page(ui: &Ui, title: &str, errors: &FormErrors, fields: &Markup, back: &str) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (title) }
            form method="post" novalidate {
                (fields)
                (button_group(html! {
                    (button(ui.t("web-save")))
                    a.govuk-link href=(back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

/// Asks once before something that hurts: `{key}-question` with `args`, `{key}-consequence`, and the button. `action` is
/// where the form posts, `back` where "cancel" leads.
pub(crate) fn confirm(
    ui: &Ui,
    (key, verb): (&str, &str),
    args: &[(&str, FluentValue<'_>)],
    (action, back): (&str, &str),
) -> Response {
    let (question, consequence) =
        (&ui.tr(&format!("{key}-question"), args), &ui.tr(&format!("{key}-consequence"), &[]));
    let (content, verb) = (html! {}, ui.t(verb));
    confirm_page(ui, Confirmation { question, consequence, content, action, verb, back, dangerous: true })
}

/// Done: back to a page that says so once. The use case has written the accounting entry itself.
pub(crate) fn done(ui: &Ui, to: &str, message: &'static str) -> Response {
    ui.redirect_with(to, &Message::new(message)).already_accounted()
}
