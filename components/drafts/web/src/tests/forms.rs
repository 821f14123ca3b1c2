//! Pages with forms: in all languages, and with what was typed kept when something is wrong.

use super::in_all_languages;
use crate::pages::posting::{act, bodies, check, files, start, term, texts};
use crate::pages::verbs::{self, About};
use crate::samples;
use maud::{Markup, html};
use orda_base::{FieldError, Language, LocalizedText};
use orda_drafts::{BodyState, Card, PersonRef, PostingTarget, Settings};
use orda_identity::BodyKind;
use orda_signatures::Purpose;
use orda_web::{FormErrors, Ui};
use serde::de::DeserializeOwned;

/// A form as a browser would send it.
pub(super) fn typed<T: DeserializeOwned>(form: &str) -> T {
    serde_html_form::from_str(form).expect("a form")
}

pub(super) fn wrong(ui: &Ui, fields: &[&str]) -> FormErrors {
    FormErrors::of_fields(ui, fields.iter().map(|f| FieldError::new(*f, "drafts-field-required")).collect())
}

/// A verb's page, without and with errors.
pub(super) fn verb(
    name: &str,
    card: &Card,
    title: &'static str,
    fields: &[&str],
    view: impl Fn(&Ui, &About<'_>, &FormErrors) -> Markup,
) {
    in_all_languages(name, |ui| view(ui, &About { card, title }, &FormErrors::none()));
    in_all_languages(&format!("{name}-wrong"), |ui| view(ui, &About { card, title }, &wrong(ui, fields)));
}

/// Every step of posting, for a new draft, a change and a new version.
#[test]
fn posting() {
    let targets = [
        PostingTarget::New,
        PostingTarget::Change { draft: samples::draft_id(), version: 1, of: None },
        PostingTarget::Version { draft: samples::draft_id(), after: 1 },
    ];
    let settings = Settings::default();
    for target in targets {
        let view = samples::posting(target);
        let name = |step: &str| format!("posting-{step}-{}", crate::pages::posting::purpose(target));
        in_all_languages(&name("act"), |ui| {
            act::view(ui, &view, &act::Input::of(&view), &wrong(ui, &["title.kk", "title.ru", "kind"]))
        });
        in_all_languages(&name("texts"), |ui| {
            let accepted = crate::view::accepted::list(ui, &samples::accepted(), None, |a| format!("/drafts#{a}"));
            texts::view(ui, &view, &texts::Input::of(&view), &wrong(ui, &["texts.kk"]), &accepted)
        });
        in_all_languages(&name("files"), |ui| files::view(ui, &view, &html! {}));
        in_all_languages(&name("term"), |ui| {
            term::view(ui, &view, &settings, &typed("term=abc"), &wrong(ui, &["term"]))
        });
        in_all_languages(&name("check"), |ui| check::view(ui, &view, &settings, &typed(""), &FormErrors::none()));
        in_all_languages(&name("check-wrong"), |ui| {
            check::view(ui, &view, &settings, &typed("no_secrets=yes"), &wrong(ui, &["files", "no_secrets", "bodies"]))
        });
    }
    in_all_languages("posting-start", |ui| start::view(ui, &samples::bodies(), &typed(""), &wrong(ui, &["body"])));
    in_all_languages("posting-start-one", |ui| {
        start::view(ui, &samples::bodies()[..1], &typed(""), &FormErrors::none())
    });
}

/// The list of bodies: groups by kind; what the search hides stays ticked.
#[test]
fn approving_bodies() {
    let view = samples::posting(PostingTarget::New);
    let kinds = [BodyKind::Ministry, BodyKind::Ministry, BodyKind::Region];
    let all: Vec<_> =
        kinds.into_iter().zip(2..).map(|(kind, n)| bodies::Choosable { body: samples::body(n), kind }).collect();
    let input = || typed::<bodies::Input>(&format!("bodies={}&find=әкімдігі", samples::body_id(2)));
    in_all_languages("posting-bodies", |ui| bodies::view(ui, &view, &all, 3, &typed(""), &wrong(ui, &["bodies"])));
    in_all_languages("posting-bodies-found", |ui| bodies::view(ui, &view, &all, 0, &input(), &FormErrors::none()));
    let ui = samples::ui(Language::Kk, "/drafts");
    let html = bodies::view(&ui, &view, &all, 0, &input(), &FormErrors::none()).0;
    let hidden = format!("<input type=\"hidden\" name=\"bodies\" value=\"{}\">", samples::body_id(2));
    assert!(html.contains(&hidden), "the ticked body is not among the found ones and is kept: {html}");
    assert!(html.contains(&samples::body_id(4).to_string()) && !html.contains(&samples::body_id(3).to_string()));
}

/// Titles and texts that were typed are in the page again when something is wrong.
#[test]
fn typed_text_is_kept() {
    let ui = samples::ui(Language::En, "/drafts");
    let view = samples::posting(PostingTarget::New);
    let errors = wrong(&ui, &["title.ru"]);
    let html = act::view(&ui, &view, &typed("title.kk=%D0%96%D0%B0%D2%A3%D0%B0+%3Ca%3E&kind=law"), &errors).0;
    assert!(html.contains("Жаңа &lt;a&gt;"), "typed text is kept and escaped: {html}");
    assert!(html.contains("value=\"law\" checked"));
    assert!(html.contains("href=\"#title.ru\"") && html.contains("id=\"title.ru\""), "the summary leads to the field");
    let card = samples::card();
    let about = About { card: &card, title: "drafts-register-title" };
    let input = typed("number=12-A&date-day=31&date-month=2&date-year=2026");
    let html = verbs::register::view(&ui, &about, &input, &wrong(&ui, &["date"])).0;
    assert!(html.contains("value=\"12-A\"") && html.contains("value=\"31\"") && html.contains("value=\"2026\""));
    let about = About { card: &card, title: "drafts-refuse-title" };
    let input: verbs::refuse::Input = typed("reason=%D0%A1%D0%B5%D0%B1%D0%B5%D0%BF&number=7");
    let html = verbs::refuse::view(&ui, &about, &samples::remarks(), &input, &wrong(&ui, &["reason"])).0;
    assert!(html.contains("Себеп") && html.contains("value=\"7\""));
}

/// Everything the drafting body does.
#[test]
fn verbs_of_the_drafting_body() {
    let card = samples::card();
    let signed = samples::prepared_card();
    verb("change", &signed, "drafts-change-title", &[], verbs::change::view);
    verb("new-version", &card, "drafts-version-title", &[], verbs::new_version::view);
    verb(
        "send",
        &signed,
        "drafts-send-title",
        &["number", "date", "title.kk", "signer", "text"],
        |ui, about, errors| verbs::send::view(ui, about, &typed("number=1&date-day=5&text=x"), errors),
    );
    verb("chancellery", &card, "drafts-chancellery-title", &[], verbs::chancellery::view);
    let ready = Card { state: orda_drafts::VersionState::ApprovedByAll, missing: Vec::new(), ..samples::card() };
    verb("chancellery-ready", &ready, "drafts-chancellery-title", &[], verbs::chancellery::view);
    let line = samples::line(2, BodyState::NotDelivered);
    verb("resend", &card, "drafts-resend-title", &[], |ui, about, errors| {
        verbs::resend::view(ui, about, &line, errors)
    });
    verb("prolong", &card, "drafts-prolong-title", &["term"], |ui, about, errors| {
        verbs::prolong::view(ui, about, &line, 120, &typed("term=5"), errors)
    });
    let remark = samples::remarks().remove(0);
    verb("remark-answer", &card, "drafts-remark-answer-title", &["accepted", "text"], |ui, about, errors| {
        verbs::remark_answer::view(ui, about, (&remark, &samples::structured()), &typed("accepted=yes&text=x"), errors)
    });
}

/// Everything done in an approving body.
#[test]
fn verbs_of_an_approving_body() {
    let card = samples::card();
    let line = samples::line(2, BodyState::Registered);
    verb("register", &card, "drafts-register-title", &["number", "date"], |ui, about, errors| {
        verbs::register::view(ui, about, &typed(""), errors)
    });
    verb("pass", &card, "drafts-pass-title", &[], |ui, about, errors| verbs::pass::view(ui, about, &line, errors));
    let people =
        [PersonRef { id: samples::who(2).person, name: "Сейітова".into(), position: samples::title() }];
    verb("name", &card, "drafts-name-title", &["people"], |ui, about, errors| {
        verbs::name::view(ui, about, &line, &people, &typed(""), errors)
    });
    in_all_languages("name-nobody", |ui| {
        let about = About { card: &card, title: "drafts-name-title" };
        verbs::name::view(ui, &about, &line, &[], &typed(""), &FormErrors::none())
    });
    verb("refuse", &card, "drafts-refuse-title", &["reason"], |ui, about, errors| {
        verbs::refuse::view(ui, about, &samples::remarks(), &typed(""), errors)
    });
    verb("refuse-preview", &card, "drafts-refuse-title", &[], |ui, about, _| {
        verbs::refuse::preview(
            ui,
            about,
            &LocalizedText::new("Хат", "Письмо", ""),
            "Бір\nЕкі",
            &typed("reason=x&remarks=1"),
        )
    });
    verb("remark-add", &card, "drafts-remark-add-title", &["text", "paragraph"], |ui, about, errors| {
        let old = verbs::remark_add::Concerned::new("1-тармақ", "Ескі мәтін");
        verbs::remark_add::view(ui, about, Some(&old), &typed("paragraph=1&text=x"), errors)
    });
    let remark = samples::remarks().remove(1);
    for (name, way) in [("close", verbs::remark_settle::CLOSE), ("withdraw", verbs::remark_settle::WITHDRAW)] {
        verb(&format!("remark-{name}"), &card, "drafts-remark-close-title", &[], |ui, about, errors| {
            verbs::remark_settle::view(ui, about, &remark, &way, errors)
        });
    }
}

/// Signing pages of all three kinds, and what follows a signature.
#[test]
fn signing() {
    let card = samples::card();
    let kinds = [
        ("sign", Purpose::DraftSign, "drafts-sign-title", "drafts-sign-meaning"),
        ("approve", Purpose::DraftApprove, "drafts-approve-title", "drafts-approve-meaning"),
        ("protocol-sign", Purpose::DraftSign, "drafts-protocol-sign", "drafts-protocol-meaning"),
    ];
    for (name, purpose, title, meaning) in kinds {
        let task = samples::signing(purpose);
        verb(name, &card, title, &["cms_file"], |ui, about, errors| {
            verbs::sign::view(ui, about, Some(&task), meaning, "/drafts/1/v/2/sign", errors)
        });
    }
    let next = samples::my_work().waiting.remove(1);
    for key in ["drafts-sign-done", "drafts-approve-done", "drafts-protocol-signed"] {
        in_all_languages(&format!("signed-{key}"), |ui| verbs::signed::view(ui, &card, key, Some(&next)));
    }
    in_all_languages("signed-last", |ui| verbs::signed::view(ui, &card, "drafts-sign-done", None));
}

/// The protocol of disagreements: begun, shown, written.
#[test]
fn protocol() {
    let card = samples::card();
    let line = samples::protocol_line();
    let body = samples::line(2, BodyState::Refused);
    verb("protocol-start", &card, "drafts-protocol-title", &[], |ui, about, errors| {
        verbs::protocol::start::view(ui, about, &body, errors)
    });
    verb("protocol", &card, "drafts-protocol-title", &[], |ui, about, _| verbs::protocol::view(ui, about, &line));
    verb("protocol-edit", &card, "drafts-protocol-edit", &["points.0.point"], |ui, about, errors| {
        verbs::protocol::edit::view(ui, about, &line, &typed("wording=4&point=1&point=2&drafter_view=a"), errors)
    });
}
