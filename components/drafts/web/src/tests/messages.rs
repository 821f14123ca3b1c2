//! Words that the use cases name by their keys: refusals, wrong fields, notices.

use crate::samples;
use orda_base::{Language, Message};
use orda_drafts::{DraftRefusal, notices};

/// Every refusal of the core has a text in every language.
#[test]
fn every_refusal_has_words() {
    let ui = samples::ui(Language::Kk, "/");
    for code in DraftRefusal::CODES {
        assert!(ui.shell().messages().has(code), "{code}");
    }
}

/// Every notice has a sentence and a subject, and uses only the arguments that every notice of its kind has.
#[test]
fn every_notice_has_words() {
    for language in Language::ALL {
        let ui = samples::ui(language, "/");
        for kind in notices::KINDS {
            let message = [("number", "НҚА-1"), ("title", "Атауы"), ("version", "2"), ("body", "Орган")];
            let message = message.into_iter().fold(Message::new(kind), |m, (name, value)| m.with(name, value));
            let text = ui.message(&message);
            assert!(text != kind && !text.contains('{'), "{kind} in {}: {text}", language.code());
            let subject = ui.tr(&format!("{kind}.subject"), &[("number", "НҚА-1".into())]);
            assert!(subject.contains("НҚА-1"), "{kind}.subject in {}", language.code());
        }
    }
}

/// "7 of 12 bodies", with the Kazakh ending that the number asks for.
#[test]
fn progress_is_said_in_words() {
    let said = |language, done: i64| {
        samples::ui(language, "/").tr("drafts-progress", &[("done", done.into()), ("total", 12.into())])
    };
    assert_eq!(said(Language::Kk, 7), "12 органның 7-еуі");
    assert_eq!(said(Language::Kk, 0), "12 органның ешқайсысы");
    assert_eq!(said(Language::Kk, 12), "12 органның 12-сі");
    assert_eq!(said(Language::Ru, 7), "7 из 12 органов");
    assert_eq!(said(Language::En, 7), "7 of 12 bodies");
}
